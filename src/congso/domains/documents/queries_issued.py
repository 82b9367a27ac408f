"""Issued documents, for the rooms whose decisions they carry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from congso.core.text import filename_safe
from congso.domains.documents.enums import RelationKind, State
from congso.domains.documents.models import Document, Outgoing, Relation
from congso.domains.documents.types import type_name
from congso.foundation.files.models import StoredFile

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


def issued_paper(document_id: UUID) -> IssuedPaper | None:
    """The issued document; None before it is issued and after it was recalled or cancelled. For jobs: asks for no rights."""
    outgoing = Outgoing.objects.select_related("document__file").filter(pk=document_id, document__state=State.ISSUED).first()
    if outgoing is None or outgoing.document.file is None:
        return None
    document = outgoing.document
    return IssuedPaper(
        type_name(document.type_code), document.number_text, document.issued_on, outgoing.document.file,
        filename_safe(f"{document.number_text}.pdf"), outgoing.signer_id, document.signer_name, document.signer_title,
        outgoing.signed_at,
    )  # fmt: skip


def changes_by(document_id: UUID) -> list[tuple[RelationKind, UUID]]:
    """Which documents of the same agency an issued one replaces, recalls, amends or corrects. For jobs: asks for no rights."""
    rows = Relation.objects.filter(
        source_id=document_id, source__state=State.ISSUED, kind__in=_CHANGES, target__agency_id=F("source__agency_id")
    )
    return [(RelationKind(kind), key) for kind, key in rows.order_by("pk").values_list("kind", "target_id") if key is not None]


def relations_of(document_id: UUID) -> list[tuple[RelationKind, UUID]]:
    """How a document stands to others kept here, issued or not; asks for no rights."""
    rows = Relation.objects.filter(source_id=document_id, target__isnull=False).order_by("pk")
    return [(RelationKind(kind), key) for kind, key in rows.values_list("kind", "target_id") if key is not None]


def not_issued_yet(ids: Iterable[UUID]) -> set[UUID]:
    """Those of these documents that are still written, reviewed, signed or sealed: their decision is not made."""
    rows = Document.objects.filter(pk__in=list(ids), state__in=[State.DRAFT, State.SIGNING])
    return set(rows.values_list("pk", flat=True))
