"""Social insurance (apiBHXH): somebody by insurance number, or the number by name and day of birth."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from congso.core.outside import Rejected
from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.clients.shapes import Data, Query, Reply, drift_of, shown, text_of
from congso.foundation.outbox.shapes import OPTIONAL, TEXT, Shape

PATH, SEARCH = "apiBHXH/getTraCuuTtHgdByMaSoBhxh", "apiBHXH/getMaSoBhxhTheoTieuChi"
WHOLE_DAY = "0"
"""loaiNgaySinh: day, month and year are known."""
ANSWER = Shape(
    {"hoTen": TEXT, "maSo": TEXT},
    dict.fromkeys(("soSoCu", "maHo", "diaChi", "trangThai", "errorCode", "errorMessage"), OPTIONAL),
)  # fmt: skip
NOT_FOUND = frozenset({"404", "NOT_FOUND"})


def ask_insurance(gateway: Gateway, query: Query) -> Reply:
    """The insured with this number (maSoBhxh)."""
    return _read(PATH, gateway.post(PATH, maSoBhxh=query.number))


def ask_insured(gateway: Gateway, query: Query) -> Reply:
    """The insured with this name and day of birth; sex and place of the certificate of birth are not asked for."""
    born = f"{query.born_on:%Y%m%d}" if query.born_on else ""
    return _read(SEARCH, gateway.post(SEARCH, hoTen=query.name, ngaySinh=born, loaiNgaySinh=WHOLE_DAY))


def _read(path: str, answer: Any) -> Reply:
    code = text_of(answer, "errorCode") if isinstance(answer, dict) else ""
    if code in NOT_FOUND:
        return Reply(None)
    if code not in {"", "0"}:
        raise Rejected(code, text_of(answer, "errorMessage"))
    drift = drift_of(path, ANSWER, answer)
    if not isinstance(answer, dict) or not text_of(answer, "hoTen"):
        return Reply(None, drift)
    facts = [
        (_("Mã số bảo hiểm xã hội"), text_of(answer, "maSo")), (_("Họ và tên"), text_of(answer, "hoTen")), (_("Số sổ cũ"), text_of(answer, "soSoCu")),
        (_("Mã hộ gia đình"), text_of(answer, "maHo")), (_("Địa chỉ"), text_of(answer, "diaChi")), (_("Trạng thái"), text_of(answer, "trangThai")),
    ]  # fmt: skip
    fills = {"name": text_of(answer, "hoTen"), "address": text_of(answer, "diaChi")}
    return Reply(Data(shown(facts), {name: value for name, value in fills.items() if value}), drift)
