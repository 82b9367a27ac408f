"""What issuing a document does to those that it names, and who hears of it: shown before it is issued, done when it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.enums import Direction, RelationKind, State
from congso.domains.documents.enums_outgoing import DeliveryState, DeliveryWay
from congso.domains.documents.models import Delivery, Document, Relation

WORDS: dict[str, Promise] = {
    RelationKind.RECALLS: _("thu hồi"), RelationKind.REPLACES: _("thay thế"),
    RelationKind.AMENDS: _("sửa đổi, bổ sung"), RelationKind.CORRECTS: _("đính chính"),
}  # fmt: skip
"""What a document may do to another."""
NEVER_CAME = frozenset({DeliveryState.REFUSED, DeliveryState.FAILED, DeliveryState.WAITING, DeliveryState.STOPPED, DeliveryState.RECALLED,
                        DeliveryState.REPLACED})  # fmt: skip
"""States of a receiver who has no document: it did not leave, did not arrive, or was given back."""


@dataclass(frozen=True, slots=True)
class Named:
    """An issued document of the same agency that another one recalls, replaces, amends or corrects."""

    kind: RelationKind
    target: Document
    have_it: list[Delivery]
    """Lines of its delivery sheet whose receivers have it."""
    not_sent: list[Delivery]
    """Lines that still wait for the paper to leave."""

    @property
    def words(self) -> Promise:
        """What is done to it."""
        return WORDS[self.kind]

    @property
    def is_ended(self) -> bool:
        """Whether it holds no longer afterwards."""
        return self.kind in {RelationKind.RECALLS, RelationKind.REPLACES}


def named_by(document: Document) -> list[Named]:
    """What a document of an agency does to issued ones of the same agency; another agency's are not touched by it."""
    rows = Relation.objects.filter(
        source=document, kind__in=WORDS, target__state=State.ISSUED, target__direction=Direction.OUTGOING, target__agency_id=document.agency_id
    )
    relations = list(rows.select_related("target").order_by("target_id", "pk"))
    sheets: dict[UUID, list[Delivery]] = {}
    for line in Delivery.objects.filter(document__in=[row.target_id for row in relations]) if relations else ():
        sheets.setdefault(line.document_id, []).append(line)
    return [
        Named(RelationKind(row.kind), row.target, [line for line in sheets.get(row.target.pk, []) if line.state not in NEVER_CAME],
              [line for line in sheets.get(row.target.pk, []) if line.state == DeliveryState.WAITING])
        for row in relations
        if row.target is not None
    ]  # fmt: skip


def holders_of(document: Document) -> QuerySet[Delivery]:
    """Lines of the delivery sheet whose receivers have the document."""
    return Delivery.objects.filter(document=document).exclude(state__in=NEVER_CAME)


def codes_that_have(document_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """By document: codes of agencies that the axis brought it to and that have it still."""
    found: dict[UUID, set[str]] = {}
    rows = Delivery.objects.filter(document__in=list(document_ids), way=DeliveryWay.AXIS).exclude(state__in=NEVER_CAME)
    for document_id, code in rows.values_list("document_id", "code"):
        found.setdefault(document_id, set()).add(code)
    return found
