"""Annexes and further files of an outgoing document."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from uuid import UUID

from congso.core.errors import NotVisible
from congso.core.text import filename_safe
from congso.domains.documents.enums_outgoing import FileKind
from congso.domains.documents.models import Document, OutgoingFile, PaperSigning
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file


def files_of(document_id: UUID) -> list[OutgoingFile]:
    """Those it has now, in their order."""
    rows = OutgoingFile.objects.filter(outgoing_id=document_id, removed_at=None)
    return list(rows.select_related("stored", "prepared", "file"))


def texts_of(document_id: UUID) -> list[OutgoingFile]:
    """Annexes that stand in the document's own file."""
    return list(OutgoingFile.objects.filter(outgoing_id=document_id, removed_at=None, kind=FileKind.TEXT))


def former_files(document_id: UUID) -> list[OutgoingFile]:
    """Files that stood there before, the latest first."""
    rows = OutgoingFile.objects.filter(outgoing_id=document_id, removed_at__isnull=False, stored__isnull=False)
    return list(rows.order_by("-removed_at", "-pk"))


def file_of(document_id: UUID, file_id: int, *, with_words: bool = False) -> OutgoingFile:
    """One file of a document, of now or of before, also an annex of words alone where that is asked; raises NotVisible."""
    rows = OutgoingFile.objects.select_related("stored", "prepared", "file").filter(pk=file_id, outgoing_id=document_id)
    found = rows.first()
    if found is None or (found.current is None and not with_words):
        raise NotVisible
    return found


def going_along(document_id: UUID) -> list[tuple[StoredFile, str]]:
    """The files that leave with the document, each under a name of its own; asks for no rights."""
    on_paper = PaperSigning.objects.filter(pk=document_id).exists()  # its annexes were signed and scanned with it
    rows = [row for row in files_of(document_id) if not (on_paper and row.kind == FileKind.ANNEX)]
    pairs = [(file, row.name) for row in rows if (file := row.current) is not None]
    return list(zip((file for file, _name in pairs), _told_apart(name for _file, name in pairs), strict=True))


def _told_apart(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    found = []
    for name in names:
        safe, number = filename_safe(name), 2
        stem, dot, ending = safe.rpartition(".")
        while safe in seen:
            safe, number = f"{stem}-{number}{dot}{ending}", number + 1
        seen.add(safe)
        found.append(safe)
    return found


def packed(document: Document) -> bytes:
    """The document with everything that goes along, in one archive."""
    out = BytesIO()
    main = [(document.file, filename_safe(f"{document.number_text}.pdf"))] if document.file else []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, name in [*main, *going_along(document.pk)]:
            with open_file(file) as stream:
                archive.writestr(name, stream.read())
    return out.getvalue()
