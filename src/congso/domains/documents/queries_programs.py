"""The registers of documents as programs read them: what is entered or issued, never drafts, nothing for inside only."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.enums import Direction
from congso.domains.documents.models import Document
from congso.domains.documents.policies import SEE_ALL

Key = tuple[datetime, UUID]


_MOMENTS = {Direction.INCOMING.value: "incoming__registered_at", Direction.OUTGOING.value: "outgoing__issued_at"}
"""When a document was entered (đến) or issued (đi)."""


def _entered(direction: str) -> QuerySet[Document, Document]:
    """Documents of the register of one direction, with the moment they came into it."""
    column = _MOMENTS[direction]
    rows = Document.objects.filter(Q(**{f"{column}__isnull": False}), direction=direction, circulation="")
    return rows.annotate(entered_at=F(column)).select_related("file").defer("text", "search_key")


def registered_documents(*, viewer: Actor, direction: str, agency_id: int, after: Key | None, most: int) -> list[Document]:
    """A page of an agency's register, the oldest first, from behind ``after``. Raises NotVisible for another's."""
    if not viewer.may(SEE_ALL, agency_id):
        raise NotVisible
    rows = _entered(direction).filter(agency_id=agency_id)
    if after is not None:
        column = _MOMENTS[direction]
        rows = rows.filter(Q(**{f"{column}__gt": after[0]}) | Q(**{column: after[0], "pk__gt": after[1]}))
    return list(rows.order_by(_MOMENTS[direction], "pk")[:most])


def registered_document(*, viewer: Actor, document_id: UUID) -> Document:
    """One document of a register that the viewer reads; raises NotVisible."""
    for direction in (Direction.INCOMING, Direction.OUTGOING):
        found = _entered(direction).filter(pk=document_id).first()
        if found is not None and viewer.may(SEE_ALL, found.agency_id):
            return found
    raise NotVisible
