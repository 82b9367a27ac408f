"""The receipt on paper (biên lai thu tiền phí, lệ phí)."""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings
from django.urls import reverse

from congso.core.money import format_money, money_in_words
from congso.domains.fees.enums import LineKind, Way
from congso.domains.fees.models import Receipt
from congso.domains.fees.queries.counter import way_label
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.units import letterhead
from congso.foundation.printing.wording import in_vietnamese, paper_date, paper_moment


def check_address(receipt: Receipt) -> str:
    """The public page that says whether a receipt is genuine."""
    return str(settings.CONGSO_BASE_URL).rstrip("/") + reverse("fees:check_receipt", args=[receipt.token])


def receipt_pdf(receipt: Receipt) -> bytes:
    """The receipt as PDF/A on A5; a cancelled one says so across its face. The QR code leads to its check."""
    with in_vietnamese():
        data = {
            "head": asdict(letterhead(receipt.unit_id, receipt.issued_at)), "form": receipt.form, "series": receipt.series,
            "number": receipt.number, "date": paper_date(receipt.issued_at), "payer": receipt.payer_name,
            "address": receipt.payer_address, "reference": receipt.reference,
            "lines": [
                {"name": line["name"], "kind": str(LineKind(line["kind"]).label), "amount": format_money(line["amount"])}
                for line in receipt.lines
            ],
            "total": format_money(receipt.total), "words": money_in_words(receipt.total), "way": way_label(receipt.way),
            "clerk": receipt.issued_by_name,
            "by_hand": receipt.way == Way.CASH, "token": receipt.token,
            "cancelled": paper_moment(receipt.cancelled_at) if receipt.cancelled_at else "",
            "cancel_reason": receipt.cancel_reason,
        }  # fmt: skip
    return render_pdf("fees/bien-lai", data, qr=check_address(receipt))
