"""The reconciliation page."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.core.money import format_money
from congso.domains.fees.errors import GatewayDown
from congso.domains.fees.forms.money import PeriodForm, SolutionForm
from congso.domains.fees.gateways import ready_gateways
from congso.domains.fees.policies import MANAGE, RECONCILE, require_can_reconcile
from congso.domains.fees.presenting import as_excel
from congso.domains.fees.queries.counter import payment_for, way_label
from congso.domains.fees.queries.paying import unit_name
from congso.domains.fees.queries.reconciling import Reconciliation, reconciliation
from congso.domains.fees.services import ask_gateway_of_day, note_books_taken, solve_difference
from congso.foundation.web.requests import actor_of
from congso.foundation.web.submitting import attempt, status_of

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def allowed_units(actor: Actor, right: str) -> frozenset[int] | None:
    """Units the actor may choose for a right; None for all."""
    units = actor.units_for(right)
    return None if units == EVERYWHERE else units


def _asked(request: HttpRequest, actor: Actor) -> tuple[PeriodForm, Reconciliation]:
    today = f"{clock.today():%d/%m/%Y}"
    given = {"tu": today, "den": today} | request.GET.dict()
    form = PeriodForm(given, allowed=allowed_units(actor, RECONCILE))
    form.is_valid()
    values = form.cleaned_data
    first, last = values.get("tu") or clock.today(), values.get("den") or clock.today()
    found = reconciliation(
        viewer=actor, first=min(first, last), last=max(first, last), unit_id=values.get("don_vi")
    )
    return form, found


@require_GET
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """The books of some days."""
    actor = actor_of(request)
    require_can_reconcile(actor)
    form, found = _asked(request, actor)
    differences = [(each, unit_name(each.unit_id), way_label(each.adapter)) for each in found.differences]
    context = {"form": form, "found": found, "differences": differences, "query": request.GET.urlencode(),
               "gateways": ready_gateways()}  # fmt: skip
    return render(request, "fees/reconcile.html", context, status=422 if form.errors else 200)


@require_GET
@login_required
def excel(request: HttpRequest) -> HttpResponse:
    """The same as an Excel file."""
    actor = actor_of(request)
    require_can_reconcile(actor)
    form, found = _asked(request, actor)
    stream = BytesIO()
    as_excel(found, stream)
    note_books_taken(actor=actor, first=found.first, last=found.last, unit_id=form.cleaned_data.get("don_vi"))
    response = HttpResponse(stream.getvalue(), content_type=EXCEL)
    response["Content-Disposition"] = (
        f'attachment; filename="doi-soat-{found.first:%Y%m%d}-{found.last:%Y%m%d}.xlsx"'
    )
    response["Cache-Control"] = "no-store, private"
    return response


@require_POST
@login_required
def ask_day(request: HttpRequest, adapter: str) -> HttpResponse:
    """Hold a gateway's list of a day against ours."""
    day = _day(request.POST.get("day", ""))
    try:
        found = ask_gateway_of_day(actor=actor_of(request), adapter=adapter, day=day)
    except GatewayDown as error:
        messages.warning(request, str(error))
    else:
        words = {
            "told": found.told,
            "total": format_money(found.total),
            "new": len(found.new),
            "bad": found.new_differences,
        }
        messages.info(request, _("Cổng báo %(told)d giao dịch, tổng %(total)s; %(new)d giao dịch trước đó chưa có ở đây "
                                 "nay đã ghi nhận, trong đó %(bad)d cần xử lý.") % words)  # fmt: skip
    return redirect(f"{reverse('fees:reconcile')}?tu={day:%d/%m/%Y}&den={clock.today():%d/%m/%Y}")


def _day(typed: str) -> date:
    try:
        return parse_date(typed) or clock.today()
    except ValueError:
        return clock.today()


@require_http_methods(["GET", "POST"])
@login_required
def solve_page(request: HttpRequest, payment_id: int) -> HttpResponse:
    """A difference and how it was cleared up."""
    actor = actor_of(request)
    payment = payment_for(viewer=actor, payment_id=payment_id)
    require_can_reconcile(actor, payment.unit_id)
    form = SolutionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(
        form, lambda values: solve_difference(actor=actor, payment_id=payment_id, **values)
    ):
        messages.success(request, _("Đã ghi cách xử lý chênh lệch."))
        return redirect("fees:solve", payment_id)
    context = {"payment": payment, "form": form, "unit": unit_name(payment.unit_id), "way": way_label(payment.adapter),
               "may_manage": actor.may(MANAGE, payment.unit_id)}  # fmt: skip
    return render(request, "fees/solve.html", context, status=status_of(form))
