"""Cash at the counter: payment and receipt at once."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.fees.enums import PaymentState, RequestState, Way
from congso.domains.fees.errors import AlreadyPaid, NotDue
from congso.domains.fees.models import Payment, PaymentRequest, Receipt
from congso.domains.fees.policies import require_can_collect, require_can_see
from congso.domains.fees.services.settling import settle
from congso.foundation.audit.writing import WriteAction, write_action


def take_cash(*, actor: Actor, request_id: UUID, payer_name: str = "") -> Receipt:
    """Take what a request asks, in cash (thu tiền mặt), and give its receipt.

    Raises NotVisible, NotAllowed, AlreadyPaid, NotDue.
    """
    with write_action("fees.take_cash", actor=actor) as action:
        request = PaymentRequest.objects.select_for_update(no_key=True).filter(pk=request_id).first()
        if request is None:
            raise NotVisible
        require_can_see(actor, request.unit_id)
        return collect_cash(action, request, payer_name=payer_name)


def collect_cash(action: WriteAction, request: PaymentRequest, *, payer_name: str = "") -> Receipt:
    """The same inside the caller's action, for a request locked or made there."""
    require_can_collect(action.actor, request.unit_id)
    if request.is_settled:
        raise AlreadyPaid(code=request.code)
    if request.state != RequestState.OPEN:
        raise NotDue(code=request.code)
    payer = nfc(payer_name.strip()) or request.payer_name
    if payer != request.payer_name:
        request.payer_name = payer
        request.save(update_fields=["payer_name"])
    payment = Payment.objects.create(
        request=request, unit_id=request.unit_id, adapter=Way.CASH, gateway_id=str(request.pk), amount=request.total,
        paid_at=action.at, received_at=action.at, state=PaymentState.MATCHED, settles=True,
        raw={"reference": request.code}, taken_by=action.actor.account_id, taken_by_name=action.actor.name,
    )  # fmt: skip
    action.record(payment, adapter=str(Way.CASH), amount=payment.amount, reference=request.code)
    return settle(action, request, payment)
