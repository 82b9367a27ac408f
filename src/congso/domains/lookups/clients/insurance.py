"""Social insurance (apiBHXH): somebody by insurance number, or the number by name and day of birth."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from congso.core.outside import Rejected
from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.clients.shapes import Data, Query, Reply, drift_of, shown, text_of
from congso.foundation.outbox.shapes import LIST, OPTIONAL, TEXT, Shape

HOUSEHOLD = "apiBHXH/getTraCuuThongTinHgd"
"""Its fields are not described; asked by ``maHo`` and answered with rows of the group's fields: (unverified)."""
PATH, SEARCH = "apiBHXH/getTraCuuTtHgdByMaSoBhxh", "apiBHXH/getMaSoBhxhTheoTieuChi"
WHOLE_DAY = "0"
"""loaiNgaySinh: day, month and year are known."""
ANSWER = Shape(
    {"hoTen": TEXT, "maSo": TEXT},
    dict.fromkeys(("soSoCu", "maHo", "diaChi", "trangThai", "errorCode", "errorMessage"), OPTIONAL),
)  # fmt: skip
MEMBERS = Shape({"data": LIST}, {"errorCode": OPTIONAL, "errorMessage": OPTIONAL}, {"data": ANSWER})
NOT_FOUND = frozenset({"404", "NOT_FOUND"})


def ask_insurance(gateway: Gateway, query: Query) -> Reply:
    """The insured with this number (maSoBhxh)."""
    return _read(PATH, gateway.post(PATH, maSoBhxh=query.number))


def ask_insured(gateway: Gateway, query: Query) -> Reply:
    """The insured with this name and day of birth; by sex and place of the certificate of birth too where they are known."""
    born = f"{query.born_on:%Y%m%d}" if query.born_on else ""
    more = {"gioiTinh": query.sex, "maTinhKs": query.province, "maXaKs": query.commune, "isKs": "1" if query.province or query.commune else ""}
    said = {name: value for name, value in more.items() if value}
    return _read(SEARCH, gateway.post(SEARCH, hoTen=query.name, ngaySinh=born, loaiNgaySinh=WHOLE_DAY, **said))


def ask_household(gateway: Gateway, query: Query) -> Reply:
    """The insured of a household (hộ gia đình), by its number (maHo)."""
    answer = gateway.post(HOUSEHOLD, maHo=query.number)
    code = text_of(answer, "errorCode") if isinstance(answer, dict) else ""
    if code in NOT_FOUND:
        return Reply(None)
    if code not in {"", "0"}:
        raise Rejected(code, text_of(answer, "errorMessage"))
    drift = drift_of(HOUSEHOLD, MEMBERS, answer)
    rows = answer.get("data") if isinstance(answer, dict) else None
    people = [row for row in rows if isinstance(row, dict) and text_of(row, "hoTen")] if isinstance(rows, list) else []
    facts = [(text_of(row, "maSo") or "—", "; ".join(filter(None, (text_of(row, name) for name in ("hoTen", "diaChi", "trangThai"))))) for row in people]
    return Reply(Data(facts) if facts else None, drift)


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
