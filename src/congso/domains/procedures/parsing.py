"""From a record of the national catalogue to plain rows, normalised and as cautious as the source is uneven."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from unicodedata import is_normalized

from django.utils.translation import gettext as _

from congso.core.text import fold, nfc
from congso.domains.procedures.enums import Channel, Level, TimeUnit

CODE = re.compile(r"^\d\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})?$")
NO_INFORMATION = "Không có thông tin"
_LEVELS = {
    "cap bo": Level.MINISTRY, "cap tinh": Level.PROVINCE, "cap xa": Level.COMMUNE, "co quan khac": Level.OTHER,
}  # fmt: skip
_CHANNELS = {"truc tiep": Channel.DIRECT, "truc tuyen": Channel.ONLINE, "dich vu buu chinh": Channel.POST}
_UNITS = {
    "ngay lam viec": TimeUnit.WORKING_DAYS, "ngay": TimeUnit.DAYS, "gio": TimeUnit.HOURS, "thang": TimeUnit.MONTHS,
    "": TimeUnit.UNKNOWN,
}  # fmt: skip
_PARTS: dict[str, tuple[str, ...]] = {
    "name": ("ten_thu_tuc",),
    "field": ("linh_vuc", "bo_nganh"),
    "decision": ("so_quyet_dinh", "loai_thu_tuc", "url"),
    "levels": ("cap_thuc_hien",),
    "audience": ("doi_tuong",),
    "authorities": ("co_quan_tham_quyen", "co_quan_thuc_hien", "co_quan_phoi_hop"),
    "channels": ("cach_thuc",),
    "papers": ("thanh_phan_ho_so", "thanh_phan_ho_so_goc"),
    "steps": ("trinh_tu",),
    "requirements": ("yeu_cau",),
    "results": ("ket_qua",),
    "legal_bases": ("can_cu_goc",),
}
_TEXTS = tuple(
    key for keys in _PARTS.values() for key in keys
    if key not in {"cap_thuc_hien", "doi_tuong", "cach_thuc", "thanh_phan_ho_so", "ket_qua"}
)  # fmt: skip
_REQUIRED = ("ten_thu_tuc", "linh_vuc", "cap_thuc_hien")
_WHOLE_SUM = re.compile(r"^([1-9]\d{0,2}(?:[.,]\d{3})+|0)\s*(?:đồng|VNĐ|VND|Việt Nam Đồng)$")
_ANY_SUM = re.compile(r"(\d[\d.,]*)\s*(?:đồng|đ/|đ\b|VNĐ|vnđ|VND|Việt Nam Đồng|USD)")
_FREE_NOTE = re.compile(r"^(?:Miễn phí)?\s*\(*-?\s*(?:Không có|Không|Không quy định|Miễn phí)?\s*\.?\)*$")


class Unreadable(ValueError):
    """A record that cannot be taken in; the text says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the catalogue after normalising."""

    code: str
    data: dict[str, Any]
    content_hash: str
    parts: dict[str, str]
    was_decomposed: bool


def read_record(raw: object) -> Record:
    """Check and normalise one record to NFC (TCVN 6909:2001); raises Unreadable."""
    if not isinstance(raw, dict):
        raise Unreadable(_("không phải một bản ghi thủ tục"))
    data, was_decomposed = _normalised(raw)
    code = data.get("ma_thu_tuc")
    if not isinstance(code, str) or not CODE.match(code):
        raise Unreadable(
            _("mã thủ tục «%(code)s» không đúng dạng 1.001193") % {"code": code}
            if code
            else _("thiếu mã thủ tục (ma_thu_tuc)")
        )
    for key in _REQUIRED:
        if not data.get(key):
            raise Unreadable(_("thủ tục %(code)s thiếu trường %(key)s") % {"code": code, "key": key})
    _check_shapes(code, data)
    parts = {part: _digest([data.get(key) for key in keys])[:16] for part, keys in _PARTS.items()}
    return Record(code, data, _digest(data), parts, was_decomposed)


def _check_shapes(code: str, data: dict[str, Any]) -> None:
    for key in _TEXTS:
        if not isinstance(data.setdefault(key, ""), str):
            raise Unreadable(
                _("thủ tục %(code)s: trường %(key)s phải là văn bản") % {"code": code, "key": key}
            )
    for key in ("cap_thuc_hien", "doi_tuong"):
        _check_list(code, data, key, str)
    for key in ("cach_thuc", "thanh_phan_ho_so", "ket_qua"):
        _check_list(code, data, key, dict)
    unknown = [name for name in data["cap_thuc_hien"] if fold(name) not in _LEVELS]
    unknown += [row.get("kenh") for row in data["cach_thuc"] if fold(str(row.get("kenh"))) not in _CHANNELS]
    unknown += [
        row.get("don_vi") for row in data["cach_thuc"] if fold(str(row.get("don_vi") or "")) not in _UNITS
    ]
    if unknown:
        told = {"code": code, "value": unknown[0]}
        raise Unreadable(_("thủ tục %(code)s: không hiểu giá trị «%(value)s»") % told)


def _check_list(code: str, data: dict[str, Any], key: str, kind: type) -> None:
    rows = data.setdefault(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, kind) for row in rows):
        raise Unreadable(
            _("thủ tục %(code)s: trường %(key)s phải là một danh sách") % {"code": code, "key": key}
        )


def _normalised(value: Any) -> tuple[Any, bool]:
    if isinstance(value, str):
        composed = nfc(value)
        return composed, not is_normalized("NFC", value)
    if isinstance(value, list):
        rows = [_normalised(row) for row in value]
        return [row for row, _was in rows], any(changed for _inner, changed in rows)
    if isinstance(value, dict):
        items = {str(key): _normalised(inner) for key, inner in value.items()}
        return {key: inner for key, (inner, _was) in items.items()}, any(
            was for _inner, was in items.values()
        )
    return value, False


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def version_values(data: dict[str, Any]) -> dict[str, Any]:
    """The plain columns of a version."""
    return {
        "name": data["ten_thu_tuc"], "ministry": data["bo_nganh"], "decision_number": data["so_quyet_dinh"],
        "levels": [str(_LEVELS[fold(name)]) for name in data["cap_thuc_hien"]], "kind": data["loai_thu_tuc"],
        "audience": data["doi_tuong"], "deciding_authority": _told(data["co_quan_tham_quyen"]),
        "performing_authority": _told(data["co_quan_thuc_hien"]),
        "coordinating_authority": _told(data["co_quan_phoi_hop"]), "steps": _told(data["trinh_tu"]),
        "requirements": _told(data["yeu_cau"]), "source_url": data["url"],
        "papers_source": data["thanh_phan_ho_so_goc"], "legal_source": data["can_cu_goc"],
    }  # fmt: skip


def channel_values(row: dict[str, Any]) -> dict[str, Any]:
    """The columns of a way of doing; figures only where the source is sure of them."""
    time_text, unit = str(row.get("thoi_gian") or "").strip(), _UNITS[fold(row.get("don_vi") or "")]
    fee_text, note = str(row.get("phi") or "").strip(), str(row.get("ghi_chu") or "").strip()
    return {
        "channel": int(_CHANNELS[fold(row["kenh"])]), "unit": str(unit), "time_text": time_text,
        "amount": _amount(time_text, note if unit == TimeUnit.UNKNOWN else ""), "fee_text": fee_text,
        "fee_amount": fee_amount(fee_text, note, is_time_sure=bool(unit) or not time_text), "note": _told(note),
    }  # fmt: skip


def _amount(text: str, note: str) -> Decimal | None:
    if not re.fullmatch(r"\d{1,3}(?:\.\d)?", text) or note.startswith("VNĐ"):
        return None  # a figure without unit before "VNĐ" is the fee's first half, not a time
    return Decimal(text) or None


def fee_amount(fee_text: str, note: str, *, is_time_sure: bool = True) -> int | None:
    """The fee in đồng, 0 for free, or nothing when the note says anything else than the fee's own figure."""
    note = _told(note)
    if fee_text == "Miễn phí":
        return 0 if _FREE_NOTE.match(note) else None
    if not fee_text:
        lone = _WHOLE_SUM.match(note) if is_time_sure else None
        return _whole(lone.group(1)) if lone else None
    whole = _WHOLE_SUM.match(fee_text)
    if whole is None:
        return None
    others = {_whole(figure) for figure in _ANY_SUM.findall(note)}
    return _whole(whole.group(1)) if others <= {_whole(whole.group(1))} else None


def _whole(figure: str) -> int:
    return int(re.sub(r"\D", "", figure) or 0)


def paper_values(row: dict[str, Any]) -> dict[str, Any]:
    """The columns of a paper; a row with neither originals nor copies is a note."""
    originals, copies = row.get("so_ban_chinh"), row.get("so_ban_sao")
    return {
        "case_label": row.get("truong_hop") or "", "name": row.get("ten") or "", "originals": originals,
        "copies": copies, "is_note": originals == 0 and copies == 0, "form_file": row.get("tep_mau") or "",
    }  # fmt: skip


def _told(text: str) -> str:
    return text.strip().removeprefix(NO_INFORMATION).strip()
