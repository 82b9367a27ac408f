"""Put annexes and further files to a draft, change their order, put another in the place of one, take one away."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.documents.body_blocks import require_tables
from congso.domains.documents.enums_outgoing import EDITED_IN, FileKind
from congso.domains.documents.further_files import store_annex, store_other
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.models import Outgoing, OutgoingFile
from congso.domains.documents.services.outgoing_common import case_of, lock_outgoing, require_step
from congso.domains.documents.services.outgoing_drafting import keep_version
from congso.domains.documents.services.reading_files import ask_reading_files
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.policies import require_can_act
from congso.foundation.casework.services import Happening, note_event
from congso.foundation.files.models import StoredFile
from congso.foundation.files.uploads import Upload

MOST = 30


@dataclass(frozen=True)
class FileIn:
    """What is put to a draft."""

    kind: str
    title: str
    body: str = ""
    upload: Upload | None = None
    position: int | None = None
    """None: behind the others."""


def add_file(*, actor: Actor, document_id: UUID, seen_seq: int | None, given: FileIn) -> OutgoingFile:
    """Put an annex or a further file to a draft that one holds. Raises NotYourStep, NotInThisStep, InvalidInput, FileRefused."""
    with write_action("documents.add_file", actor=actor) as action:
        outgoing = _held(action, document_id, seen_seq)
        rows = OutgoingFile.objects.filter(outgoing=outgoing, removed_at=None)
        if rows.count() >= MOST:
            raise InvalidInput(field="upload", reason=_("một văn bản kèm tối đa %(most)d tệp.") % {"most": MOST})
        last = rows.aggregate(last=Max("position"))["last"] or 0
        row = OutgoingFile(outgoing=outgoing, position=last + 1, added_at=action.at, added_by_name=actor.name)
        _write(outgoing, row, given)
        row.save(force_insert=True)
        _note(action, outgoing, row, "file_added")
    return row


def change_file(*, actor: Actor, file_id: int, seen_seq: int | None, given: FileIn) -> OutgoingFile:
    """Change title, words or place of one; a new file becomes its next version, the former one is kept. Raises as ``add_file``."""
    with write_action("documents.change_file", actor=actor) as action:
        row = _current(file_id)
        outgoing = _held(action, row.outgoing_id, seen_seq)
        if given.upload is not None:
            OutgoingFile.objects.filter(pk=row.pk).update(removed_at=action.at)
            row = OutgoingFile(outgoing=outgoing, position=row.position, version=row.version + 1, former_id=row.pk, stored_id=row.stored_id,
                               added_at=action.at, added_by_name=actor.name)  # fmt: skip
        _write(outgoing, row, given)
        row.save()
        _note(action, outgoing, row, "file_changed")
    return row


def remove_file(*, actor: Actor, file_id: int, seen_seq: int | None) -> Outgoing:
    """Take one away from a draft; the earlier versions of the draft still name it. Raises NotYourStep, NotInThisStep."""
    with write_action("documents.remove_file", actor=actor) as action:
        row = _current(file_id)
        outgoing = _held(action, row.outgoing_id, seen_seq)
        row.removed_at = action.at
        row.save(update_fields=["removed_at"])
        _note(action, outgoing, row, "file_removed")
    return outgoing


def _held(action: WriteAction, document_id: UUID, seen_seq: int | None) -> Outgoing:
    outgoing = lock_outgoing(action.actor, document_id, seen_seq)
    require_step(outgoing, *EDITED_IN)
    require_can_act(action.actor, case_of(outgoing))
    return outgoing


def _current(file_id: int) -> OutgoingFile:
    row = OutgoingFile.objects.select_related("stored").filter(pk=file_id, removed_at=None).first()
    if row is None:
        raise NotVisible
    return row


def _write(outgoing: Outgoing, row: OutgoingFile, given: FileIn) -> None:
    row.kind, row.title = given.kind, nfc(given.title, collapse=True).strip()[:300]
    row.position = given.position or row.position
    if row.kind == FileKind.TEXT:
        if outgoing.upload_id is not None:
            raise InvalidInput(field="kind", reason=_("văn bản dùng tệp trình bày sẵn: phụ lục nằm sẵn trong tệp ấy, hoặc là tệp riêng."))
        row.body, row.stored, row.name = nfc(given.body.replace("\r\n", "\n").strip()), None, ""
        if not row.body:
            raise InvalidInput(field="body", reason=_("chưa có nội dung phụ lục."))
        require_tables(row.body)
        return
    row.body = ""
    if given.upload is not None:
        row.stored, row.name = _stored(row.kind, given.upload), nfc(given.upload.name or "")[:200]
    elif row.stored_id is None:
        raise InvalidInput(field="upload", reason=_("chưa chọn tệp."))
    elif row.kind == FileKind.ANNEX and not row.name.lower().endswith(".pdf"):
        raise InvalidInput(field="kind", reason=_("tệp này không phải PDF nên không ký được như phụ lục."))


def _stored(kind: str, upload: Upload) -> StoredFile:
    return store_annex(upload) if kind == FileKind.ANNEX else store_other(upload)


def _note(action: WriteAction, outgoing: Outgoing, row: OutgoingFile, event: str) -> None:
    """Every change is a version of the draft, and a line of what happened."""
    version = keep_version(action, outgoing, "")
    keep_entry(outgoing.document)
    if row.stored_id and row.removed_at is None:
        ask_reading_files(outgoing.pk)
    note_event(action, case_of(outgoing), Happening(event, note=row.title, data={"version": version.number}))
    action.record(outgoing.document, file=row.title, kind=row.kind, name=row.name, sha256=row.stored_id or "", version=row.version)
