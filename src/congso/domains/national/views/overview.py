"""How the reporting to the portal does: figures, the dossiers behind them, sending again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from congso.core import clock
from congso.domains.national.client import open_connection
from congso.domains.national.forms import DayForm, NothingForm, PeriodForm
from congso.domains.national.queries.comparing import compare, dossier_state
from congso.domains.national.queries.declaring import declared_share
from congso.domains.national.queries.reporting import Wanted, by_day, dossiers, queue, shares
from congso.domains.national.services.agencies import look_up_dossier
from congso.domains.national.services.resending import send_again, send_day_again
from congso.domains.national.states import name_of
from congso.foundation.orgs.queries import tree
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of

WHICH = ("synced", "missing")


@require_GET
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Connection, queue, the share of the period by agency, the last thirty days."""
    return _overview(request, DayForm(initial={"day": clock.today()}))


def _overview(request: HttpRequest, day_form: DayForm) -> HttpResponse:
    viewer, period = actor_of(request), PeriodForm(request.GET)
    first, last = period.days
    total, rows = shares(viewer=viewer, first=first, last=last)
    shown = PeriodForm(initial={"tu": first, "den": last})
    context = {"connection": open_connection(), "queue": queue(viewer=viewer), "total": total, "rows": rows, "declared": declared_share(viewer=viewer, first=first, last=last, counted=total), "days": by_day(viewer=viewer),
               "period": shown, "first": first, "last": last, "day_form": day_form}  # fmt: skip
    return render(request, "national/overview.html", context, status=status_of(day_form))


@require_POST
@login_required
def day_again(request: HttpRequest) -> HttpResponse:
    """Tell every dossier of a day again."""
    actor, form = actor_of(request), DayForm(request.POST)
    count = attempt(form, lambda values: (send_day_again(actor=actor, **values),))
    if count is None:
        return _overview(request, form)
    words = ngettext("Đã xếp %(count)d hồ sơ vào hàng chờ đồng bộ.", "Đã xếp %(count)d hồ sơ vào hàng chờ đồng bộ.", count[0])
    messages.success(request, words % {"count": count[0]})
    return redirect("national:overview")


@require_GET
@login_required
def dossier_list(request: HttpRequest) -> HttpResponse:
    """The dossiers behind a figure."""
    asked, period = request.GET, PeriodForm(request.GET)
    first, last = period.days
    agency, which, before = asked.get("co-quan", ""), asked.get("loai", ""), _uuid(asked.get("after", ""))
    agency_id = int(agency) if agency.isdecimal() and len(agency) < 18 else None
    wanted = Wanted(first, last, agency_id, which if which in WHICH else "")
    rows, older = dossiers(viewer=actor_of(request), wanted=wanted, before=before)
    lines = [(row, tree().name(row.agency_id), name_of(row.synced.status_code) if hasattr(row, "synced") else "") for row in rows]
    context = {"rows": lines, "older": older, "wanted": wanted, "agency": tree().name(agency_id), "period": PeriodForm(initial={"tu": first, "den": last})}
    return render(request, "national/dossiers.html", context)


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


@require_GET
@login_required
def dossier_page(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """One dossier: since when the portal has it, what was told, and what it answered."""
    state = dossier_state(viewer=actor_of(request), dossier_id=dossier_id)
    return render(request, "national/dossier.html", {"state": state, "agency": tree().name(state.dossier.agency_id)})


@require_POST
@login_required
def dossier_compare(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Ask the portal what it holds (TraCuuHoSo), and show it beside ours."""
    viewer, form = actor_of(request), NothingForm(request.POST)
    state = dossier_state(viewer=viewer, dossier_id=dossier_id)
    found = attempt(form, lambda _values: (look_up_dossier(actor=viewer, dossier_id=dossier_id)[1],))
    lines = compare(dossier_id, found[0]) if found and found[0] else []
    context = {"state": state, "agency": tree().name(state.dossier.agency_id), "asked": found is not None, "lines": lines,
               "differ": any(line.differs for line in lines), "form": form}  # fmt: skip
    return render(request, "national/dossier.html", context, status=200 if found else status_of(form))


@require_POST
@login_required
def dossier_again(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Tell one dossier again."""
    send_again(actor=actor_of(request), dossier_id=dossier_id)
    messages.success(request, _("Đã xếp hồ sơ vào hàng chờ đồng bộ."))
    return redirect("national:dossier", dossier_id)
