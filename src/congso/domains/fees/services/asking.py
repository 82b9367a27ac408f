"""Ask for money, and take the question back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from congso.core.text import nfc
from congso.domains.fees.enums import SETTLED_STATES, RequestState
from congso.domains.fees.errors import AlreadyPaid, NothingDue
from congso.domains.fees.models import PaymentLine, PaymentRequest
from congso.domains.fees.queries.accounts import account_on
from congso.foundation.audit.writing import WriteAction


@dataclass(frozen=True)
class FeeLine:
    """A fee to be paid: ``key`` is how who asks finds it again, ``kind`` 1 phí or 2 lệ phí, ``amount`` đồng."""

    key: str
    name: str
    kind: int
    amount: int


@dataclass(frozen=True)
class Demand:
    """What is asked of whom, for which matter, by which unit."""

    subject: str
    occasion: str
    reference: str
    title: str
    payer_name: str
    payer_address: str
    unit_id: int
    lines: Sequence[FeeLine]


def demand(action: WriteAction, wanted: Demand) -> PaymentRequest:
    """The open request for these lines, made now if there is none; one with other lines is cancelled.

    Called inside the caller's action, which has checked the right. Raises NothingDue without lines, AlreadyPaid when one of
    them was paid.
    """
    lines = [line for line in wanted.lines if line.amount > 0]
    if not lines:
        raise NothingDue
    present = _open_request(wanted.subject, wanted.occasion)
    _require_unpaid(wanted, [line.key for line in lines])
    if present is not None:
        if {(row.key, row.amount) for row in present.lines.all()} == {
            (line.key, line.amount) for line in lines
        }:
            return present
        _cancel(action, present, "Số tiền phải nộp đã thay đổi.")
    return _make(action, wanted, lines)


def _open_request(subject: str, occasion: str) -> PaymentRequest | None:
    found = PaymentRequest.objects.select_for_update(no_key=True).filter(subject=subject, occasion=occasion)
    return found.filter(state=RequestState.OPEN).first()


def _require_unpaid(wanted: Demand, keys: list[str]) -> None:
    """Money that has just come is not asked for again before who asked has heard of it."""
    paid = PaymentRequest.objects.filter(
        subject=wanted.subject, occasion=wanted.occasion, state__in=SETTLED_STATES
    )
    found = paid.filter(lines__key__in=keys).first()
    if found is not None:
        raise AlreadyPaid(code=found.code)


def _make(action: WriteAction, wanted: Demand, lines: list[FeeLine]) -> PaymentRequest:
    account = account_on(wanted.unit_id, action.at.date())
    request = PaymentRequest.objects.create(
        subject=wanted.subject, occasion=wanted.occasion, reference=wanted.reference, title=nfc(wanted.title)[:500],
        payer_name=nfc(wanted.payer_name), payer_address=nfc(wanted.payer_address), unit_id=wanted.unit_id,
        total=sum(line.amount for line in lines), created_at=action.at,
        expires_at=action.at + timedelta(days=account.days_to_pay),
        closes_at=action.at + timedelta(days=max(account.days_kept_open, account.days_to_pay)),
    )  # fmt: skip
    PaymentLine.objects.bulk_create(
        PaymentLine(
            request=request,
            order=place,
            key=line.key,
            name=nfc(line.name),
            kind=line.kind,
            amount=line.amount,
        )
        for place, line in enumerate(lines, start=1)
    )
    action.record(
        request, code=request.code, total=request.total, unit=request.unit_id, reference=request.reference
    )
    return request


def cancel_requests(action: WriteAction, subject: str, reason: str, *, occasion: str = "") -> int:
    """Ask no longer for anything of a matter (or of one occasion); how many were open. What was paid stays paid."""
    rows = PaymentRequest.objects.select_for_update(no_key=True).filter(
        subject=subject, state=RequestState.OPEN
    )
    rows = rows.filter(occasion=occasion) if occasion else rows
    count = 0
    for row in rows.order_by("id"):
        _cancel(action, row, reason)
        count += 1
    return count


def _cancel(action: WriteAction, request: PaymentRequest, reason: str) -> None:
    request.state, request.cancelled_at, request.cancel_reason = (
        RequestState.CANCELLED,
        action.at,
        nfc(reason)[:500],
    )
    request.save(update_fields=["state", "cancelled_at", "cancel_reason"])
    action.record(request, code=request.code, state=str(request.state), reason=request.cancel_reason)
