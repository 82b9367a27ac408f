"""Everything of a dossier in one file, for its applicant."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import filename_safe
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.queries.own_page import own_page
from congso.foundation.audit.writing import write_action
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file

_PIECE = 256 * 1024


@dataclass(frozen=True)
class Entry:
    """A file of the bundle: its place, and where its content comes from."""

    name: str
    content: StoredFile | Callable[[], bytes]


def note_download(*, actor: Actor, dossier_id: UUID) -> Dossier:
    """Note that the applicant downloads all papers of a dossier (tải tất cả). Raises NotVisible."""
    with write_action("dossiers.download_all", actor=actor) as action:
        dossier = (
            Dossier.objects.select_related("case").filter(pk=dossier_id, party_id__in=actor.parties).first()
        )
        if dossier is None:
            raise NotVisible
        action.record(dossier, code=dossier.code)
    return dossier


def bundle_entries(
    *, viewer: Actor, dossier_id: UUID, prints: Callable[[Dossier], list[Entry]]
) -> list[Entry]:
    """Papers, printed forms and the result, each under a safe name that no other one has; raises NotVisible."""
    page = own_page(viewer=viewer, dossier_id=dossier_id)
    dossier = page.dossier
    entries = list(prints(dossier))
    papers = {paper.pk: place for place, paper in enumerate(dossier.papers.all(), 1)}
    stored = {
        row.sha256: row
        for row in StoredFile.objects.filter(pk__in=[file.stored_id for file in dossier.files.all()])
    }
    for file in dossier.files.all():
        place = papers.get(file.paper_id or 0, 0)
        entries.append(Entry(f"{_('giay-to')}/{place:02}-{filename_safe(file.name)}", stored[file.stored_id]))
    if page.can_download and page.result is not None and page.result.stored is not None:
        entries.append(Entry(f"{_('ket-qua')}/{filename_safe(page.result.file_name)}", page.result.stored))
        entries += [Entry(f"{_('ket-qua')}/{filename_safe(each.file_name)}", each.stored) for each in page.corrections if each.stored is not None]
    return _distinct(entries)


def _distinct(entries: list[Entry]) -> list[Entry]:
    taken: set[str] = set()
    found = []
    for entry in entries:
        path, number, name = PurePosixPath(entry.name), 2, entry.name
        while name.lower() in taken:
            name = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
            number += 1
        taken.add(name.lower())
        found.append(Entry(name, entry.content))
    return found


class _Pieces:
    """What the archive has written and the answer has not sent yet."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, piece: bytes) -> int:
        """Take a piece."""
        self.waiting.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def take(self) -> bytes:
        """All that waits."""
        content = b"".join(self.waiting)
        self.waiting.clear()
        return content


def zipped(entries: Iterable[Entry]) -> Iterator[bytes]:
    """A ZIP archive of the entries, piece by piece: no file is ever whole in memory but the printed ones."""
    pieces = _Pieces()
    now = clock.local(clock.now()).timetuple()[:6]
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for entry in entries:
            with archive.open(zipfile.ZipInfo(entry.name, now), "w", force_zip64=True) as target:
                for piece in _read(entry):
                    target.write(piece)
                    yield pieces.take()
            yield pieces.take()
    yield pieces.take()


def _read(entry: Entry) -> Iterator[bytes]:
    if not isinstance(entry.content, StoredFile):
        yield entry.content()
        return
    stream: BinaryIO
    with open_file(entry.content) as stream:
        while piece := stream.read(_PIECE):
            yield piece
