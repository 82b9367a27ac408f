"""What travelled: the log, a message, what could not be taken, figures."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from congso.domains.axis import figures
from congso.domains.axis.models import ParcelKind, StopState
from congso.domains.axis.papers import label_of, log_xlsx
from congso.domains.axis.policies import MANAGE
from congso.domains.axis.queries import Asked, dead_letters, log, parcel_of, systems
from congso.domains.axis.services.retrying import try_again, try_all_again
from congso.domains.axis.services.taking_log import note_log_taken
from congso.foundation.files.responses import office_file_response
from congso.foundation.web.requests import actor_of

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _day(typed: str) -> date | None:
    """A day as typed (14/9/2026), or as an address has it (2026-09-14)."""
    day, _slash, rest = typed.strip().partition("/")
    month, _slash, year = rest.partition("/")
    try:
        return date(int(year), int(month), int(day)) if rest else date.fromisoformat(typed)
    except ValueError:
        return None


def _key(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else None


def _asked(request: HttpRequest) -> Asked:
    given = request.GET
    return Asked(
        words=given.get("q", "")[:100], agency=given.get("don-vi", "").strip()[:35], kind=given.get("loai", "")[:10], state=given.get("tinh-trang", "")[:10],
        day=_day(given.get("ngay", "")), since=_day(given.get("tu-ngay", "")), side=given.get("chieu", "")[:10], before=_key(given.get("after", "")),
    )  # fmt: skip


@require_GET
@login_required
def message_log(request: HttpRequest) -> HttpResponse:
    """Messages by words, agency, kind, state, day; a line a receiver."""
    viewer, asked = actor_of(request), _asked(request)
    page = log(viewer=viewer, asked=asked)
    context = {"rows": [(row, label_of(row)) for row in page.rows], "older": page.older, "asked": asked, "kinds": ParcelKind.choices,
               "states": StopState.choices, "sides": [("sent", _("đơn vị gửi")), ("received", _("đơn vị nhận"))],
               "manages": viewer.may(MANAGE)}  # fmt: skip
    return render(request, "axis/log.html", context)


@require_GET
@login_required
def log_as_excel(request: HttpRequest) -> FileResponse:
    """The same lines as Excel."""
    actor, asked, stream = actor_of(request), _asked(request), BytesIO()
    count = log_xlsx(viewer=actor, asked=asked, stream=stream)
    note_log_taken(actor=actor, asked=asked, count=count)
    stream.seek(0)
    response = FileResponse(stream, content_type=EXCEL, as_attachment=True, filename="nhat-ky-truc.xlsx")
    response["Cache-Control"] = "no-store, private"
    return response


@require_GET
@login_required
def parcel_page(request: HttpRequest, parcel_id: UUID) -> HttpResponse:
    """A message: who, to whom, when, what went wrong."""
    viewer = actor_of(request)
    parcel, stops = parcel_of(viewer=viewer, parcel_id=parcel_id)
    return render(request, "axis/parcel.html", {"parcel": parcel, "stops": stops, "label": label_of(stops[0]), "manages": viewer.may(MANAGE)})


@require_GET
@login_required
def parcel_file(request: HttpRequest, parcel_id: UUID) -> HttpResponseBase:
    """The message as it was sent."""
    parcel, _stops = parcel_of(viewer=actor_of(request), parcel_id=parcel_id)
    return office_file_response(request, parcel.file, name=f"{parcel.pk}.edxml")


@require_GET
@login_required
def dead(request: HttpRequest) -> HttpResponse:
    """What receivers could not take."""
    viewer, system = actor_of(request), _key(request.GET.get("he-thong", ""))
    page = dead_letters(viewer=viewer, system_pk=system, before=_key(request.GET.get("after", "")))
    counts = [line for line in systems(viewer=viewer) if line.dead]
    rows = [(row, label_of(row)) for row in page.rows]
    return render(request, "axis/dead.html", {"rows": rows, "older": page.older, "counts": counts, "system": system})


@require_POST
@login_required
def again(request: HttpRequest, stop_id: int) -> HttpResponse:
    """Give one message to its receiver again."""
    try_again(actor=actor_of(request), stop_id=stop_id)
    messages.success(request, _("Gói tin lại nằm chờ nơi nhận lấy."))
    return redirect("axis:dead")


@require_POST
@login_required
def all_again(request: HttpRequest, system_pk: int) -> HttpResponse:
    """Give everything that a system could not take again."""
    count = try_all_again(actor=actor_of(request), system_pk=system_pk)
    words = ngettext("%(count)d gói tin lại nằm chờ nơi nhận lấy.", "%(count)d gói tin lại nằm chờ nơi nhận lấy.", count)
    messages.success(request, words % {"count": count})
    return redirect("axis:dead")


@require_GET
@login_required
def statistics(request: HttpRequest) -> HttpResponse:
    """How much travels, by day and agency; each figure opens its lines."""
    viewer = actor_of(request)
    context = {"days": figures.per_day(viewer=viewer), "agencies": figures.per_agency(viewer=viewer), "since": figures.first_day()}
    return render(request, "axis/statistics.html", context)
