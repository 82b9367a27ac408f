"""A gateway, a bank or a statement tells of a payment: kept once, and put to the request it names."""

from __future__ import annotations

from django.db import IntegrityError

from congso.core.actors import Actor
from congso.domains.fees.errors import ContradictoryPayment
from congso.domains.fees.gateways import Heard
from congso.domains.fees.matching import fit
from congso.domains.fees.models import Payment, PaymentRequest
from congso.domains.fees.services.settling import settle
from congso.foundation.audit.writing import WriteAction, write_action


def hear_payment(*, actor: Actor, adapter: str, heard: Heard, unit_id: int | None = None) -> Payment:
    """Keep a payment and settle the request it pays; the same transaction number again gives the payment kept.

    A wrong amount never settles, nor does a second payment or one for a request no longer open: those wait on the
    reconciliation page. ``unit_id`` is whose account it came to; money for another unit's request is of no known
    request. Raises ContradictoryPayment when a known number comes back with another amount or request.
    """
    known = (
        Payment.objects.select_related("request").filter(adapter=adapter, gateway_id=heard.gateway_id).first()
    )
    if known is not None:
        return _same(actor, known, heard)
    try:
        with write_action("fees.hear_payment", actor=actor) as action:
            return _keep(action, adapter, heard, unit_id)
    except IntegrityError:
        known = (
            Payment.objects.select_related("request")
            .filter(adapter=adapter, gateway_id=heard.gateway_id)
            .first()
        )
        if known is None:
            raise
        return _same(actor, known, heard)


def _same(actor: Actor, known: Payment, heard: Heard) -> Payment:
    asked = str(known.raw.get("reference", heard.reference))
    if known.amount != heard.amount or asked != heard.reference:
        with write_action("fees.hear_payment", actor=actor):
            raise ContradictoryPayment(number=heard.gateway_id)
    return known


def _keep(action: WriteAction, adapter: str, heard: Heard, unit_id: int | None) -> Payment:
    request = PaymentRequest.objects.select_for_update(no_key=True).filter(code=heard.reference).first()
    if request is not None and unit_id is not None and request.unit_id != unit_id:
        request = None
    state, settles = fit(request, heard.amount, heard.paid_at)
    payment = Payment.objects.create(
        request=request, unit_id=request.unit_id if request else unit_id, adapter=adapter, gateway_id=heard.gateway_id,
        amount=heard.amount, paid_at=heard.paid_at, received_at=action.at, state=state, settles=settles,
        raw={**heard.raw, "reference": heard.reference},
    )  # fmt: skip
    action.record(payment, adapter=adapter, transaction=heard.gateway_id, amount=heard.amount, state=str(state),
                  reference=heard.reference)  # fmt: skip
    if settles and request is not None:
        settle(action, request, payment)
    return payment
