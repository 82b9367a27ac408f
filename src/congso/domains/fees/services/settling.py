"""What happens when a request is paid: it is settled, gets its receipt, and who asked is told."""

from __future__ import annotations

from congso.domains.fees.enums import RequestState
from congso.domains.fees.events import PaymentSettled
from congso.domains.fees.models import Payment, PaymentRequest, Receipt
from congso.domains.fees.queries.accounts import account_on
from congso.foundation.audit.writing import WriteAction
from congso.foundation.numbering.services import NumberRequest, take_numbers

BOOK = "fee-receipt"
WIDTH = 7
"""Digits of a receipt's number; the width is unverified."""


def settle(action: WriteAction, request: PaymentRequest, payment: Payment) -> Receipt:
    """Note the locked request as paid by a payment already stored, number the receipt, publish."""
    request.state, request.settled_at = RequestState.PAID, action.at
    request.save(update_fields=["state", "settled_at"])
    receipt = issue_receipt(action, payment)
    action.publish(PaymentSettled(str(request.pk), request.subject, request.occasion))
    return receipt


def issue_receipt(
    action: WriteAction, payment: Payment, *, payer_name: str = "", payer_address: str = ""
) -> Receipt:
    """Number and keep a receipt for a settling payment (lập biên lai): by collecting unit and year, without gap."""
    request = payment.request
    assert request is not None, "only a payment that settles a request has a receipt"
    year, account = action.at.year, account_on(request.unit_id, action.at.date())
    taken = take_numbers(
        [NumberRequest(request.unit_id, BOOK, str(year), width=WIDTH)], subject=f"payment:{payment.pk}"
    )[0]
    receipt = Receipt.objects.create(
        payment=payment, unit_id=request.unit_id, year=year, value=taken.value, number=taken.text,
        form=account.receipt_form, series=account.receipt_series, payer_name=payer_name or request.payer_name,
        payer_address=payer_address or request.payer_address, reference=request.reference,
        lines=[{"name": row.name, "kind": row.kind, "amount": row.amount} for row in request.lines.all()],
        total=payment.amount, way=payment.adapter, issued_at=action.at, issued_by=action.actor.account_id,
        issued_by_name=action.actor.name,
    )  # fmt: skip
    action.record(receipt, number=receipt.number, total=receipt.total, unit=receipt.unit_id)
    return receipt
