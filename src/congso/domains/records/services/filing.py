"""Put documents and other papers into dossiers, take them out, arrange them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.documents.facade import (
    is_marked_secret,
    note_dossier_code,
    pages_of_document,
    pages_of_file,
    require_document,
)
from congso.domains.records.enums import Access
from congso.domains.records.errors import FiledAlready, NothingChosen, PaperSecret, ReasonNeeded
from congso.domains.records.models import FiledItem, WorkDossier
from congso.domains.records.policies import lock_dossier, require_can_keep
from congso.domains.records.services.common import require_open, tell
from congso.domains.records.services.periods import longest, require_period
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.files.services import store_file
from congso.foundation.files.uploads import Upload


@dataclass(frozen=True)
class PaperIn:
    """Another paper as a file, with what the index says of it."""

    upload: Upload
    subject: str
    number_text: str = ""
    dated_on: date | None = None
    author: str = ""
    pages: int | None = None
    part: int = 1
    years: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Placing:
    """Where an item stands, as the arranging screen sends it."""

    item_id: UUID
    part: int
    place: int
    sheet_from: int | None = None
    sheet_to: int | None = None
    years: int | None = None
    note: str = ""


def file_document(
    *, actor: Actor, document_id: UUID, dossier_id: UUID, part: int = 1, years: int | None = None, note: str = ""
) -> FiledItem:
    """Put a document into an open dossier (lưu vào hồ sơ); the dossier is kept at least as long as the document.

    Raises NotVisible for a document or dossier one may not see, NotAllowed, DossierNotOpen, FiledAlready, PeriodOutside.
    """
    with write_action("records.file_document", actor=actor) as action:
        line = require_document(viewer=actor, document_id=document_id)
        dossier = _keepable(actor, dossier_id)
        made = _file(action, dossier, line.id, part=part, years=years, note=note)
        tell(action, dossier, "filed")
    return made


def file_documents(*, actor: Actor, document_ids: Iterable[UUID], dossier_ids: Iterable[UUID]) -> int:
    """Put several documents into several dossiers at once; what lies there already stays as it is. How many were put.

    Raises NothingChosen, and what ``file_document`` raises; nothing is filed then.
    """
    with write_action("records.file_documents", actor=actor) as action:
        documents, dossiers = list(dict.fromkeys(document_ids)), sorted(set(dossier_ids))
        if not documents or not dossiers:
            raise NothingChosen
        lines = [require_document(viewer=actor, document_id=each) for each in documents]
        count = 0
        for dossier_id in dossiers:
            dossier = _keepable(actor, dossier_id)
            present = set(FiledItem.objects.filter(dossier=dossier, removed_at=None).values_list("document_id", flat=True))
            for line in lines:
                if line.id not in present:
                    _file(action, dossier, line.id)
                    tell(action, dossier, "filed")
                    count += 1
        if not count:
            raise FiledAlready(code=", ".join(WorkDossier.objects.filter(pk__in=dossiers).values_list("code", flat=True)))
    return count


def _keepable(actor: Actor, dossier_id: UUID) -> WorkDossier:
    """The dossier, locked, open and the actor's to file into."""
    dossier = lock_dossier(actor, dossier_id)
    require_can_keep(actor, dossier)
    require_open(dossier)
    return dossier


def _file(action: WriteAction, dossier: WorkDossier, document_id: UUID, *, part: int = 1, years: int | None = None, note: str = "") -> FiledItem:
    if FiledItem.objects.filter(dossier=dossier, document_id=document_id, removed_at=None).exists():
        raise FiledAlready(code=dossier.code)
    _take_period(action, dossier, years)
    made = FiledItem.objects.create(
        dossier=dossier, document_id=document_id, part=part, place=_next_place(dossier), years=years, note=nfc(note, collapse=True),
        filed_at=action.at, filed_by_name=action.actor.name, pages=pages_of_document(document_id),
    )  # fmt: skip
    if dossier.access == Access.NORMAL:
        note_dossier_code(action, document_id, dossier.code)
    action.record(made, dossier=dossier.pk, code=dossier.code, document=document_id)
    return made


def _next_place(dossier: WorkDossier) -> int:
    return (FiledItem.objects.filter(dossier=dossier).aggregate(last=Max("place"))["last"] or 0) + 1


def _take_period(action: WriteAction, dossier: WorkDossier, years: int | None) -> None:
    """A dossier takes the longest period of its documents (Luật Lưu trữ, Điều 15)."""
    if years is None:
        return
    require_period(years)
    taken = longest([dossier.years, years])
    if taken != dossier.years:
        action.record(dossier, years=taken, before=dossier.years)
        dossier.years = taken
        dossier.save(update_fields=["years"])


def add_paper(*, actor: Actor, dossier_id: UUID, paper: PaperIn) -> FiledItem:
    """Put another paper into an open dossier as a file (tài liệu khác: ảnh, bản đồ, báo cáo).

    Raises PaperSecret for one that carries a mark of secrecy, FileRefused, FileInfected, DossierNotOpen, NotAllowed.
    """
    with write_action("records.add_paper", actor=actor) as action:
        dossier = _keepable(actor, dossier_id)
        name, content = nfc(paper.upload.name or "")[:200], paper.upload.read()
        if is_marked_secret(content):
            raise PaperSecret(field="upload", name=name)
        if not paper.subject.strip():
            raise InvalidInput(field="subject", reason=_("chưa ghi tên loại và trích yếu."))
        _take_period(action, dossier, paper.years)
        stored = store_file(paper.upload, name=name)
        made = FiledItem.objects.create(
            dossier=dossier, stored=stored, name=name, subject=nfc(paper.subject, collapse=True), part=paper.part,
            number_text=nfc(paper.number_text, collapse=True), dated_on=paper.dated_on, author=nfc(paper.author, collapse=True),
            pages=paper.pages or pages_of_file(content), place=_next_place(dossier), years=paper.years, note=nfc(paper.note, collapse=True),
            filed_at=action.at, filed_by_name=actor.name,
        )  # fmt: skip
        tell(action, dossier, "filed", made.subject)
        action.record(made, dossier=dossier.pk, code=dossier.code, sha256=stored.pk)
    return made


def remove_item(*, actor: Actor, item_id: UUID, reason: str) -> FiledItem:
    """Take something out of an open dossier, with the reason (loại bản trùng, bản nháp). Raises ReasonNeeded, DossierNotOpen."""
    with write_action("records.remove_item", actor=actor) as action:
        item = FiledItem.objects.filter(pk=item_id, removed_at=None).first()
        if item is None:
            raise NotVisible
        dossier = _keepable(actor, item.dossier_id)
        item = FiledItem.objects.select_for_update().get(pk=item_id)
        if item.removed_at is not None:
            raise NotVisible
        if not reason.strip():
            raise ReasonNeeded(field="reason")
        item.removed_at, item.removed_reason = action.at, nfc(reason, collapse=True)
        item.save(update_fields=["removed_at", "removed_reason"])
        tell(action, dossier, "removed", item.removed_reason)
        action.record(item, dossier=dossier.pk, code=dossier.code, reason=item.removed_reason)
    return item


def arrange(*, actor: Actor, dossier_id: UUID, placings: Sequence[Placing]) -> WorkDossier:
    """Set parts, order, sheet numbers and own periods of what lies in an open dossier.

    Raises InvalidInput for sheets that run backwards, NotVisible for an item of another dossier.
    """
    with write_action("records.arrange", actor=actor) as action:
        dossier = _keepable(actor, dossier_id)
        items = {each.pk: each for each in FiledItem.objects.filter(dossier=dossier, removed_at=None)}
        for order, placing in enumerate(sorted(placings, key=lambda each: (each.part, each.place)), start=1):
            item = items.get(placing.item_id)
            if item is None:
                raise NotVisible
            if placing.sheet_to is not None and placing.sheet_to < (placing.sheet_from or 0):
                raise InvalidInput(reason=_("số tờ kết thúc nhỏ hơn số tờ bắt đầu."))
            _take_period(action, dossier, placing.years)
            item.part, item.place, item.years, item.note = placing.part, order, placing.years, nfc(placing.note, collapse=True)
            item.sheet_from, item.sheet_to = placing.sheet_from, placing.sheet_to or placing.sheet_from
            item.save(update_fields=["part", "place", "years", "note", "sheet_from", "sheet_to"])
        tell(action, dossier, "arranged")
        action.record(dossier, arranged=len(placings))
    return dossier


def count_pages(dossier: WorkDossier) -> list[FiledItem]:
    """What lies in it, with the pages of documents that had no file yet when they were filed."""
    items = list(FiledItem.objects.filter(dossier=dossier, removed_at=None))
    for item in items:
        if item.document_id and not item.pages:
            item.pages = pages_of_document(item.document_id)
            item.save(update_fields=["pages"])
    return items


def number_sheets(*, actor: Actor, dossier_id: UUID) -> WorkDossier:
    """Number the sheets or pages of an open dossier from 1 in its order, anew in each part; what has no page count gets one.

    Raises DossierNotOpen, NotAllowed.
    """
    with write_action("records.number_sheets", actor=actor) as action:
        dossier = _keepable(actor, dossier_id)
        last: dict[int, int] = {}
        for item in count_pages(dossier):
            start = last.get(item.part, 0) + 1
            item.sheet_from, item.sheet_to = start, start + max(item.pages or 1, 1) - 1
            last[item.part] = item.sheet_to
            item.save(update_fields=["sheet_from", "sheet_to"])
        tell(action, dossier, "numbered")
        action.record(dossier, sheets=sum(last.values()))
    return dossier
