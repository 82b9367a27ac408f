"""Mẫu 01: the receipt with the promised day (giấy tiếp nhận hồ sơ và hẹn trả kết quả)."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.conf import settings

from congso.core.money import format_money, money_in_words
from congso.domains.dossiers.enums import PaperKind, ReturnMethod
from congso.domains.dossiers.models import Dossier
from congso.foundation.calendar.limits import TimeUnit
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.units import DatedNames, letterhead
from congso.foundation.printing.wording import in_vietnamese, paper_date, paper_moment

_UNITS = {
    TimeUnit.HOURS: "giờ làm việc", TimeUnit.WORKING_DAYS: "ngày làm việc", TimeUnit.DAYS: "ngày",
    TimeUnit.MONTHS: "tháng",
}  # fmt: skip
COLLECTED_AT_RETURN = 4


def follow_address(dossier: Dossier) -> str:
    """The public page on which the applicant follows the dossier; the token, not the code, opens it."""
    return f"{str(settings.CONGSO_BASE_URL).rstrip('/')}/tra-cuu/{dossier.public_token}/"


def limit_words(amount: Decimal | None, unit: str) -> str:
    """The limit as papers write it: “3 ngày làm việc”, “trong ngày”, “1,5 tháng”; empty when there is none."""
    if amount is None or not unit:
        return ""
    if amount == 0:
        return "trong ngày làm việc"
    figure = f"{amount.normalize():f}".replace(".", ",")
    return f"{figure} {_UNITS[TimeUnit(unit)]}"


def receipt_data(dossier: Dossier) -> dict[str, Any]:
    """What the receipt says; three queries besides the names of units."""
    names = DatedNames([dossier.receiving_unit_id, dossier.agency_id])
    head = letterhead(dossier.receiving_unit_id, dossier.arrived_at)
    case, promised = dossier.case, dossier.first_promised_at
    return {
        "head": asdict(head), "number": f"{dossier.register_number:02}", "date": paper_date(dossier.arrived_at),
        "code": dossier.code, "centre": names.name(dossier.receiving_unit_id, dossier.arrived_at),
        "agency": names.name(dossier.agency_id, dossier.arrived_at), "applicant": dossier.applicant_name,
        "submitter": dossier.submitter_name, "address": dossier.applicant_address, "phone": dossier.applicant_phone,
        "email": dossier.applicant_email, "procedure": dossier.procedure_name, "procedure_code": dossier.procedure_code,
        "request": "" if dossier.request_summary == dossier.procedure_name else dossier.request_summary,
        "papers": [
            {"name": paper.name, "kind": str(PaperKind(paper.kind).label), "quantity": paper.quantity}
            for paper in dossier.papers.all()
        ],
        "sets": f"{dossier.sets:02}", "limit": limit_words(case.limit_amount, case.limit_unit),
        "received_at": paper_moment(dossier.arrived_at), "promised_at": paper_moment(promised) if promised else "",
        "return_at": _return_place(dossier), "fees": _fees(dossier), "fee_total": _total(dossier.fee_total),
        "register_book": str(dossier.register_year), "register_line": str(dossier.register_number),
        "clerk": dossier.received_by_name,
    }  # fmt: skip


def _return_place(dossier: Dossier) -> str:
    method = str(ReturnMethod(dossier.return_method).label)
    return f"{method}: {dossier.return_address}" if dossier.return_address else method


def _fees(dossier: Dossier) -> list[dict[str, Any]]:
    return [
        {"name": fee.name, "amount": format_money(fee.amount), "at_return": fee.collected_when == COLLECTED_AT_RETURN}
        for fee in dossier.fees.all() if fee.amount
    ]  # fmt: skip


def _total(amount: int) -> dict[str, str]:
    return {"figure": format_money(amount), "words": money_in_words(amount)} if amount else {}


def receipt_pdf(dossier: Dossier, *, copies: int = 1) -> bytes:
    """The receipt as PDF on A5; with two copies one is kept, the other goes to the applicant (TT 03/2025, Mẫu 01).

    The QR code leads to the public page of the dossier.
    """
    with in_vietnamese():
        data = receipt_data(dossier) | {"copies": 2 if copies > 1 else 1}
    return render_pdf("dossiers/mau-01", data, qr=follow_address(dossier))
