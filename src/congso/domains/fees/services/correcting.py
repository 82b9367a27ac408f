"""Put right: cancel a receipt, note a refund, clear up a difference. Nothing is removed or overwritten."""

from __future__ import annotations

from django.db.models import Sum
from django.utils.translation import gettext as _

from congso.core.actors import Actor, system_actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.money import format_money
from congso.core.text import nfc
from congso.domains.fees.enums import RequestState
from congso.domains.fees.errors import (
    AlreadySolved,
    NoDifference,
    ReasonNeeded,
    ReceiptCancelled,
    RefundTooLarge,
)
from congso.domains.fees.events import PaymentRefunded
from congso.domains.fees.models import Payment, PaymentRequest, Receipt, Refund, Solution
from congso.domains.fees.policies import require_can_manage, require_can_reconcile, require_can_see
from congso.domains.fees.services.settling import BOOK, issue_receipt
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.numbering.models import NumberEntry
from congso.foundation.numbering.services import void_number


def cancel_receipt(
    *, actor: Actor, receipt_id: int, reason: str, replace: bool = True, payer_name: str = ""
) -> Receipt:
    """Cancel a receipt (hủy biên lai): it stays with its reason, its number is void. Gives the new one that replaces
    it, or the cancelled one when the money went back and none does.

    Raises NotVisible, NotAllowed, ReasonNeeded, ReceiptCancelled.
    """
    with write_action("fees.cancel_receipt", actor=actor) as action:
        payment_id = Receipt.objects.filter(pk=receipt_id).values_list("payment_id", flat=True).first()
        payment = _lock_payment(payment_id)
        receipt = Receipt.objects.get(pk=receipt_id)
        require_can_see(actor, receipt.unit_id)
        require_can_manage(actor, receipt.unit_id)
        if receipt.cancelled_at is not None:
            raise ReceiptCancelled(number=receipt.number)
        if not reason.strip():
            raise ReasonNeeded(field="reason")
        receipt.cancelled_at, receipt.cancelled_by_name = action.at, actor.name
        receipt.cancel_reason = nfc(reason.strip())
        receipt.save(update_fields=["cancelled_at", "cancelled_by_name", "cancel_reason"])
        action.record(receipt, number=receipt.number, reason=receipt.cancel_reason)
        _void(receipt)
        if replace:
            return issue_receipt(action, payment, payer_name=nfc(payer_name.strip()) or receipt.payer_name,
                                 payer_address=receipt.payer_address)  # fmt: skip
    return receipt


def _void(receipt: Receipt) -> None:
    """The number stays in its book, void, with the same reason."""
    entry = NumberEntry.objects.filter(
        book__unit_id=receipt.unit_id, book__kind=BOOK, book__period=str(receipt.year), value=receipt.value
    ).first()
    if entry is not None and entry.voided_at is None:
        void_number(actor=system_actor("Biên lai"), entry_id=entry.pk, reason=receipt.cancel_reason)


def _lock_payment(payment_id: int | None) -> Payment:
    payment = Payment.objects.select_for_update(of=("self",)).filter(pk=payment_id or 0).first()
    if payment is None:
        raise NotVisible
    return payment


def note_refund(*, actor: Actor, payment_id: int, amount: int, reason: str, decision_number: str) -> Refund:
    """Note that money is given back (ghi nhận hoàn trả) by a decision; the treasury pays it out.

    Raises NotVisible, NotAllowed, ReasonNeeded, RefundTooLarge.
    """
    with write_action("fees.note_refund", actor=actor) as action:
        payment = _lock_payment(payment_id)
        require_can_see(actor, payment.unit_id)
        require_can_manage(actor, payment.unit_id)
        for name, text in (("reason", reason), ("decision_number", decision_number)):
            if not text.strip():
                raise ReasonNeeded(field=name)
        before = Refund.objects.filter(payment=payment).aggregate(total=Sum("amount"))["total"] or 0
        if amount <= 0:
            raise InvalidInput(field="amount", reason=_("số tiền hoàn phải lớn hơn 0."))
        if before + amount > payment.amount:
            raise RefundTooLarge(field="amount", most=format_money(payment.amount - before))
        refund = Refund.objects.create(
            payment=payment, amount=amount, reason=nfc(reason.strip()), decision_number=nfc(decision_number.strip()),
            noted_at=action.at, noted_by=actor.account_id, noted_by_name=actor.name,
        )  # fmt: skip
        action.record(
            refund, amount=amount, number=refund.decision_number, reason=refund.reason, payment=payment.pk
        )
        if payment.settles:
            _follow_request(action, payment, refunded=before + amount)
    return refund


def _follow_request(action: WriteAction, payment: Payment, refunded: int) -> None:
    request = PaymentRequest.objects.select_for_update(no_key=True).get(payments=payment)
    whole = refunded == payment.amount
    request.state = RequestState.REFUNDED if whole else RequestState.PARTLY_REFUNDED
    request.save(update_fields=["state"])
    action.record(request, code=request.code, state=str(request.state))
    if whole:
        action.publish(PaymentRefunded(str(request.pk), request.subject))


def solve_difference(*, actor: Actor, payment_id: int, reason: str) -> Solution:
    """Say how a difference was cleared up (xử lý chênh lệch), once.

    Raises NotVisible, NotAllowed, ReasonNeeded, NoDifference for a payment that fits, AlreadySolved.
    """
    with write_action("fees.solve_difference", actor=actor) as action:
        payment = _lock_payment(payment_id)
        require_can_see(actor, payment.unit_id)
        require_can_reconcile(actor, payment.unit_id)
        if payment.settles:
            raise NoDifference
        if not reason.strip():
            raise ReasonNeeded(field="reason")
        if Solution.objects.filter(payment=payment).exists():
            raise AlreadySolved
        solution = Solution.objects.create(
            payment=payment, reason=nfc(reason.strip()), solved_at=action.at, solved_by=actor.account_id,
            solved_by_name=actor.name,
        )  # fmt: skip
        action.record(payment, reason=solution.reason)
    return solution
