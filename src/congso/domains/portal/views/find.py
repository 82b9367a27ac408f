"""The first page, the list, life events."""

from __future__ import annotations

from collections.abc import Hashable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from congso.domains.portal.caching import kept_page
from congso.domains.portal.forms import FindForm
from congso.domains.portal.queries.events import life_event, life_events
from congso.domains.portal.queries.notices import shown_notices
from congso.domains.portal.reading import public
from congso.domains.portal.templatetags.portal import found_rows, how_many
from congso.domains.procedures.facade import find_procedures, public_overview, suggest_public
from congso.foundation.web.whole import render_whole


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
    words, at_start = form.cleaned_data.get("q", ""), "after" not in request.GET
    fixed: dict[str, Hashable] = {
        "has_words": bool(words), "is_narrowed": form.is_narrowed, "has_rows": bool(page.rows), "has_more": bool(page.next_key),
        "at_start": at_start, "switches": tuple(form.cleaned_data.get(name) for name in ("truc_tuyen", "tai_tinh")),
    }  # fmt: skip
    named = {
        "text": words, "words_box": form.words_box(), "boxes": SafeString("".join(form.narrowing())), "how_many": how_many(page.total),
        "rows": found_rows(page.rows), "plain_query": urlencode({"q": words}), "first_query": _query(request, None),
        "next_query": _query(request, page.next_key),
    }  # fmt: skip
    return render_whole(request, "portal/services.html", fixed=fixed, named=named, drawing={"form": form})


def _query(request: HttpRequest, after: str | None) -> str:
    """The question of the address with another key for where the page begins."""
    asked = request.GET.copy()
    asked.pop("after", None)
    if after:
        asked["after"] = after
    return asked.urlencode()


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
