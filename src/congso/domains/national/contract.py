"""What the portal's answers look like (D3), so that one that looks otherwise is named and not swallowed."""

from __future__ import annotations

from typing import Any

from congso.foundation.outbox.shapes import CODE, LIST, OPTIONAL, TEXT, Shape, differences

ENVELOPE = Shape({"error_code": CODE}, {"message": OPTIONAL, "session": OPTIONAL, "result": (list, dict, str, type(None))})

_FEE = Shape({}, {"MAPHILEPHI": OPTIONAL, "SOTIEN": OPTIONAL, "DONVI": OPTIONAL, "MOTA": OPTIONAL})
_TIME = Shape({}, {"THOIGIANGIAIQUYET": OPTIONAL, "DONVITINH": OPTIONAL, "MOTA": OPTIONAL, "PHILEPHI": LIST}, {"PHILEPHI": _FEE})
_PAPER = Shape({"TENGIAYTO": TEXT}, dict.fromkeys(("MAGIAYTO", "TENMAUDON", "URL", "SOBANCHINH", "SOBANSAO"), OPTIONAL))

SHAPES: dict[str, Shape] = {
    "TraCuuHoSo": Shape(
        {"MaHoSo": TEXT, "TrangThaiHoSo": CODE},
        dict.fromkeys(("MaTTHC", "TenTTHC", "ChuHoSo", "NgayTiepNhan", "NgayHenTra", "NgayTra", "NgayKetThucXuLy", "DonViXuLy", "KenhThucHien"), OPTIONAL),
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
    found = dict.fromkeys(differences(ENVELOPE, answer, ""))
    shape, rows = SHAPES.get(service), answer.get("result") if isinstance(answer, dict) else None
    if shape is not None and isinstance(rows, list):
        for row in rows:
            found |= dict.fromkeys(differences(shape, row, f"{service}."))
    return tuple(f"{service}: {each}" for each in list(found)[:MOST_NAMED])
