"""Screens of the inbox."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from urllib.parse import quote

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
from congso.foundation.web.whole import render_whole


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
    part = request.headers.get("HX-Target") == "inbox-list"
    page = inbox(viewer=viewer, wanted=wanted) if part else inbox_with_counts(viewer=viewer, wanted=wanted)
    fixed: dict[str, Hashable] = {"wanted": replace(wanted, words="", after=""), "kinds": tuple(kinds().items()),
                                  "has_rows": bool(page.rows), "has_more": bool(page.next_key)}  # fmt: skip
    named = {"words": wanted.words, "rows": rows_html(page.rows, viewer=viewer), "next_key": quote(page.next_key), "query": query.urlencode(), **page.counts}
    if part:
        return render(request, "casework/inbox_list.html", fixed | named)
    return render_whole(request, "casework/inbox.html", fixed=fixed, named=named)


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
