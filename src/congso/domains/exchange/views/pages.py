"""The log of messages, silent receivers, demands of senders."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from congso.core.errors import NotVisible
from congso.domains.exchange.models import Kind, Way
from congso.domains.exchange.queries import (
    Asked,
    correspondents,
    early_changes,
    log,
    message_of,
    silent_deliveries,
)
from congso.domains.exchange.services.failing import send_again
from congso.foundation.edxml.facade import BusinessType, StatusCode
from congso.foundation.files.responses import office_file_response
from congso.foundation.web.requests import actor_of

LABELS = {("edoc", str(each)): each.label for each in BusinessType} | {("status", str(each)): each.label for each in StatusCode}


def _day(typed: str) -> date | None:
    """A day as typed (14/9/2026), or as an address has it (2026-09-14)."""
    day, _slash, rest = typed.strip().partition("/")
    month, _slash, year = rest.partition("/")
    try:
        return date(int(year), int(month), int(day)) if rest else date.fromisoformat(typed)
    except ValueError:
        return None


@require_GET
@login_required
def message_log(request: HttpRequest) -> HttpResponse:
    """Messages of one's agencies, by words, agency, day, way."""
    given = request.GET
    asked = Asked(
        words=given.get("q", "")[:100], code=given.get("don-vi", "").strip()[:35], way=given.get("chieu", ""), kind=given.get("loai", ""),
        day=_day(given.get("ngay", "")), only_errors=given.get("loi") == "1", after=given.get("after", ""),
    )  # fmt: skip
    page = log(viewer=actor_of(request), asked=asked)
    rows = [(row, LABELS.get((row.kind, row.code), row.code)) for row in page.rows]
    return render(request, "exchange/log.html", {"rows": rows, "older": page.older, "asked": asked, "ways": Way.choices, "kinds": Kind.choices})


@require_GET
@login_required
def message_page(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One message: who, whom, what was found, the message itself."""
    message = message_of(viewer=actor_of(request), message_id=message_id)
    return render(request, "exchange/message.html", {"message": message, "label": LABELS.get((message.kind, message.code), message.code)})


@require_GET
@login_required
def message_file(request: HttpRequest, message_id: UUID) -> HttpResponseBase:
    """The message as it was sent or received."""
    message = message_of(viewer=actor_of(request), message_id=message_id)
    if message.file is None:
        raise NotVisible
    return office_file_response(request, message.file, name=f"{message.pk}.edxml")


@require_POST
@login_required
def again(request: HttpRequest, out_id: UUID) -> HttpResponse:
    """The receivers that a document did not reach are tried once more."""
    count = send_again(actor=actor_of(request), document_id=out_id)
    messages.success(request, ngettext("Gửi lại cho %(count)d nơi nhận.", "Gửi lại cho %(count)d nơi nhận.", count) % {"count": count})
    return redirect("documents:out_page", out_id)


@require_GET
@login_required
def silent(request: HttpRequest) -> HttpResponse:
    """Receivers that have not taken in what was sent to them."""
    return render(request, "exchange/silent.html", {"rows": silent_deliveries(viewer=actor_of(request))})


@require_GET
@login_required
def early(request: HttpRequest) -> HttpResponse:
    """Changes that came before the documents they change."""
    rows = early_changes(viewer=actor_of(request))
    return render(request, "exchange/early.html", {"rows": rows})


@require_GET
@login_required
def agency_list(request: HttpRequest) -> HttpResponse:
    """Agencies outside that are reached over the axis."""
    words, after = request.GET.get("q", "")[:100], request.GET.get("after", "")[:35]
    rows, older = correspondents(viewer=actor_of(request), words=words, after=after)
    return render(request, "exchange/agencies.html", {"rows": rows, "older": older, "words": words})
