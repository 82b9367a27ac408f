"""The week, one's own week, today, the versions, the print, the download."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.schedules.policies import agency_of
from congso.domains.schedules.printing import week_pdf
from congso.domains.schedules.queries import proposals, today_page, waiting_count, week_page
from congso.domains.schedules.queries_feed import week_calendar
from congso.domains.schedules.queries_history import history
from congso.domains.schedules.services import publish_week
from congso.domains.schedules.views.asking import AGENCY, day_in, key_in, number_in
from congso.foundation.web.panels import around
from congso.foundation.web.requests import actor_of


def _week_url(monday: date) -> str:
    return f"{reverse('schedules:week')}?tuan={monday}"


@require_GET
@login_required
def week(request: HttpRequest) -> HttpResponse:
    """The agency's week."""
    page = week_page(viewer=actor_of(request), on=day_in(request) or clock.today(), chosen=number_in(request, AGENCY))
    return render(request, "schedules/week.html", {"page": page})


@require_GET
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Where I take part."""
    page = week_page(viewer=actor_of(request), on=day_in(request) or clock.today(), own=True)
    return render(request, "schedules/week.html", {"page": page})


@require_GET
@login_required
def today(request: HttpRequest) -> HttpResponse:
    """What today brings."""
    context = {"page": today_page(viewer=actor_of(request)), "around": around(request, "today", UUID(int=0))}
    return render(request, "schedules/today.html", context)


@require_GET
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """The number beside the menu entry: proposals that wait for an answer."""
    return HttpResponse(str(waiting_count(viewer=actor_of(request)) or ""))


@require_GET
@login_required
def proposed(request: HttpRequest) -> HttpResponse:
    """What the units proposed."""
    page = proposals(viewer=actor_of(request), after=key_in(request, "after"))
    return render(request, "schedules/proposals.html", {"page": page, "older": page.older, "newer": ""})


@require_GET
@login_required
def versions(request: HttpRequest, week_monday: str) -> HttpResponse:
    """What was published and how it changed."""
    found = history(viewer=actor_of(request), on=_day(week_monday), number=number_in(request, "ban"), chosen=number_in(request, AGENCY))
    return render(request, "schedules/history.html", {"page": found})


@require_GET
@login_required
def pdf(request: HttpRequest, week_monday: str) -> HttpResponse:
    """The week on paper; before publication only for who keeps the calendar."""
    page = week_page(viewer=actor_of(request), on=_day(week_monday), chosen=number_in(request, AGENCY))
    if page.is_draft and not page.may_publish:
        raise NotVisible
    response = HttpResponse(week_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="lich-cong-tac-{page.monday}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_GET
@login_required
def ics(request: HttpRequest, week_monday: str) -> HttpResponse:
    """The week for a calendar program."""
    day = _day(week_monday)
    response = HttpResponse(week_calendar(viewer=actor_of(request), on=day, chosen=number_in(request, AGENCY)), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="lich-cong-tac-{day}.ics"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_POST
@login_required
def publish(request: HttpRequest, week_monday: str) -> HttpResponse:
    """Publish the week."""
    actor, day = actor_of(request), _day(week_monday)
    agency_id = agency_of(actor, number_in(request, AGENCY))
    found = publish_week(actor=actor, agency_id=agency_id, monday=day, seen=number_in(request, "seen"))
    messages.success(request, _("Đã công bố lịch công tác tuần."))
    return redirect(f"{_week_url(found.monday)}&{AGENCY}={agency_id}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotVisible from None
