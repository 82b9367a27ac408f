"""Files of a draft: uploaded whole or in pieces, put in order, pictures joined into one PDF, taken from earlier dossiers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import F, Sum

from congso.core import clock
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.portal.errors import PiecesOutOfOrder, TooMuch
from congso.domains.portal.models import Draft, DraftFile, PartialUpload
from congso.domains.portal.services.limiting import count_file
from congso.domains.portal.services.pictures import PICTURES, pdf_of, small_picture
from congso.domains.portal.services.pieces import (
    BROKEN_DAYS,
    append_piece,
    forget_old_pieces,
    place_of,
)
from congso.domains.portal.services.receiving_files import receive_file
from congso.foundation.files.uploads import Upload
from congso.foundation.forms.facade import FileRef

MOST_FILES = 60
MOST_BYTES = 300 * 1024 * 1024


class DraftFiles:
    """What the form engine asks of files: keep one for the draft, let one go."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def store(self, *, upload: Upload, name: str) -> FileRef:
        """Keep an uploaded file."""
        count_file(self.draft.account_id, upload.size or 0)
        row = add_file(self.draft, upload, name=upload.name or "")
        return FileRef(str(row.pk), row.name, row.stored.size)

    def remove(self, *, file_id: str) -> None:
        """Let a file go."""
        DraftFile.objects.filter(draft=self.draft, pk=_uuid(file_id)).delete()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotVisible from error


def add_file(draft: Draft, upload: Upload | File[bytes], *, name: str, reused: bool = False) -> DraftFile:
    """Check and keep a file. Raises FileRefused, TooMuch."""
    _require_room(draft, upload.size or 0)
    stored = receive_file(draft.account, upload, name=name)
    return DraftFile.objects.create(
        draft=draft, stored=stored, name=nfc(name)[-200:], reused=reused, added_at=clock.now()
    )


def _require_room(draft: Draft, size: int) -> None:
    held = DraftFile.objects.filter(draft=draft).aggregate(bytes=Sum("stored__size"))["bytes"] or 0
    if DraftFile.objects.filter(draft=draft).count() >= MOST_FILES:
        raise TooMuch(most=f"{MOST_FILES} tệp")
    if held + size > MOST_BYTES:
        raise TooMuch(most=f"{MOST_BYTES // 1024 // 1024} MB")


def reuse_file(draft: Draft, *, stored_id: str, name: str) -> DraftFile:
    """Take a file that the citizen gave or got before; who may take it is the caller's to check."""
    _require_room(draft, 0)
    return DraftFile.objects.create(
        draft=draft, stored_id=stored_id, name=nfc(name)[-200:], reused=True, added_at=clock.now()
    )


def draft_file(draft: Draft, file_id: UUID) -> DraftFile:
    """A file of the draft; raises NotVisible."""
    found = DraftFile.objects.select_related("stored").filter(draft=draft, pk=file_id).first()
    if found is None:
        raise NotVisible
    return found


def join_pictures(draft: Draft, refs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put the pictures of a box into one PDF, a page each in their order; other files stay. The new references."""
    rows = {str(row.pk): row for row in DraftFile.objects.select_related("stored").filter(draft=draft)}
    pictures = [
        ref for ref in refs if ref.get("id") in rows and rows[ref["id"]].stored.media_type in PICTURES
    ]
    if not pictures:
        return refs
    content = pdf_of([rows[ref["id"]].stored for ref in pictures])
    name = f"{Path(pictures[0]['name']).stem}.pdf"
    made = add_file(draft, SimpleUploadedFile(name, content), name=name)
    joined = {"id": str(made.pk), "name": made.name, "size": made.stored.size}
    DraftFile.objects.filter(draft=draft, pk__in=[ref["id"] for ref in pictures]).delete()
    first = refs.index(pictures[0])
    return [
        joined if place == first else ref
        for place, ref in enumerate(refs)
        if place == first or ref not in pictures
    ]


def thumbnail(row: DraftFile) -> bytes:
    """A small JPEG of a picture; raises NotVisible for other kinds."""
    return small_picture(row.stored)


def begin_upload(draft: Draft, *, box: str, name: str, size: int) -> PartialUpload:
    """Begin a file that comes in pieces; its whole size counts at once. Raises TooMuch, TooOften."""
    _require_room(draft, size)
    count_file(draft.account_id, size)
    return PartialUpload.objects.create(
        draft=draft, box=box[:120], name=nfc(name)[-200:], size=size, began_at=clock.now()
    )


def partial_upload(draft: Draft, upload_id: UUID) -> PartialUpload:
    """A file on its way; raises NotVisible."""
    found = PartialUpload.objects.filter(draft=draft, pk=upload_id).first()
    if found is None:
        raise NotVisible
    return found


def add_piece(draft: Draft, upload_id: UUID, *, offset: int, piece: bytes) -> PartialUpload:
    """Take the next piece; a piece that does not follow changes nothing. Raises PiecesOutOfOrder, TooMuch."""
    with transaction.atomic():
        upload = PartialUpload.objects.select_for_update().filter(draft=draft, pk=upload_id).first()
        if upload is None:
            raise NotVisible
        if offset != upload.received:
            raise PiecesOutOfOrder(received=upload.received)
        append_piece(upload.pk, offset=offset, size=upload.size, piece=piece)
        PartialUpload.objects.filter(pk=upload.pk).update(received=F("received") + len(piece))
        upload.received += len(piece)
    return upload


def forget_broken_uploads() -> int:
    """Throw away what came in of files whose last piece never did; how many."""
    old = list(PartialUpload.objects.filter(began_at__lt=clock.now() - timedelta(days=BROKEN_DAYS)))
    for upload in old:
        place_of(upload.pk).unlink(missing_ok=True)
        upload.delete()
    return len(old) + forget_old_pieces()


def finish_upload(draft: Draft, upload: PartialUpload) -> DraftFile:
    """All pieces are there: check and keep the file. Raises PiecesOutOfOrder, FileRefused."""
    if upload.received != upload.size:
        raise PiecesOutOfOrder(received=upload.received)
    place = place_of(upload.pk)
    try:
        with place.open("rb") as stream:
            row = add_file(draft, File(stream, name=upload.name), name=upload.name)
    finally:
        place.unlink(missing_ok=True)
        upload.delete()
    return row
