"""Publishing at agencies."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.procedures.forms import (
    FeeFormSet,
    PublicationForm,
    WithdrawForm,
    fee_items,
    initial_of_publication,
    initial_of_version,
)
from congso.domains.procedures.models import Publication
from congso.domains.procedures.policies import can_publish
from congso.domains.procedures.queries.catalogue import latest_version
from congso.domains.procedures.queries.processes import usable_processes
from congso.domains.procedures.queries.published import publication
from congso.domains.procedures.services.publishing import (
    publish_procedure,
    revise_publication,
    withdraw_publication,
)
from congso.domains.procedures.views.asking import actor_of, agencies_for
from congso.foundation.orgs.queries import tree


@login_required
@require_http_methods(["GET", "POST"])
def publish_page(request: HttpRequest, code: str) -> HttpResponse:
    """Choose agencies, process, limit and fees; on a good answer, publish."""
    actor, version = actor_of(request), latest_version(viewer=actor_of(request), code=code)
    agencies = agencies_for(actor)
    if not agencies:
        raise NotVisible
    form, fees, good = _forms(request, initial_of_version(version), agencies, [])
    if good:
        given = form.cleaned_data
        rows = publish_procedure(
            actor=actor, version_id=version.pk, agency_ids=given["agencies"], terms=form.terms(),
            valid_from=given["valid_from"],
        )  # fmt: skip
        messages.success(request, ngettext("Đã công bố thủ tục tại %(count)d cơ quan.", "Đã công bố thủ tục tại %(count)d cơ quan.", len(rows)) % {"count": len(rows)})
        return redirect("procedures:procedure", code)
    context = {"version": version, "form": form, "fees": fees, "sum": form.steps_sum}
    return render(request, "procedures/publish.html", context, status=_status(request, form))


@login_required
@require_http_methods(["GET", "POST"])
def revise_page(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Change the terms from a day on, on the newest version of the procedure."""
    actor, row = actor_of(request), _changeable(request, publication_id)
    version = latest_version(viewer=actor, code=row.procedure.code)
    old_fees = [
        {"name": fee.name, "kind": fee.kind, "amount": fee.amount, "collected": fee.collected}
        for fee in row.fees.all()
    ]
    form, fees, good = _forms(request, initial_of_publication(row), None, old_fees)
    if good:
        revise_publication(
            actor=actor, publication_id=row.pk, version_id=version.pk, terms=form.terms(),
            valid_from=form.cleaned_data["valid_from"],
        )  # fmt: skip
        messages.success(request, _("Đã ban hành công bố mới thay công bố cũ."))
        return redirect("procedures:procedure", row.procedure.code)
    agency = tree().name(row.agency_id)
    context = {"version": version, "form": form, "fees": fees, "sum": form.steps_sum, "agency": agency}
    return render(request, "procedures/publish.html", context, status=_status(request, form))


@login_required
@require_http_methods(["GET", "POST"])
def withdraw_page(request: HttpRequest, publication_id: int) -> HttpResponse:
    """Ask why and from when; then stop offering the procedure at the agency."""
    row = _changeable(request, publication_id)
    form = WithdrawForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        withdraw_publication(actor=actor_of(request), publication_id=row.pk, **form.cleaned_data)
        messages.success(request, _("Đã ngừng công bố thủ tục tại cơ quan."))
        return redirect("procedures:procedure", row.procedure.code)
    context = {"publication": row, "agency": tree().name(row.agency_id), "form": form}
    return render(request, "procedures/withdraw.html", context, status=_status(request, form))


@login_required
@require_GET
def steps_fragment(request: HttpRequest) -> HttpResponse:
    """The steps of the chosen process against the limit typed so far (htmx)."""
    if not can_publish(actor_of(request)):
        raise NotVisible
    form = PublicationForm(request.GET, agencies=None, processes=usable_processes())
    form.is_valid()
    return render(request, "procedures/steps_sum.html", {"sum": form.steps_sum})


def _changeable(request: HttpRequest, publication_id: int) -> Publication:
    row = publication(viewer=actor_of(request), publication_id=publication_id)
    if not can_publish(actor_of(request), row.agency_id):
        raise NotVisible
    return row


def _forms(
    request: HttpRequest,
    initial: dict[str, Any],
    agencies: list[tuple[int, str]] | None,
    old_fees: list[dict[str, Any]],
) -> tuple[PublicationForm, Any, bool]:
    """The form and its fees; whether all is well and "publish" was pressed, not "check"."""
    posted = request.POST if request.method == "POST" else None
    form = PublicationForm(posted, initial=initial, agencies=agencies, processes=usable_processes())
    fees = FeeFormSet(posted, initial=old_fees, prefix="fees")
    if posted is None or not (fees.is_valid() and form.is_valid()):
        return form, fees, False
    form.fee_items = fee_items(fees)
    return form, fees, "check" not in posted


def _status(request: HttpRequest, form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
