"""What the portal's answers look like (D3), so that one that looks otherwise is named and not swallowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

Kinds = type | tuple[type, ...]
TEXT: Kinds = str
CODE: Kinds = (str, int)
LIST: Kinds = list
OPTIONAL: Kinds = (str, int, type(None))


@dataclass(frozen=True)
class Shape:
    """The fields of a row: those it must have, those it may have, and the rows inside it."""

    must: Mapping[str, Kinds]
    may: Mapping[str, Kinds] = field(default_factory=dict)
    inner: Mapping[str, Shape] = field(default_factory=dict)


ENVELOPE = Shape({"error_code": CODE}, {"message": OPTIONAL, "session": OPTIONAL, "result": (list, dict, str, type(None))})

_FEE = Shape({}, {"MAPHILEPHI": OPTIONAL, "SOTIEN": OPTIONAL, "DONVI": OPTIONAL, "MOTA": OPTIONAL})
_TIME = Shape({}, {"THOIGIANGIAIQUYET": OPTIONAL, "DONVITINH": OPTIONAL, "MOTA": OPTIONAL, "PHILEPHI": LIST}, {"PHILEPHI": _FEE})
_PAPER = Shape({"TENGIAYTO": TEXT}, {name: OPTIONAL for name in ("MAGIAYTO", "TENMAUDON", "URL", "SOBANCHINH", "SOBANSAO")})

SHAPES: dict[str, Shape] = {
    "TraCuuHoSo": Shape(
        {"MaHoSo": TEXT, "TrangThaiHoSo": CODE},
        {name: OPTIONAL for name in ("MaTTHC", "TenTTHC", "ChuHoSo", "NgayTiepNhan", "NgayHenTra", "NgayTra", "NgayKetThucXuLy",
                                     "DonViXuLy", "KenhThucHien")},
    ),
    "LayDanhSachTTHC": Shape({"MATTHC": TEXT, "TENTTHC": TEXT}, {"TRANGTHAI": OPTIONAL, "MACOQUANCONGBO": OPTIONAL}),
    "LayThuTuc": Shape(
        {"MATTHC": TEXT, "TENTTHC": TEXT, "LINHVUCTHUCHIEN": LIST, "CACHTHUCTHUCHIEN": LIST, "THANHPHANHOSO": LIST},
        {"MACOQUANCONGBO": OPTIONAL, "TRINHTUTHUCHIEN": LIST, "YEUCAU": OPTIONAL, "MOTADOITUONGTHUCHIEN": OPTIONAL,
         "KETQUATHUCHIEN": LIST, "CANCUPHAPLY": LIST, "TRANGTHAI": OPTIONAL, "COQUANTHUCHIEN": LIST, "CAPTHUCHIEN": LIST},
        {"LINHVUCTHUCHIEN": Shape({"TENLINHVUC": TEXT}, {"MALINHVUC": OPTIONAL}),
         "CACHTHUCTHUCHIEN": Shape({"KENH": CODE}, {"THOIGIAN": LIST}, {"THOIGIAN": _TIME}),
         "THANHPHANHOSO": Shape({"GIAYTO": LIST}, {"TRUONGHOP": OPTIONAL}, {"GIAYTO": _PAPER}),
         "TRINHTUTHUCHIEN": Shape({"TRINHTU": LIST}, {"TRUONGHOP": OPTIONAL}, {"TRINHTU": Shape({"TENTRINHTU": TEXT})}),
         "KETQUATHUCHIEN": Shape({"TENKETQUA": TEXT}, {"MAKETQUA": OPTIONAL}),
         "CANCUPHAPLY": Shape({"TENVANBAN": TEXT}, {"SOVANBAN": OPTIONAL}),
         "COQUANTHUCHIEN": Shape({"TENDONVI": TEXT}, {"MADONVI": OPTIONAL})},
    ),
    "LayDanhMucCoQuan": Shape({"MADONVI": TEXT, "TENDONVI": TEXT}, {"MADONVICHA": OPTIONAL}),
}  # fmt: skip
"""The rows of ``result`` by service; of services not named here only the envelope is looked at."""
MOST_NAMED = 8


def drift_of(service: str, answer: Any) -> tuple[str, ...]:
    """Sentences on what is otherwise than the contract says: a field missing, of another kind, or not known."""
    found = dict.fromkeys(_compare(ENVELOPE, answer, ""))
    shape, rows = SHAPES.get(service), answer.get("result") if isinstance(answer, dict) else None
    if shape is not None and isinstance(rows, list):
        for row in rows:
            found |= dict.fromkeys(_compare(shape, row, f"{service}."))
    return tuple(f"{service}: {each}" for each in list(found)[:MOST_NAMED])


def _compare(shape: Shape, row: Any, where: str) -> Sequence[str]:
    if not isinstance(row, dict):
        return [_("%(field)s không phải một bản ghi") % {"field": where.rstrip(".") or "JSON"}]
    found = [_("thiếu trường %(field)s") % {"field": f"{where}{name}"} for name in shape.must if name not in row]
    for name, value in row.items():
        kinds = shape.must.get(name) or shape.may.get(name)
        if kinds is None:
            found.append(_("có trường lạ %(field)s") % {"field": f"{where}{name}"})
        elif not isinstance(value, kinds):
            found.append(_("trường %(field)s khác kiểu") % {"field": f"{where}{name}"})
        elif name in shape.inner and isinstance(value, list):
            for inner in value:
                found += _compare(shape.inner[name], inner, f"{where}{name}.")
    return found
