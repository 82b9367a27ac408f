"""The year, and what changes it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.foundation.calendar import services
from congso.foundation.calendar.forms import WEEKDAYS, DayOffForm, HoursForm, SwapForm
from congso.foundation.calendar.models import DayKind
from congso.foundation.calendar.pages import hours_periods, manageable_units, year_page
from congso.foundation.calendar.policies import can_manage, require_can_manage, require_can_open_pages
from congso.foundation.orgs.choosing import grouped
from congso.foundation.orgs.queries import tree
from congso.foundation.web.forms import ask, form_page
from congso.foundation.web.requests import actor_of

_reading_and_writing = require_http_methods(["GET", "POST"])
FIRST_YEAR, LAST_YEAR = 2011, 2044


def _unit_asked(request: HttpRequest) -> int | None:
    text = request.GET.get("don-vi", "")
    return int(text) if text.isdecimal() and int(text) in tree().nodes else None


def _year_asked(request: HttpRequest) -> int:
    text = request.GET.get("nam", "")
    return int(text) if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR else clock.today().year


def _back(unit_id: int | None, year: int | None = None) -> str:
    parts = [f"nam={year}"] if year else []
    parts += [f"don-vi={unit_id}"] if unit_id else []
    return reverse("calendar:year") + ("?" + "&".join(parts) if parts else "")


@require_GET
@login_required
def year(request: HttpRequest) -> HttpResponse:
    """Holidays, swaps and closings of a year."""
    viewer, unit_id, number = actor_of(request), _unit_asked(request), _year_asked(request)
    require_can_open_pages(viewer)
    context: dict[str, Any] = {
        "page": year_page(viewer=viewer, year=number, unit_id=unit_id), "unit_id": unit_id,
        "unit": tree().name(unit_id), "groups": grouped(tree(), manageable_units(viewer)), "before": number - 1,
        "after": number + 1, "may_change": can_manage(viewer, unit_id),
    }  # fmt: skip
    return render(request, "calendar/year.html", context)


def _form(request: HttpRequest, form: Any, unit_id: int | None, title: str, intro: str = "") -> HttpResponse:
    name = tree().name(unit_id)
    return form_page(request, form, title=f"{title} – {name}" if name else title, cancel_url=_back(unit_id),
                     trail=[(_back(unit_id), _("Lịch làm việc"))], intro=intro)  # fmt: skip


@_reading_and_writing
@login_required
def add_day(request: HttpRequest) -> HttpResponse:
    """Add a day off."""
    actor, unit_id = actor_of(request), _unit_asked(request)
    require_can_manage(actor, unit_id)
    form = DayOffForm(request.POST if request.method == "POST" else None, for_unit=unit_id is not None)
    own = {"kind": DayKind.CLOSING} if unit_id is not None else {}
    if row := ask(form, services.add_day_off, actor=actor, unit_id=unit_id, **own):
        messages.success(request, _("Đã thêm ngày nghỉ. Ngày đã hẹn với người dân vẫn giữ nguyên."))
        return redirect(_back(unit_id, row.day.year))
    return _form(request, form, unit_id, _("Thêm ngày nghỉ"))


@_reading_and_writing
@login_required
def add_swap(request: HttpRequest) -> HttpResponse:
    """Add a swap."""
    actor, unit_id = actor_of(request), _unit_asked(request)
    require_can_manage(actor, unit_id)
    form = SwapForm(request.POST if request.method == "POST" else None)
    if rows := ask(form, services.add_swap, actor=actor, unit_id=unit_id):
        messages.success(request, _("Đã ghi ngày hoán đổi."))
        return redirect(_back(unit_id, rows[0].day.year))
    return _form(request, form, unit_id, _("Hoán đổi ngày làm việc"))


@require_POST
@login_required
def remove_day(request: HttpRequest, day_id: int) -> HttpResponse:
    """Take a day out of the calendar."""
    days = services.remove_day(actor=actor_of(request), day_id=day_id)
    messages.success(request, _("Đã bỏ: %(days)s.") % {"days": ", ".join(f"{day:%d/%m/%Y}" for day in days)})
    return redirect(_back(_unit_asked(request), days[0].year))


@_reading_and_writing
@login_required
def hours(request: HttpRequest) -> HttpResponse:
    """The weekly hours now and before, and the form that sets them from a day on."""
    actor, unit_id = actor_of(request), _unit_asked(request)
    require_can_open_pages(actor)
    periods = hours_periods(unit_id=unit_id)
    present = dict(periods[0].week) if periods else {}
    form = HoursForm(
        request.POST if request.method == "POST" else None,
        present=present,
        initial={"valid_from": clock.today()},
    )
    if ask(form, services.set_hours, actor=actor, unit_id=unit_id) is not None:
        messages.success(request, _("Đã ghi giờ làm việc."))
        return redirect(request.get_full_path())
    context = {"form": form, "periods": periods, "unit_id": unit_id, "unit": tree().name(unit_id), "weekdays": WEEKDAYS,
               "may_change": can_manage(actor, unit_id), "trail": [(_back(unit_id), _("Lịch làm việc"))]}  # fmt: skip
    return render(request, "calendar/hours.html", context, status=422 if form.errors else 200)
