"""The wording of a procedure as the national portal tells it, beside ours: field by field, in lines.

The portal tells less than a version holds (no levels, no notes of ours), so only these fields are compared and taken over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core.text import nfc
from congso.domains.procedures.enums import Channel
from congso.domains.procedures.limits import limit_text
from congso.domains.procedures.models import ProcedureVersion
from congso.domains.procedures.parsing import NO_INFORMATION, Unreadable, channel_values, paper_values

FIELD_NAMES: dict[str, str | Promise] = {
    "name": _("Tên thủ tục"), "field": _("Lĩnh vực"), "channels": _("Cách thức, thời hạn, phí"), "papers": _("Thành phần hồ sơ"),
    "steps": _("Trình tự thực hiện"), "requirements": _("Yêu cầu, điều kiện"), "results": _("Kết quả"),
    "legal_bases": _("Căn cứ pháp lý"),
}  # fmt: skip


def portal_values(told: Mapping[str, Any]) -> dict[str, Any]:
    """What the portal tells, as the catalogue keeps it; raises Unreadable for a unit, way or shape that nobody knows.

    ``told`` has the keys of the catalogue's own files: ten_thu_tuc, linh_vuc, trinh_tu, yeu_cau, cach_thuc, thanh_phan_ho_so,
    ket_qua, can_cu.
    """
    if not told.get("ten_thu_tuc") or not told.get("linh_vuc"):
        raise Unreadable("ten_thu_tuc, linh_vuc")
    try:
        channels = [channel_values(dict(row)) for row in told["cach_thuc"]]
        papers = [{name: nfc(value) if isinstance(value, str) else value for name, value in paper_values(dict(row)).items()}
                  for row in told["thanh_phan_ho_so"]]  # fmt: skip
    except (KeyError, TypeError, ValueError, ArithmeticError) as odd:
        raise Unreadable(f"{type(odd).__name__}: {odd}") from odd
    return {
        "name": nfc(told["ten_thu_tuc"]), "field": nfc(told["linh_vuc"]), "steps": _plain(told["trinh_tu"]),
        "requirements": _plain(told["yeu_cau"]), "channels": channels, "papers": papers,
        "results": [{"code": row.get("ma") or "", "name": nfc(row.get("ten") or "")} for row in told["ket_qua"]],
        "legal_bases": [{"number": row.get("so") or "", "title": nfc(row.get("ten") or "")} for row in told["can_cu"]],
    }  # fmt: skip


def own_values(version: ProcedureVersion) -> dict[str, Any]:
    """The same of a version, whose details have been read."""
    channel = ("channel", "amount", "unit", "time_text", "fee_text", "fee_amount", "note")
    paper = ("case_label", "name", "originals", "copies", "is_note", "form_file")
    return {
        "name": version.name, "field": version.field.name, "steps": version.steps, "requirements": version.requirements,
        "channels": [{name: getattr(row, name) for name in channel} for row in version.channels.all()],
        "papers": [{name: getattr(row, name) for name in paper} for row in version.papers.all()],
        "results": [{"code": row.code, "name": row.name} for row in version.results.all()],
        "legal_bases": [{"number": row.number, "title": row.title} for row in version.legal_bases.all()],
    }  # fmt: skip


def lines_of(field: str, value: Any) -> list[str]:
    """A field in lines, as people read it and as it is compared."""
    match field:
        case "channels":
            return [_channel_line(row) for row in value]
        case "papers":
            return [_paper_line(row) for row in value]
        case "results":
            return [f"{row['code']} {row['name']}".strip() for row in value]
        case "legal_bases":
            return [f"{row['number']} {row['title']}".strip() for row in value]
    return [line.strip() for line in str(value).splitlines() if line.strip()]


def _channel_line(row: Mapping[str, Any]) -> str:
    words = [str(Channel(row["channel"]).label), limit_text(row["amount"], row["unit"]), row["fee_text"], row["note"]]
    return " · ".join(filter(None, words))


def _paper_line(row: Mapping[str, Any]) -> str:
    count = f"({row['originals'] or 0}/{row['copies'] or 0})"
    return f"{row['case_label']}: {row['name']} {count}" if row["case_label"] else f"{row['name']} {count}"


def _plain(text: str) -> str:
    return nfc(text).strip().removeprefix(NO_INFORMATION).strip()


def differing(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, tuple[list[str], list[str]]]:
    """The fields whose lines differ: ours, the portal's. The order of papers and legal bases says nothing."""
    found = {}
    for field in FIELD_NAMES:
        own, other = lines_of(field, ours[field]), lines_of(field, theirs[field])
        if own != other and not (field in {"papers", "legal_bases", "channels"} and sorted(own) == sorted(other)):
            found[field] = (own, other)
    return found
