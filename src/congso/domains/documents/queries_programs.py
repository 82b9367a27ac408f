"""The registers of documents as programs read them: what is entered or issued, never drafts, nothing for inside only."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.enums import Direction
from congso.domains.documents.models import Document
from congso.domains.documents.policies import SEE_ALL

Key = tuple[datetime, UUID]


SETTLED = timedelta(seconds=10)
"""What was entered less than this ago may still have something older behind it that is being written; it waits for the next question."""
_BOOKS = {Direction.INCOMING.value: ("incoming", "incoming__registered_at"), Direction.OUTGOING.value: ("outgoing", "outgoing__issued_at")}
"""The rows of a register and when one of them was entered (đến) or issued (đi)."""


def _entered(direction: str) -> QuerySet[Document, Document]:
    """Documents of the register of one direction, with the moment they came into it."""
    _book, column = _BOOKS[direction]
    rows = Document.objects.filter(Q(**{f"{column}__isnull": False}), direction=direction, circulation="")
    return rows.annotate(entered_at=F(column)).select_related("file").defer("text", "search_key")


def registered_documents(*, viewer: Actor, direction: str, agency_id: int, after: Key | None, most: int) -> list[Document]:
    """A page of an agency's register, the oldest first, from behind ``after``. Raises NotVisible for another's."""
    if not viewer.may(SEE_ALL, agency_id):
        raise NotVisible
    return list(entered_documents(direction=direction, agency_id=agency_id, after=after)[:most])


def entered_documents(*, direction: str, agency_id: int, after: Key | None) -> QuerySet[Document, Document]:
    """An agency's register behind a place in it, in order and settled: read from one index of the register, whatever else there is."""
    book, column = _BOOKS[direction]
    rows = _entered(direction).filter(**{f"{book}__agency_id": agency_id, f"{column}__lt": clock.now() - SETTLED})
    if after is not None:
        at, document_id = after
        rows = rows.filter(Q(**{f"{column}__gt": at}) | Q(**{column: at, f"{book}__pk__gt": document_id}), **{f"{column}__gte": at})
    return rows.order_by(column, f"{book}__pk")


def registered_document(*, viewer: Actor, document_id: UUID) -> Document:
    """One document of a register that the viewer reads; raises NotVisible."""
    for direction in (Direction.INCOMING, Direction.OUTGOING):
        found = _entered(direction).filter(pk=document_id).first()
        if found is not None and viewer.may(SEE_ALL, found.agency_id):
            return found
    raise NotVisible
