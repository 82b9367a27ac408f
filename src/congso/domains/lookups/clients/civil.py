"""Civil status (apiHoTichTuPhap): how far a registration has come, and its place in the register."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.core.outside import Rejected
from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.clients.shapes import Data, Query, Reply, drift_of, shown, text_of
from congso.foundation.outbox.shapes import CODE, OPTIONAL, Shape

PATH = "apiHoTichTuPhap/traTrangThaiHoSo"
RECORD = Shape({"status": CODE}, dict.fromkeys(("maHoSo", "hoTen", "so", "quyenSo", "trangSo", "ngayDangKy"), OPTIONAL))
ANSWER = Shape({"errorCode": CODE, "data": (dict, type(None))}, {"errorMessage": OPTIONAL})
STATES = {
    "1": gettext_lazy("đã tiếp nhận, chờ xử lý"), "2": gettext_lazy("cần bổ sung"), "3": gettext_lazy("đủ điều kiện"), "4": gettext_lazy("hoàn thành"),
}  # fmt: skip
ERRORS = {
    "100": "AUTHEN_ERROR", "101": "IP_DISALLOWED", "106": "AGENCY_ID_INCORRECT", "108": "PROVINCE_ID_INCORRECT", "200": "RECORD_UNCOMPLETE",
    "201": "RECORD_NOT_FOUND", "302": "DATA_TYPE_INVALID", "500": "DATA_INCORRECT",
}  # fmt: skip
NOT_FOUND = "201"


def ask_civil(gateway: Gateway, query: Query) -> Reply:
    """The state of the registration with this number (maHoSo)."""
    answer = gateway.post(PATH, maDonVi=gateway.unit_code, module="KS", maHoSo=query.number)
    drift = drift_of(PATH, ANSWER, answer)
    code = text_of(answer, "errorCode") if isinstance(answer, dict) else ""
    if code == NOT_FOUND:
        return Reply(None, drift)
    if code not in {"", "0"}:
        raise Rejected(code, ERRORS.get(code, ""))
    row = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(row, dict):
        return Reply(None, drift)
    return Reply(_data(row) if text_of(row, "status") else None, (*drift, *drift_of(PATH, RECORD, row)))


def _data(row: dict[str, Any]) -> Data:
    state = text_of(row, "status")
    book = [f"{word} {text_of(row, name)}" for word, name in ((_("số"), "so"), (_("quyển"), "quyenSo"), (_("trang"), "trangSo")) if text_of(row, name)]
    facts = [
        (_("Mã hồ sơ hộ tịch"), text_of(row, "maHoSo")), (_("Họ và tên"), text_of(row, "hoTen")), (_("Trạng thái"), str(STATES.get(state, state))),
        (_("Sổ đăng ký"), ", ".join(book)),
    ]  # fmt: skip
    return Data(shown(facts))
