"""What is still missing before a dossier may end, and its measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congso.domains.documents.facade import document_facts
from congso.domains.records.enums import HANDED_FROM, Medium, State
from congso.domains.records.models import FiledItem, WorkDossier


@dataclass(frozen=True)
class Measures:
    """First and last day, numbers of documents, pages and sheets of a dossier; and sentences about what is missing."""

    began_on: date | None
    ended_on: date | None
    documents: int
    pages: int
    sheets: int | None
    missing: list[str] = field(default_factory=list)


def measure(dossier: WorkDossier, items: Sequence[FiledItem]) -> Measures:
    """Count what lies in a dossier, whoever may read it: days and pages say nothing of the words."""
    facts = document_facts([each.document_id for each in items if each.document_id])
    days, pages, unnumbered, fileless, unfinished = [], 0, 0, 0, 0
    for item in items:
        found = facts.get(item.document_id) if item.document_id else None
        days.append(found.issued_on if found else item.dated_on)
        pages += (found.pages if found else None) or item.pages or 0
        if found is not None:
            unnumbered += not found.has_number
            fileless += not found.has_file
            unfinished += not found.is_finished
    known = [day for day in days if day is not None]
    sheets = _sheets(items)
    return Measures(
        min(known, default=None), max(known, default=None), len(items), pages, sheets,
        missing=_missing(dossier, items, unnumbered=unnumbered, fileless=fileless, unfinished=unfinished),
    )  # fmt: skip


def _sheets(items: Sequence[FiledItem]) -> int | None:
    """The last sheet number of each part, added up; None while one is without."""
    last: dict[int, int] = {}
    for item in items:
        if item.sheet_to is None:
            return None
        last[item.part] = max(last.get(item.part, 0), item.sheet_to)
    return sum(last.values()) if last else None


def _missing(dossier: WorkDossier, items: Sequence[FiledItem], *, unnumbered: int, fileless: int, unfinished: int) -> list[str]:
    found = []
    if not items:
        found.append(_("hồ sơ chưa có văn bản, tài liệu nào"))
    if dossier.years is None:
        found.append(_("chưa xác định thời hạn lưu trữ"))
    if unnumbered:
        found.append(ngettext("%(n)d văn bản chưa có số", "%(n)d văn bản chưa có số", unnumbered) % {"n": unnumbered})
    if unfinished > unnumbered:
        count = unfinished - unnumbered
        found.append(ngettext("%(n)d văn bản chưa phát hành hoặc chưa đăng ký", "%(n)d văn bản chưa phát hành hoặc chưa đăng ký", count) % {"n": count})
    if fileless and dossier.medium == Medium.ELECTRONIC:
        found.append(ngettext("%(n)d văn bản chưa có tệp", "%(n)d văn bản chưa có tệp", fileless) % {"n": fileless})
    if _needs_sheets(dossier) and items and any(each.sheet_from is None for each in items):
        found.append(_("hồ sơ giấy lưu từ 05 năm trở lên phải đánh số tờ (Nghị định 30/2020, Điều 29)"))
    return found


def _needs_sheets(dossier: WorkDossier) -> bool:
    return dossier.medium != Medium.ELECTRONIC and (dossier.years or 0) >= HANDED_FROM


def is_to_be_handed(dossier: WorkDossier) -> bool:
    """Whether an ended dossier belongs into the agency's archive: kept five years or longer (NĐ 30/2020, Điều 31 khoản 3)."""
    return dossier.state == State.CLOSED and (dossier.years or 0) >= HANDED_FROM
