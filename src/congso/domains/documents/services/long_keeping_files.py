"""Signed annexes are made to last together with their document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import File

from congso.core.errors import DomainError
from congso.domains.documents.models import Document, IncomingFile, LongKeeping, LongKeptFile, OutgoingFile
from congso.domains.documents.services.reading_files import ask_reading_files
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file, store_file
from congso.foundation.signing.archive import Lasting, make_lasting
from congso.foundation.signing.errors import SignerSilent
from congso.foundation.signing.facade import may_be_signed, require_harmless


@dataclass(frozen=True)
class LastingFile:
    """An annex with what makes it last."""

    row: OutgoingFile | IncomingFile
    former: StoredFile
    lasting: Lasting


def _rows(document: Document) -> Iterator[tuple[OutgoingFile | IncomingFile, StoredFile, str]]:
    for going in OutgoingFile.objects.filter(outgoing_id=document.pk, removed_at=None, file__isnull=False).select_related("file"):
        if going.file is not None:
            yield going, going.file, going.title
    for coming in IncomingFile.objects.filter(incoming_id=document.pk).select_related("stored"):
        yield coming, coming.stored, coming.name


def lasting_files(document: Document) -> tuple[list[LastingFile], list[str]]:
    """Those that are signed PDFs, outside of any transaction; and what stood in the way of others. Raises SignerSilent."""
    found, troubles = [], []
    for row, stored, name in _rows(document):
        with open_file(stored) as stream:
            content = stream.read()
        if not content.startswith(b"%PDF-") or not may_be_signed(content):
            continue
        try:
            require_harmless(content)
            found.append(LastingFile(row, stored, make_lasting(content)))
        except SignerSilent:
            raise
        except DomainError as refused:
            troubles.append(f"{name}: {refused}")
    return found, troubles


def keep_lasting_files(keeping: LongKeeping, files: list[LastingFile]) -> list[str]:
    """Inside the open action: put each in the place of the former one, unless that has changed since; their new digests."""
    kept = []
    for each in files:
        made = store_file(File(BytesIO(each.lasting.content), name="phu-luc.pdf"), name="phu-luc.pdf")
        if isinstance(each.row, OutgoingFile):
            changed = OutgoingFile.objects.filter(pk=each.row.pk, file=each.former).update(file=made)
            owner: dict[str, OutgoingFile | IncomingFile] = {"outgoing_file": each.row}
        else:
            changed = IncomingFile.objects.filter(pk=each.row.pk, stored=each.former).update(stored=made)
            owner = {"incoming_file": each.row}
        if changed:
            LongKeptFile.objects.create(keeping=keeping, former=each.former, file=made, holds_until=each.lasting.holds_until, **owner)
            kept.append(made.pk)
    if any(isinstance(each.row, IncomingFile) for each in files):
        ask_reading_files(keeping.document_id)  # the file is another one now, its words the same
    return kept
