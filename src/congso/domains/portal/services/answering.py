"""Answer a request to supplement: a box for each thing asked, kept while it is being filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core import signing
from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import DomainError, NotVisible
from congso.core.ids import uuid7
from congso.core.text import nfc
from congso.domains.citizens.facade import CitizenAccount
from congso.domains.dossiers.facade import (
    Dossier,
    OwnFile,
    PaperIn,
    PaperKind,
    StoredPaper,
    complete_supplement,
)
from congso.domains.portal.errors import TooMuch
from congso.domains.portal.services.filing import MOST_BYTES
from congso.domains.portal.services.limiting import count_file
from congso.domains.portal.services.pictures import PICTURES, pdf_of
from congso.domains.portal.services.pieces import append_piece, place_of, received_of
from congso.domains.portal.services.receiving_files import receive_file
from congso.foundation.files.models import StoredFile
from congso.foundation.files.uploads import Upload

MOST_FILES = 20
_SALT, _PIECES = "portal.answer", "portal.answer.pieces"
_DAY = 24 * 3600


@dataclass
class Box:
    """A thing that is asked for, and what has been given for it so far."""

    number: int
    label: str
    note: str = ""
    files: list[tuple[StoredPaper, str]] = field(default_factory=list)
    """Files kept already, each with the sealed word that names it in the form."""
    problem: str = ""
    has_pictures: bool = False
    """Whether pictures are among the files, which could be put together."""

    @property
    def is_empty(self) -> bool:
        """Whether neither a file nor a word was given."""
        return not self.files and not self.note


def boxes_for(items: Sequence[str]) -> list[Box]:
    """An empty box for each thing asked."""
    return [Box(number, label) for number, label in enumerate(items, 1)]


def read_boxes(
    items: Sequence[str],
    dossier_id: UUID,
    given: Mapping[str, list[str]],
    uploads: Mapping[str, list[Upload]],
    own: Sequence[OwnFile],
    account: CitizenAccount,
) -> list[Box]:
    """What was typed and sent: new files are checked and kept, so that a mistake elsewhere does not lose them.

    A file taken from earlier dossiers must be the citizen's own (``own``); raises NotVisible for others.
    """
    boxes = boxes_for(items)
    for box in boxes:
        box.note = nfc((given.get(f"note_{box.number}") or [""])[0].strip())[:1000]
        box.files = [
            (_opened(word, dossier_id), word) for word in given.get(f"kept_{box.number}", [])[:MOST_FILES]
        ]
        for stored_id in filter(None, given.get(f"reuse_{box.number}", [])):
            _add(box, dossier_id, _own(stored_id, own))
        for upload in uploads.get(f"files_{box.number}", [])[:MOST_FILES]:
            _keep(box, dossier_id, upload, account)
    return boxes


def _own(stored_id: str, own: Sequence[OwnFile]) -> StoredPaper:
    found = next((each for each in own if each.stored_id == stored_id), None)
    if found is None:
        raise NotVisible
    return StoredPaper(found.stored_id, found.name, reused=True)


def _keep(box: Box, dossier_id: UUID, upload: Upload, account: CitizenAccount) -> None:
    try:
        count_file(account.pk, upload.size or 0)
        with transaction.atomic():
            stored = receive_file(account, upload, name=upload.name or "")
    except DomainError as error:
        box.problem = str(error)
        return
    _add(box, dossier_id, StoredPaper(stored.pk, nfc(upload.name or "")[:200]))


def _add(box: Box, dossier_id: UUID, paper: StoredPaper) -> None:
    if all(paper.stored_id != held.stored_id for held, _word in box.files):
        box.files.append((paper, _sealed(dossier_id, paper)))


def _sealed(dossier_id: UUID, paper: StoredPaper) -> str:
    content: list[Any] = [str(dossier_id), paper.stored_id, paper.name, paper.reused]
    return signing.dumps(content, salt=_SALT)


def _opened(word: str, dossier_id: UUID) -> StoredPaper:
    """The file that a sealed word names; raises NotVisible for words of other dossiers or none of ours."""
    try:
        owner, stored_id, name, reused = signing.loads(word, salt=_SALT, max_age=_DAY)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotVisible from error
    if owner != str(dossier_id):
        raise NotVisible
    return StoredPaper(stored_id, name, reused)


def mark_pictures(boxes: Sequence[Box]) -> None:
    """Say of each box whether it holds pictures, in one query."""
    held = {paper.stored_id for box in boxes for paper, _word in box.files}
    pictures = set(StoredFile.objects.filter(pk__in=held, media_type__in=PICTURES).values_list("pk", flat=True)) if held else set()
    for box in boxes:
        box.has_pictures = any(paper.stored_id in pictures for paper, _word in box.files)


def join_box(box: Box, dossier_id: UUID, account: CitizenAccount) -> None:
    """Put the pictures of a box into one PDF where the first of them stood; other files stay."""
    stored = StoredFile.objects.filter(media_type__in=PICTURES).in_bulk([paper.stored_id for paper, _word in box.files])
    pictures = [paper for paper, _word in box.files if paper.stored_id in stored]
    if not pictures:
        return
    name = f"{Path(pictures[0].name).stem}.pdf"
    with transaction.atomic():
        joined = SimpleUploadedFile(name, pdf_of([stored[each.stored_id] for each in pictures]))
        made = receive_file(account, joined, name=name)
    kept, box.files = box.files, []
    for paper, _word in kept:
        if paper.stored_id not in stored:
            _add(box, dossier_id, paper)
        elif paper is pictures[0]:
            _add(box, dossier_id, StoredPaper(made.pk, name))


def begin_answer_upload(*, account: CitizenAccount, dossier_id: UUID, number: int, name: str, size: int) -> str:
    """Begin a file of an answer that comes in pieces; the sealed word that names it. Raises TooMuch, TooOften."""
    if not 0 < size <= MOST_BYTES:
        raise TooMuch(most=f"{MOST_BYTES // 1024 // 1024} MB")
    count_file(account.pk, size)
    return signing.dumps([str(dossier_id), number, uuid7().hex, nfc(name)[-200:], size], salt=_PIECES)


def answer_upload_received(*, dossier_id: UUID, word: str) -> int:
    """How much of it is here; raises NotVisible."""
    return received_of(_coming(dossier_id, word)[0])


def add_answer_piece(*, account: CitizenAccount, dossier_id: UUID, word: str, offset: int, piece: bytes) -> tuple[int, str]:
    """Take the next piece; how much is here, and after the last one the sealed word of the kept file.

    Raises NotVisible, PiecesOutOfOrder, TooMuch, FileRefused.
    """
    key, name, size = _coming(dossier_id, word)
    received = append_piece(key, offset=offset, size=size, piece=piece)
    if received < size:
        return received, ""
    try:
        with place_of(key).open("rb") as stream, transaction.atomic():
            stored = receive_file(account, File(stream, name=name), name=name)
    finally:
        place_of(key).unlink(missing_ok=True)
    return received, _sealed(dossier_id, StoredPaper(stored.pk, name))


def _coming(dossier_id: UUID, word: str) -> tuple[UUID, str, int]:
    try:
        owner, _number, key, name, size = signing.loads(word, salt=_PIECES, max_age=_DAY)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotVisible from error
    if owner != str(dossier_id):
        raise NotVisible
    return UUID(key), name, size


def require_filled(boxes: Sequence[Box]) -> bool:
    """Whether every box has a file or a word; says beside the others that they are empty."""
    for box in boxes:
        if box.is_empty and not box.problem:
            box.problem = _("Hãy gửi tệp, hoặc ghi vì sao chưa có.")
    return not any(box.problem for box in boxes)


def answer_supplement(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, boxes: Sequence[Box], note: str
) -> Dossier:
    """Send the answer: every thing given becomes a paper with its files, what was said instead goes into the note.

    Of two devices one wins; the other hears that the state has changed. Raises what ``complete_supplement`` raises.
    """
    given = [
        PaperIn(box.label, PaperKind.ELECTRONIC, max(1, len(box.files)), stored=tuple(paper for paper, _word in box.files))
        for box in boxes if box.files
    ]  # fmt: skip
    said = [f"{box.label}: {box.note}" for box in boxes if box.note]
    words = "\n".join([*said, *filter(None, [nfc(note.strip())])])
    return complete_supplement(
        actor=actor, dossier_id=dossier_id, seen_seq=seen_seq, papers=[], note=words[:1000], given=given
    )
