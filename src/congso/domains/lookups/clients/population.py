"""The population database (CSDLQG về dân cư): confirm a citizen by number, name and day of birth.

No definition of this service is public (unverified): path and fields are our own, the outline is that of NDXP's confirmation.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.clients.shapes import Data, Query, Reply, day_words, drift_of, shown, text_of
from congso.foundation.outbox.shapes import CODE, OPTIONAL, TEXT, Shape

PATH = "apiCSDLDanCu/xacNhanCongDan"
PERSON = Shape({"soDinhDanh": TEXT, "hoTen": TEXT, "ngaySinh": TEXT}, {"gioiTinh": OPTIONAL, "noiThuongTru": OPTIONAL, "danToc": OPTIONAL, "tinhTrang": OPTIONAL})
ANSWER = Shape({"status": CODE, "data": list}, {"message": OPTIONAL}, {"data": PERSON})


def ask_population(gateway: Gateway, query: Query) -> Reply:
    """The citizen with this number, when name and day of birth are theirs."""
    born = f"{query.born_on:%Y%m%d}" if query.born_on else ""
    answer = gateway.post(PATH, maDonVi=gateway.unit_code, soDinhDanh=query.number, hoTen=query.name, ngaySinh=born, mucDich=query.purpose)
    drift = drift_of(PATH, ANSWER, answer)
    rows = answer.get("data") if isinstance(answer, dict) else None
    person = next((row for row in rows if isinstance(row, dict)), None) if isinstance(rows, list) else None
    return Reply(_data(person) if person and text_of(person, "hoTen") else None, drift)


def _data(row: dict[str, Any]) -> Data:
    facts = [
        (_("Số định danh"), text_of(row, "soDinhDanh")), (_("Họ và tên"), text_of(row, "hoTen")),
        (_("Ngày sinh"), day_words(text_of(row, "ngaySinh"))), (_("Giới tính"), text_of(row, "gioiTinh")),
        (_("Nơi thường trú"), text_of(row, "noiThuongTru")), (_("Tình trạng"), text_of(row, "tinhTrang")),
    ]  # fmt: skip
    fills = {"identity_number": text_of(row, "soDinhDanh"), "name": text_of(row, "hoTen"), "address": text_of(row, "noiThuongTru")}
    return Data(shown(facts), {name: value for name, value in fills.items() if value})
