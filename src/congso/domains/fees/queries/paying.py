"""What a payer sees."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from congso.core.errors import NotVisible
from congso.core.text import mask_name
from congso.domains.fees.gateways import Gateway, ready_gateways
from congso.domains.fees.models import CollectionAccount, Payment, PaymentLine, PaymentRequest, Receipt
from congso.domains.fees.queries.accounts import account_on, transfer_code
from congso.foundation.orgs.queries import tree
from congso.foundation.printing.qr import qr_svg


@dataclass(frozen=True)
class PayPage:
    """A request as its payer sees it: names are masked, since whoever holds the address sees the page."""

    request: PaymentRequest
    lines: list[PaymentLine]
    payer: str
    unit: str
    account: CollectionAccount
    qr: str
    """The VietQR code as a picture's address; empty when the unit has no account."""
    gateways: list[Gateway]
    receipt: Receipt | None
    unfitting: list[Payment]
    """What came and did not settle: a wrong amount, a second payment."""


def request_of(token: str) -> PaymentRequest:
    """The request that a token opens; raises NotVisible."""
    found = PaymentRequest.objects.filter(token=token).first()
    if found is None:
        raise NotVisible
    return found


def pay_page(*, token: str) -> PayPage:
    """What is to be paid, how, and whether it was; raises NotVisible."""
    request = request_of(token)
    account = account_on(request.unit_id, request.created_at.date())
    text = transfer_code(account, request.total, request.code) if request.is_open else ""
    payments = list(Payment.objects.filter(request=request).order_by("id"))
    return PayPage(
        request=request, lines=list(request.lines.all()), payer=mask_name(request.payer_name),
        unit=unit_name(request.unit_id), account=account, qr=_picture(text) if text else "",
        gateways=ready_gateways() if request.is_open else [], receipt=_receipt(request) if request.is_settled else None,
        unfitting=[each for each in payments if not each.settles],
    )  # fmt: skip


def unit_name(unit_id: int | None) -> str:
    """The unit's name today; empty for none."""
    return tree().name(unit_id) if unit_id is not None else ""


def _picture(text: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(qr_svg(text).encode()).decode()


def _receipt(request: PaymentRequest) -> Receipt | None:
    return Receipt.objects.filter(payment__request=request, cancelled_at=None).first()


def receipt_of(token: str) -> Receipt:
    """The receipt that a token opens, cancelled ones too; raises NotVisible."""
    found = Receipt.objects.filter(token=token).first()
    if found is None:
        raise NotVisible
    return found


def pay_address(token: str) -> str:
    """The whole address of a request's page, for letters."""
    return str(settings.CONGSO_BASE_URL).rstrip("/") + reverse("fees:pay", args=[token])


def keys_of_request(request_id: str) -> list[str]:
    """The keys of a request's lines, by which who asked finds its fees again."""
    return list(PaymentLine.objects.filter(request_id=UUID(request_id)).values_list("key", flat=True))


def ways_paid(subject: str) -> frozenset[str]:
    """By which ways (cash, transfer, a gateway's name) the payments that settled a matter's requests came."""
    rows = Payment.objects.filter(request__subject=subject, settles=True)
    return frozenset(rows.values_list("adapter", flat=True))


@dataclass(frozen=True)
class RequestLine:
    """A request in the list of a matter, for the rooms that asked."""

    id: str
    token: str
    code: str
    occasion: str
    total: int
    state: str
    is_open: bool
    receipt_number: str
    receipt_token: str


def requests_of(subject: str) -> list[RequestLine]:
    """All requests of a matter, the latest first, with their valid receipts."""
    rows = (
        PaymentRequest.objects.filter(subject=subject)
        .prefetch_related("payments__receipts")
        .order_by("-created_at")
    )
    return [_line(row) for row in rows]


def _line(row: PaymentRequest) -> RequestLine:
    receipts = [
        receipt
        for payment in row.payments.all()
        for receipt in payment.receipts.all()
        if receipt.cancelled_at is None
    ]
    last = receipts[-1] if receipts else None
    return RequestLine(
        str(row.pk), row.token, row.code, row.occasion, row.total, row.get_state_display(), row.is_open,
        str(last) if last else "", last.token if last else "",
    )  # fmt: skip
