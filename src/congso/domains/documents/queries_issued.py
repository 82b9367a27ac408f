"""Issued documents, for the rooms whose decisions they carry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from congso.core.text import filename_safe
from congso.domains.documents.enums import Direction, RelationKind, State
from congso.domains.documents.models import Document, Incoming, Outgoing, Relation
from congso.domains.documents.types import type_name
from congso.foundation.files.models import StoredFile
from congso.foundation.orgs.queries import tree

_CHANGES = (RelationKind.REPLACES, RelationKind.RECALLS, RelationKind.AMENDS, RelationKind.CORRECTS)


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A document as it was issued: signed, numbered, sealed."""

    type_name: str
    number_text: str
    issued_on: date | None
    file: StoredFile
    file_name: str
    signer_id: int | None
    signer_name: str
    signer_title: str
    signed_at: datetime | None
    agency_id: int
    issuer_name: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a document does to another one that was issued in this system."""

    kind: RelationKind
    target: Document
    from_above: bool
    """By an agency above the one whose document it is."""


def issued_paper(document_id: UUID) -> IssuedPaper | None:
    """The issued document; None before it is issued and after it was recalled or cancelled. For jobs: asks for no rights."""
    outgoing = Outgoing.objects.select_related("document__file").filter(pk=document_id, document__state=State.ISSUED).first()
    if outgoing is None or outgoing.document.file is None:
        return None
    document = outgoing.document
    return IssuedPaper(
        type_name(document.type_code), document.number_text, document.issued_on, outgoing.document.file,
        filename_safe(f"{document.number_text}.pdf"), outgoing.signer_id, document.signer_name, document.signer_title,
        outgoing.signed_at, document.agency_id, document.issuer_name,
    )  # fmt: skip


def changes_of(document: Document) -> list[Change]:
    """What a document, issued or not, replaces, recalls, amends or corrects: documents of its own agency and of agencies below it.

    One of an agency below may be named by the copy that came from there (Luật Tổ chức chính quyền địa phương 72/2025/QH15: the
    authority above suspends and annuls what the one below it decided). What others issued is not changed by it. Asks for no rights.
    """
    rows = list(Relation.objects.filter(source=document, kind__in=_CHANGES, target__isnull=False).order_by("pk").values_list("kind", "target_id"))
    if not rows:
        return []
    named = [target_id for _kind, target_id in rows]
    came_from = dict(Incoming.objects.filter(document__in=named).values_list("document_id", "source_document_id"))
    kept = Document.objects.in_bulk([key for key in (came_from.get(each, each) for each in named) if key is not None])
    found = []
    for kind, target_id in rows:
        target = kept.get(came_from.get(target_id, target_id))
        if target is not None and target.direction == Direction.OUTGOING and is_over(document.agency_id, target.agency_id):
            found.append(Change(RelationKind(kind), target, from_above=target.agency_id != document.agency_id))
    return found


def is_over(agency_id: int, other_id: int) -> bool:
    """Whether an agency is the other one or stands above it."""
    return agency_id == other_id or agency_id in {node.id for node in tree().ancestors(other_id)}


def came_from_below(document: Document) -> bool:
    """Whether an arrival was issued in this system by an agency below the one it came to."""
    source_id = document.incoming.source_document_id
    issuer = Document.objects.filter(pk=source_id).values_list("agency_id", flat=True).first() if source_id else None
    return issuer is not None and issuer != document.agency_id and is_over(document.agency_id, issuer)


def changes_by(document_id: UUID) -> list[Change]:
    """What a document that is issued and holds does to others; none of any other. For jobs: asks for no rights."""
    document = Document.objects.filter(pk=document_id, state=State.ISSUED, direction=Direction.OUTGOING).first()
    return changes_of(document) if document is not None else []


def relations_of(document_id: UUID) -> list[tuple[RelationKind, UUID]]:
    """How a document stands to others kept here, issued or not; asks for no rights."""
    rows = Relation.objects.filter(source_id=document_id, target__isnull=False).order_by("pk")
    return [(RelationKind(kind), key) for kind, key in rows.values_list("kind", "target_id") if key is not None]


def not_issued_yet(ids: Iterable[UUID]) -> set[UUID]:
    """Those of these documents that are still written, reviewed, signed or sealed: their decision is not made."""
    rows = Document.objects.filter(pk__in=list(ids), state__in=[State.DRAFT, State.SIGNING])
    return set(rows.values_list("pk", flat=True))
