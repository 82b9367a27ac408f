"""How money fits what was asked: amounts are equal or they are not, never nearly."""

from __future__ import annotations

from datetime import datetime

from congso.domains.fees.enums import PaymentState, RequestState
from congso.domains.fees.models import PaymentRequest


def fit(request: PaymentRequest | None, amount: int, paid_at: datetime) -> tuple[PaymentState, bool]:
    """How a payment fits its request, and whether it settles it."""
    if request is None:
        return PaymentState.UNKNOWN, False
    if request.is_settled:
        return PaymentState.DOUBLE, False
    if amount != request.total:
        return PaymentState.WRONG_AMOUNT, False
    if request.state == RequestState.CANCELLED:
        return PaymentState.LATE, False
    if request.is_late(paid_at):
        return PaymentState.LATE, True
    return PaymentState.MATCHED, True
