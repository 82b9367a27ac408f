"""Judicial record (apiLyLichTuPhap): a request handed over, its state, its certificate.

Only what is described in public is said: the declaration. Places of residence and mandators have no published fields, so a
request by somebody else than the person cannot be sent from here. ``traDsTrangThaiHs`` has none either and is not asked.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from congso.core.outside import Rejected, Silent
from congso.domains.lookups.clients.forwarding import Handed, Heard, Parcel, Receiver
from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.clients.judicial import ANSWER, STATES
from congso.domains.lookups.clients.shapes import day_words, drift_of, shown, text_of
from congso.foundation.outbox.shapes import CODE, OPTIONAL, Shape

GROUP = "apiLyLichTuPhap"
TAKEN = Shape({"idReceivedDec": CODE}, dict.fromkeys(("receiveNo", "message", "errorCode", "status"), OPTIONAL))
RESULT = Shape({"idReceivedDec": CODE}, dict.fromkeys(("receiveNo", "fullName", "certificateNo", "certificateDate", "message", "DEC_STATUS_ID"), OPTIONAL))
UNKNOWN = ""


def hand_over(gateway: Gateway, parcel: Parcel) -> Handed:
    """nhanHoSoDangKy."""
    body = dict(parcel.body)
    said: dict[str, Any] = {
        "idMinistryJustice": "", "idReceivedDec": parcel.code, "dateReceivedDec": f"{parcel.received_on:%Y%m%d}",
        "datePromissoryDec": f"{parcel.promised_on:%Y%m%d}" if parcel.promised_on else "", "idMoneyReceipt": body.pop("idMoneyReceipt", ""),
        "declarationWSForm": body, "residenceWSForm": [], "mandatorWSForm": None,
    }  # fmt: skip
    answer = _answer(gateway, "nhanHoSoDangKy", said)
    return Handed(text_of(answer, "receiveNo") or parcel.code, drift_of(f"{GROUP}/nhanHoSoDangKy", TAKEN, answer))


def progress(gateway: Gateway, _module: str, code: str) -> Heard | None:
    """traTrangThaiHs."""
    answer = _answer(gateway, "traTrangThaiHs", {"idReceivedDec": code})
    drift = drift_of(f"{GROUP}/traTrangThaiHs", ANSWER, answer)
    if "DEC_STATUS_ID" not in answer:
        raise Silent("; ".join(drift))
    state = text_of(answer, "DEC_STATUS_ID")
    if state == UNKNOWN:
        return None
    facts = [(_("Số tiếp nhận"), text_of(answer, "receiveNo")), (_("Ngày hẹn"), day_words(text_of(answer, "datePromissoryDec")))]
    return Heard(state, str(STATES.get(state, state)), shown(facts), drift)


def result(gateway: Gateway, _module: str, code: str) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """traHoSo: the certificate's number and day (the names of these fields are (unverified))."""
    answer = _answer(gateway, "traHoSo", {"idReceivedDec": code})
    facts = [(_("Số phiếu"), text_of(answer, "certificateNo")), (_("Ngày cấp"), day_words(text_of(answer, "certificateDate")))]
    return shown(facts), drift_of(f"{GROUP}/traHoSo", RESULT, answer)


def acknowledge(gateway: Gateway, code: str) -> None:
    """danhDauHsThanhCong."""
    _answer(gateway, "danhDauHsThanhCong", {"idReceivedDec": code})


def _answer(gateway: Gateway, service: str, said: dict[str, Any]) -> dict[str, Any]:
    answer = gateway.send(f"{GROUP}/{service}", said)
    if not isinstance(answer, dict) or not answer:
        raise Silent(_("%(service)s: trả lời không phải một bản ghi") % {"service": service})
    code = text_of(answer, "errorCode")
    if code not in {"", "0"}:
        raise Rejected(code, text_of(answer, "message") or _("bên nhận từ chối"))
    return answer


JUDICIAL = Receiver(hand_over, progress, result, acknowledge, None, finished=frozenset({"5"}))
