"""The first page, the list, life events."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from congso.domains.portal.caching import kept_page
from congso.domains.portal.forms import FindForm
from congso.domains.portal.queries.events import life_event, life_events
from congso.domains.portal.queries.notices import shown_notices
from congso.domains.portal.reading import public
from congso.domains.procedures.facade import find_procedures, public_overview, suggest_public


@public
@kept_page
def home(request: HttpRequest) -> HttpResponse:
    """Where a citizen begins: a search, life events, fields, agencies."""
    context = {"overview": public_overview(), "events": life_events(), "notices": shown_notices()}
    return render(request, "portal/home.html", context)


@public
@kept_page
def services(request: HttpRequest) -> HttpResponse:
    """The procedures that fit; the same page answers htmx, which takes the results out of it."""
    form = FindForm(request.GET, overview=public_overview())
    page = find_procedures(wanted=form.wanted(), after=request.GET.get("after", ""))
    form.show_counts(page.facets)
    return render(request, "portal/services.html", {"form": form, "page": page})


@public
def suggestions(request: HttpRequest) -> HttpResponse:
    """The first matches while somebody types (htmx)."""
    text = request.GET.get("q", "").strip()
    return render(request, "portal/suggestions.html", {"rows": suggest_public(text=text), "text": text})


@public
@kept_page
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """The procedures of a life event."""
    return render(request, "portal/event.html", {"event": life_event(slug=slug)})
