"""What the counter and the bookkeepers see of one request."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.fees.enums import Way
from congso.domains.fees.gateways import gateways
from congso.domains.fees.models import Payment, PaymentLine, PaymentRequest, Receipt
from congso.domains.fees.policies import COLLECT, MANAGE, RECONCILE, require_can_see
from congso.domains.fees.queries.paying import unit_name


@dataclass(frozen=True)
class CounterPage:
    """A request with everything that came of it, and what the viewer may do."""

    request: PaymentRequest
    lines: list[PaymentLine]
    unit: str
    payments: list[Payment]
    may_collect: bool
    may_manage: bool
    may_reconcile: bool


def counter_page(*, viewer: Actor, request_id: UUID) -> CounterPage:
    """The page of a request; raises NotVisible."""
    request = PaymentRequest.objects.filter(pk=request_id).first()
    if request is None:
        raise NotVisible
    require_can_see(viewer, request.unit_id)
    rows = Payment.objects.filter(request=request).select_related("solution")
    rows = rows.prefetch_related("refunds", Prefetch("receipts", Receipt.objects.order_by("id"))).order_by(
        "id"
    )
    return CounterPage(
        request=request, lines=list(request.lines.all()), unit=unit_name(request.unit_id), payments=list(rows),
        may_collect=request.is_open and viewer.may(COLLECT, request.unit_id),
        may_manage=viewer.may(MANAGE, request.unit_id), may_reconcile=viewer.may(RECONCILE, request.unit_id),
    )  # fmt: skip


def payment_for(*, viewer: Actor, payment_id: int) -> Payment:
    """One payment that the viewer may see; raises NotVisible."""
    found = (
        Payment.objects.select_related("request", "solution")
        .prefetch_related("refunds")
        .filter(pk=payment_id)
        .first()
    )
    if found is None:
        raise NotVisible
    require_can_see(viewer, found.unit_id)
    return found


def receipt_for(*, viewer: Actor, receipt_id: int) -> Receipt:
    """One receipt that the viewer may see; raises NotVisible."""
    found = Receipt.objects.filter(pk=receipt_id).first()
    if found is None:
        raise NotVisible
    require_can_see(viewer, found.unit_id)
    return found


def way_label(adapter: str) -> str:
    """A way of paying in words."""
    named = {str(way): str(way.label) for way in Way} | {each.key: str(each.label) for each in gateways()}
    return named.get(adapter, adapter)
