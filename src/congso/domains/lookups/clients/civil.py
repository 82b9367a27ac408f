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
    "100": gettext_lazy("tài khoản kết nối không được xác thực (AUTHEN_ERROR)"), "101": gettext_lazy("địa chỉ máy chủ của tỉnh chưa được cho phép (IP_DISALLOWED)"),
    "106": gettext_lazy("mã đơn vị không đúng (AGENCY_ID_INCORRECT)"), "108": gettext_lazy("mã tỉnh không đúng (PROVINCE_ID_INCORRECT)"),
    "200": gettext_lazy("hồ sơ chưa đủ thông tin (RECORD_UNCOMPLETE)"), "201": gettext_lazy("không có hồ sơ này (RECORD_NOT_FOUND)"),
    "302": gettext_lazy("có trường sai kiểu dữ liệu (DATA_TYPE_INVALID)"), "500": gettext_lazy("dữ liệu không đúng (DATA_INCORRECT)"),
}  # fmt: skip
NOT_FOUND = "201"


def error_words(code: str, message: str) -> str:
    """A refusal of this service as a sentence: the known code's words, else what it said itself."""
    return str(ERRORS.get(code, message))


def ask_civil(gateway: Gateway, query: Query) -> Reply:
    """The state of the registration with this number (maHoSo)."""
    answer = gateway.post(PATH, maDonVi=gateway.unit_code, module="KS", maHoSo=query.number)
    drift = drift_of(PATH, ANSWER, answer)
    code = text_of(answer, "errorCode") if isinstance(answer, dict) else ""
    if code == NOT_FOUND:
        return Reply(None, drift)
    if code not in {"", "0"}:
        raise Rejected(code, error_words(code, text_of(answer, "errorMessage")))
    row = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(row, dict):
        return Reply(None, drift)
    return Reply(_data(row) if text_of(row, "status") else None, (*drift, *drift_of(PATH, RECORD, row)))


def _data(row: dict[str, Any]) -> Data:
    state = text_of(row, "status")
    facts = [
        (_("Mã hồ sơ hộ tịch"), text_of(row, "maHoSo")), (_("Họ và tên"), text_of(row, "hoTen")), (_("Trạng thái"), str(STATES.get(state, state))),
        (_("Sổ đăng ký"), book_words(row)),
    ]  # fmt: skip
    return Data(shown(facts))


def book_words(row: dict[str, Any]) -> str:
    """Number, volume and page in the register; empty before it is registered."""
    parts = ((_("số"), "so"), (_("quyển"), "quyenSo"), (_("trang"), "trangSo"))
    return ", ".join(f"{word} {text_of(row, name)}" for word, name in parts if text_of(row, name))
