"""Civil status (apiHoTichTuPhap): a dossier handed over for registration, its state, its place in the register.

The XML inside ``data`` is nowhere described in public (unverified): one element a fact, named as the official left it.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.core.outside import Rejected, Silent
from congso.domains.lookups.clients.civil import ANSWER, NOT_FOUND, RECORD, STATES, book_words, error_words
from congso.domains.lookups.clients.forwarding import Handed, Heard, Parcel, Receiver
from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.clients.shapes import day_words, drift_of, shown, text_of
from congso.foundation.outbox.shapes import CODE, LIST, OPTIONAL, Shape

GROUP = "apiHoTichTuPhap"
MODULES = {"KS": gettext_lazy("khai sinh"), "KT": gettext_lazy("khai tử"), "KH": gettext_lazy("kết hôn")}
"""Values of ``module``; no published list was found: (unverified)."""
TAKEN = Shape({"errorCode": CODE}, {"errorMessage": OPTIONAL, "data": (dict, str, type(None))})
LISTED = Shape({"errorCode": CODE, "data": LIST}, {"errorMessage": OPTIONAL})
ROW = Shape({"maHoSo": CODE}, {"status": OPTIONAL})


def xml_of(body: dict[str, str]) -> str:
    """The facts as the XML of ``data``."""
    inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in body.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><hoSo>{inner}</hoSo>'


def hand_over(gateway: Gateway, parcel: Parcel) -> Handed:
    """dangKyHoTich."""
    said = {"maDonVi": gateway.unit_code, "module": parcel.module, "maHoSo": parcel.code,
            "ngayTiepNhan": f"{parcel.received_on:%Y%m%d}", "data": xml_of(parcel.body)}  # fmt: skip
    answer = _answer(gateway, "dangKyHoTich", said)
    return Handed(parcel.code, drift_of(f"{GROUP}/dangKyHoTich", TAKEN, answer))


def progress(gateway: Gateway, module: str, code: str) -> Heard | None:
    """traTrangThaiHoSo."""
    row, drift = _record(gateway, "traTrangThaiHoSo", module, code)
    state = text_of(row, "status") if row else ""
    if row is None:
        return None
    if not state:
        raise Silent("; ".join(drift))
    return Heard(state, str(STATES.get(state, state)), [], drift)


def result(gateway: Gateway, module: str, code: str) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """ketQuaDangKyHS: number, volume and page."""
    row, drift = _record(gateway, "ketQuaDangKyHS", module, code)
    found = row or {}
    facts = [(_("Họ và tên"), text_of(found, "hoTen")), (_("Sổ đăng ký"), book_words(found)), (_("Ngày đăng ký"), day_words(text_of(found, "ngayDangKy")))]
    return shown(facts), drift


def changed(gateway: Gateway, module: str, since: date) -> tuple[set[str], tuple[str, ...]]:
    """dsHoSoDangKy: the numbers of what changed since a day."""
    answer = _answer(gateway, "dsHoSoDangKy", {"module": module, "ngayCapNhat": f"{since:%Y%m%d}"})
    rows = answer.get("data")
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    drift = (*drift_of(f"{GROUP}/dsHoSoDangKy", LISTED, answer), *(each for row in found for each in drift_of(f"{GROUP}/dsHoSoDangKy", ROW, row)))
    return {text_of(row, "maHoSo") for row in found}, tuple(dict.fromkeys(drift))


def _record(gateway: Gateway, service: str, module: str, code: str) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    try:
        answer = _answer(gateway, service, {"maDonVi": gateway.unit_code, "module": module, "maHoSo": code})
    except Rejected as rejected:
        if rejected.code == NOT_FOUND:
            return None, ()
        raise
    row = answer.get("data")
    drift = drift_of(f"{GROUP}/{service}", ANSWER, answer)
    return (row, (*drift, *drift_of(f"{GROUP}/{service}", RECORD, row))) if isinstance(row, dict) else ({}, drift)


def _answer(gateway: Gateway, service: str, said: dict[str, str]) -> dict[str, Any]:
    """An answer of this group; an error code is a refusal, no code at all is no answer."""
    answer = gateway.send(f"{GROUP}/{service}", said)
    if not isinstance(answer, dict) or "errorCode" not in answer:
        raise Silent(_("%(service)s: trả lời thiếu trường errorCode") % {"service": service})
    code = text_of(answer, "errorCode")
    if code not in {"", "0"}:
        raise Rejected(code, error_words(code, text_of(answer, "errorMessage")))
    return answer


CIVIL = Receiver(hand_over, progress, result, None, changed, finished=frozenset({"4"}), incomplete=frozenset({"2"}))
