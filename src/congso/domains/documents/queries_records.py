"""What the dossiers that documents lie in need of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from congso.core.actors import Actor
from congso.domains.documents import text_layer
from congso.domains.documents.enums import State
from congso.domains.documents.finding import Asked
from congso.domains.documents.metadata import propose
from congso.domains.documents.models import Document
from congso.domains.documents.queries_any import DocumentLine
from congso.domains.documents.queries_finding import find_documents
from congso.foundation.files.services import open_file

_NOT_YET = {State.DRAFT, State.SIGNING, State.WAITING}


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Measures of a document without a word of it: they may be counted by who may not read it."""

    has_number: bool
    has_file: bool
    is_finished: bool
    issued_on: date | None
    pages: int | None


def document_facts(ids: Iterable[UUID]) -> dict[UUID, DocumentFacts]:
    """The measures of these documents, by one query; for totals, never for showing."""
    rows = Document.objects.filter(pk__in=list(ids)).values_list("pk", "number_text", "file_id", "state", "issued_on", "pages")
    return {
        key: DocumentFacts(bool(number), file_id is not None, state not in _NOT_YET, day, pages)
        for key, number, file_id, state, day, pages in rows
    }  # fmt: skip


def documents_to_file(*, viewer: Actor, words: str) -> list[DocumentLine]:
    """What the one search finds for these words, newest or nearest first; what was cancelled lies in no dossier."""
    found = find_documents(viewer=viewer, asked=Asked(text=words))
    return [hit.line for hit in found.hits if hit.line.state != State.CANCELLED]


def is_marked_secret(content: bytes) -> bool:
    """Whether the text of a file carries a mark of state secrecy alone on a line (MẬT, TỐI MẬT, TUYỆT MẬT)."""
    text = text_layer.text_of(content)
    return bool(text) and "secrecy" in propose(text)


def pages_of_document(document_id: UUID) -> int | None:
    """How many pages a document has: as it was registered, else as its file says."""
    row = Document.objects.select_related("file").only("pages", "file").filter(pk=document_id).first()
    if row is None or row.pages or row.file is None:
        return row.pages if row else None
    with open_file(row.file) as stream:
        return text_layer.pages_of(stream.read())


def pages_of_file(content: bytes) -> int | None:
    """How many pages a PDF has, where the server can tell."""
    return text_layer.pages_of(content)
