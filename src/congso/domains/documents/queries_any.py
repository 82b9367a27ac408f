"""Documents whichever way they go, as other rooms and the search need them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.enums import Direction
from congso.domains.documents.enums_outgoing import SIGNED_IN
from congso.domains.documents.models import Document, Outgoing
from congso.domains.documents.policies_incoming import visible_to as incoming_visible_to
from congso.domains.documents.policies_outgoing import outgoing_visible_to
from congso.domains.documents.queries_outgoing import waiting_for
from congso.domains.documents.types import type_name

PAGE = "document"
"""The name under which rooms above put panels on a document's page."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a line: what a list, a link or a dossier's index shows of it."""

    id: UUID
    direction: str
    agency_id: int
    case_id: UUID | None
    type_name: str
    number_text: str
    issued_on: date | None
    issuer_name: str
    signer_name: str
    subject: str
    state: str
    pages: int | None
    file_id: str | None

    @property
    def url(self) -> str:
        """Where it is shown."""
        return reverse("documents:out_page" if self.direction == Direction.OUTGOING else "documents:incoming_page", args=[self.id])

    @property
    def name(self) -> str:
        """What it is called in a line: ``Quyết định 15/QĐ-UBND``, before the number its subject."""
        return f"{self.type_name} {self.number_text}".strip() if self.number_text else self.subject


def documents_visible_to(viewer: Actor) -> Q:
    """Rows of ``Document`` that the viewer may know of: the rules of both directions, one beside the other."""
    out = Outgoing.objects.filter(outgoing_visible_to(viewer), pk=OuterRef("pk"))
    return incoming_visible_to(viewer) | Q(Q(direction=Direction.OUTGOING), Exists(out))


def line_of(document: Document) -> DocumentLine:
    """The line of one already read."""
    return DocumentLine(
        document.pk, document.direction, document.agency_id, document.case_id, type_name(document.type_code),
        document.number_text, document.issued_on, document.issuer_name, document.signer_name, document.subject,
        document.state, document.pages, document.file_id,
    )  # fmt: skip


def document_lines(*, viewer: Actor, ids: Iterable[UUID]) -> dict[UUID, DocumentLine]:
    """Those of these documents that the viewer may see, by one query."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = Document.objects.filter(documents_visible_to(viewer), pk__in=wanted).defer("text", "search_key")
    return {row.pk: line_of(row) for row in rows}


def require_document(*, viewer: Actor, document_id: UUID) -> DocumentLine:
    """The document in a line; raises NotVisible when the viewer may not know of it."""
    found = document_lines(viewer=viewer, ids=[document_id]).get(document_id)
    if found is None:
        raise NotVisible
    return found


def came_in_on(*, viewer: Actor, day: date, most: int = 50) -> list[DocumentLine]:
    """Documents registered on a day as having come in, that the viewer may see; the newest first."""
    begin = datetime.combine(day, time.min, tzinfo=clock.VIETNAM)
    rows = Document.objects.filter(
        incoming_visible_to(viewer), incoming__registered_at__gte=begin, incoming__registered_at__lt=begin + timedelta(days=1)
    ).order_by("-incoming__registered_at", "-pk")
    return [line_of(row) for row in rows.defer("text", "search_key")[:most]]


def documents_numbered(*, viewer: Actor, number_text: str) -> list[DocumentLine]:
    """Documents of exactly this number and symbol that the viewer may see, at most two: one is an answer, two are a question."""
    rows = Document.objects.filter(documents_visible_to(viewer), number_text=number_text.strip()).exclude(number_text="")
    return [line_of(row) for row in rows.defer("text", "search_key").order_by("-pk")[:2]]


def waiting_to_sign(*, viewer: Actor) -> int:
    """How many documents wait for the viewer's signature."""
    return len(waiting_for(viewer, *SIGNED_IN))
