"""The portal's catalogue in its own words, turned into the shape of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

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
