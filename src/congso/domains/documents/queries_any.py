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
from congso.domains.documents.enums_outgoing import SECOND_IN, SIGNED_IN
from congso.domains.documents.models import Document, Outgoing
from congso.domains.documents.policies_incoming import seen_among as incoming_seen_among
from congso.domains.documents.policies_incoming import visible_to as incoming_visible_to
from congso.domains.documents.policies_outgoing import outgoing_visible_to
from congso.domains.documents.queries_outgoing import waiting_for
from congso.domains.documents.types import type_name

PAGE = "document"
"""The name under which rooms above put panels on a document's page."""
FEW = 30


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


def seen_among(*, viewer: Actor, coming: list[UUID], going: list[UUID]) -> set[UUID]:
    """Those of many documents that the viewer may see, by the rule of each direction.

    Asked of many rows, both rules joined by OR make PostgreSQL read whole tables (ADR 0015).
    """
    seen = incoming_seen_among(viewer, coming)
    if going:
        out = Outgoing.objects.filter(outgoing_visible_to(viewer)).extra(where=["documents_outgoing.document_id = ANY(%s)"], params=[going])
        seen.update(out.values_list("pk", flat=True))
    return seen


def line_of(document: Document) -> DocumentLine:
    """The line of one already read."""
    return DocumentLine(
        document.pk, document.direction, document.agency_id, document.case_id, type_name(document.type_code),
        document.number_text, document.issued_on, document.issuer_name, document.signer_name, document.subject,
        document.state, document.pages, document.file_id,
    )  # fmt: skip


def document_lines(*, viewer: Actor, ids: Iterable[UUID]) -> dict[UUID, DocumentLine]:
    """Those of these documents that the viewer may see, by one query; by three when they are many."""
    wanted = list(ids)
    if not wanted:
        return {}
    if len(wanted) > FEW:
        all_rows = list(Document.objects.filter(pk__in=wanted).defer("text", "search_key"))
        coming = [row.pk for row in all_rows if row.direction == Direction.INCOMING]
        going = [row.pk for row in all_rows if row.direction == Direction.OUTGOING]
        seen = seen_among(viewer=viewer, coming=coming, going=going)
        return {row.pk: line_of(row) for row in all_rows if row.pk in seen}
    rows = Document.objects.filter(documents_visible_to(viewer), pk__in=wanted).defer("text", "search_key")
    return {row.pk: line_of(row) for row in rows}


def require_document(*, viewer: Actor, document_id: UUID) -> DocumentLine:
    """The document in a line; raises NotVisible when the viewer may not know of it."""
    found = document_lines(viewer=viewer, ids=[document_id]).get(document_id)
    if found is None:
        raise NotVisible
    return found


def documents_of_number(*, viewer: Actor, number: str) -> list[DocumentLine]:
    """Documents that the viewer may see under a number as printed (``15/QĐ-UBND``), newest first, at most five."""
    wanted = "".join(number.split()).upper()
    if not wanted:
        return []
    rows = Document.objects.filter(documents_visible_to(viewer), number_text__in={wanted, number.strip()})
    return [line_of(row) for row in rows.defer("text", "search_key").order_by("-issued_on", "-pk")[:5]]


def came_in_on(*, viewer: Actor, day: date, most: int = 50) -> list[DocumentLine]:
    """Documents registered on a day as having come in, that the viewer may see; the newest first."""
    begin = datetime.combine(day, time.min, tzinfo=clock.VIETNAM)
    rows = Document.objects.filter(
        incoming_visible_to(viewer), incoming__registered_at__gte=begin, incoming__registered_at__lt=begin + timedelta(days=1)
    ).order_by("-incoming__registered_at", "-pk")
    return [line_of(row) for row in rows.defer("text", "search_key")[:most]]


def waiting_to_sign(*, viewer: Actor) -> int:
    """How many documents wait for the viewer's signature."""
    return len(waiting_for(viewer, *SIGNED_IN, *SECOND_IN)) + len(waiting_for(viewer, *SIGNED_IN, on_paper=True))
