"""Screens of the inbox."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congso.foundation.casework.inbox import (
    COUNT_CAP,
    InboxFilter,
    inbox,
    inbox_counts,
    inbox_with_counts,
    search_cases,
)
from congso.foundation.casework.registry import kinds
from congso.foundation.casework.row_html import rows_html
from congso.foundation.casework.searching import NO_SUBJECT, SEARCH_PAGE
from congso.foundation.web.panels import around
from congso.foundation.web.requests import actor_of


@require_GET
@login_required
def inbox_page(request: HttpRequest) -> HttpResponse:
    """What is in my hands or my unit's, due first."""
    viewer = actor_of(request)
    wanted = InboxFilter(
        scope=request.GET.get("pham-vi", "all")[:8], due=request.GET.get("han", "")[:8],
        kind=request.GET.get("loai", "")[:20],
        words=request.GET.get("q", "")[:100], after=request.GET.get("after", "")[:100],
    )  # fmt: skip
    query = request.GET.copy()
    query.pop("after", None)
    context = {"wanted": wanted, "kinds": tuple(kinds().items()), "cap": COUNT_CAP, "query": query.urlencode()}
    if request.headers.get("HX-Target") == "inbox-list":
        page, template = inbox(viewer=viewer, wanted=wanted), "casework/inbox_list.html"
    else:
        page, template = inbox_with_counts(viewer=viewer, wanted=wanted), "casework/inbox.html"
    rows = rows_html(page.rows, viewer=viewer)
    return render(request, template, context | {"page": page, "counts": page.counts, "rows": rows})


@require_GET
@login_required
def inbox_count(request: HttpRequest) -> HttpResponse:
    """The number beside the menu entry."""
    count = inbox_counts(viewer=actor_of(request))["all"]
    return HttpResponse(f"{COUNT_CAP - 1}+" if count >= COUNT_CAP else str(count or ""))


@require_GET
@login_required
def search_page(request: HttpRequest) -> HttpResponse:
    """Find a case by number, person or words, without tone marks."""
    viewer, words = actor_of(request), request.GET.get("q", "")[:100]
    rows = search_cases(viewer=viewer, words=words)
    context = {"rows": rows, "rows_html": rows_html(rows, viewer=viewer), "words": words, "around": around(request, SEARCH_PAGE, NO_SUBJECT)}
    return render(request, "casework/search.html", context)
