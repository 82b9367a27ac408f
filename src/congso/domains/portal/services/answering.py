"""Answer a request to supplement: a box for each thing asked, kept while it is being filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import DomainError, NotVisible
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
from congso.domains.portal.services.limiting import count_file
from congso.domains.portal.services.receiving_files import receive_file
from congso.foundation.files.uploads import Upload

MOST_FILES = 20
_SALT = "portal.answer"
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
    content: list[Any] = [str(dossier_id), paper.stored_id, paper.name, paper.reused]
    if all(paper.stored_id != held.stored_id for held, _word in box.files):
        box.files.append((paper, signing.dumps(content, salt=_SALT)))


def _opened(word: str, dossier_id: UUID) -> StoredPaper:
    """The file that a sealed word names; raises NotVisible for words of other dossiers or none of ours."""
    try:
        owner, stored_id, name, reused = signing.loads(word, salt=_SALT, max_age=_DAY)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotVisible from error
    if owner != str(dossier_id):
        raise NotVisible
    return StoredPaper(stored_id, name, reused)


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
