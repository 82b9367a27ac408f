"""The portal's catalogue in its own words, turned into the shape of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from congso.core.text import fold

FIELD, PAPER, FEE = "field", "paper", "fee"
_WAYS = {"1": "Trực tiếp", "2": "Trực tuyến", "3": "Dịch vụ bưu chính"}


def told_of(row: dict[str, Any]) -> dict[str, Any]:
    """A row of ``LayThuTuc`` with the keys of the catalogue; a field that is not there is empty."""
    fields = _dicts(row.get("LINHVUCTHUCHIEN"))
    return {
        "ten_thu_tuc": _text(row.get("TENTTHC")), "linh_vuc": _text(fields[0].get("TENLINHVUC")) if fields else "",
        "trinh_tu": "\n".join(_steps(row)), "yeu_cau": _text(row.get("YEUCAU")), "cach_thuc": list(_ways(row)),
        "thanh_phan_ho_so": list(_papers(row)),
        "ket_qua": [{"ma": _text(each.get("MAKETQUA")), "ten": _text(each.get("TENKETQUA"))} for each in _dicts(row.get("KETQUATHUCHIEN"))],
        "can_cu": [{"so": _text(each.get("SOVANBAN")), "ten": _text(each.get("TENVANBAN"))} for each in _dicts(row.get("CANCUPHAPLY"))],
    }  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A code by which the portal knows a part of a procedure."""

    kind: str
    name: str
    """Of a paper its name, of a fee its amount in đồng, empty for the field; folded."""
    code: str


def codes_of(row: dict[str, Any]) -> list[Told]:
    """The codes in a row of ``LayThuTuc``: of its field, its papers, its fees; what has none is left out."""
    found = [Told(FIELD, "", _text(each.get("MALINHVUC"))) for each in _dicts(row.get("LINHVUCTHUCHIEN"))[:1]]
    for case in _dicts(row.get("THANHPHANHOSO")):
        found += [Told(PAPER, paper_key(_text(each.get("TENGIAYTO"))), _text(each.get("MAGIAYTO"))) for each in _dicts(case.get("GIAYTO"))]
    for way in _dicts(row.get("CACHTHUCTHUCHIEN")):
        for limit in _dicts(way.get("THOIGIAN")):
            found += [Told(FEE, fee_key(_text(each.get("SOTIEN"))), _text(each.get("MAPHILEPHI"))) for each in _dicts(limit.get("PHILEPHI"))]
    return [each for each in dict.fromkeys(found) if each.code.strip()]


def paper_key(name: str) -> str:
    """By what a paper is known again: its words without tone marks, spaces and stops at the ends."""
    return " ".join(fold(name).split()).strip(" .;:,-")[:300]


def fee_key(amount: str) -> str:
    """By what a fee is known again: its digits (``8.000 đồng`` is 8000); empty when it is no plain amount."""
    digits = re.sub(r"[\s.,]|đồng|vnđ|vnd|đ", "", amount.lower())
    return digits.lstrip("0")[:12] if digits.isascii() and digits.isdecimal() else ""


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _steps(row: dict[str, Any]) -> Iterator[str]:
    for case in _dicts(row.get("TRINHTUTHUCHIEN")):
        if heading := _text(case.get("TRUONGHOP")):
            yield heading
        yield from (_text(step.get("TENTRINHTU")) for step in _dicts(case.get("TRINHTU")))


def _ways(row: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Each way with each of its time limits; the fee as it stands there."""
    for way in _dicts(row.get("CACHTHUCTHUCHIEN")):
        kind = _WAYS.get(_text(way.get("KENH")), _text(way.get("KENH")))
        for limit in _dicts(way.get("THOIGIAN")) or [{}]:
            fees = _dicts(limit.get("PHILEPHI"))
            yield {"kenh": kind, "thoi_gian": _text(limit.get("THOIGIANGIAIQUYET")), "don_vi": _text(limit.get("DONVITINH")),
                   "phi": " ".join(_money(fees)), "ghi_chu": _text(limit.get("MOTA"))}  # fmt: skip


def _money(fees: Iterable[dict[str, Any]]) -> Iterator[str]:
    for fee in fees:
        yield " ".join(filter(None, [_text(fee.get("SOTIEN")), _text(fee.get("DONVI"))]))


def _papers(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for case in _dicts(row.get("THANHPHANHOSO")):
        for paper in _dicts(case.get("GIAYTO")):
            yield {"truong_hop": _text(case.get("TRUONGHOP")), "ten": _text(paper.get("TENGIAYTO")),
                   "so_ban_chinh": _count(paper.get("SOBANCHINH")), "so_ban_sao": _count(paper.get("SOBANSAO")),
                   "tep_mau": _text(paper.get("TENMAUDON"))}  # fmt: skip


def _count(value: Any) -> int | None:
    text = _text(value)
    return int(text) if text.isdecimal() and len(text) < 5 else None
