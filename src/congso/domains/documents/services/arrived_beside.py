"""How what comes from an agency of this system stands to what it and we exchanged before: an answer, a replacement, a recall.

The same that the exchange notes of a message from outside, so that a question and its answer meet on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from congso.domains.documents.enums import Direction, RelationKind
from congso.domains.documents.models import DemandKind, Document, Incoming, Relation
from congso.domains.documents.queries_ending import WORDS
from congso.domains.documents.services.demanding import demand_back
from congso.domains.documents.services.incoming_exchanged import relate
from congso.foundation.audit.writing import WriteAction
from congso.foundation.printing.wording import in_vietnamese


def note_beside(action: WriteAction, arrival: Document, source: Document) -> None:
    """Inside the open action: link an arrival to our document that it answers and to former arrivals that it is about."""
    for asked in _asked(arrival.agency_id, source):
        relate(action, source_id=arrival.pk, kind=RelationKind.ANSWERS, target_id=asked)
    for kind, former in _former(arrival.agency_id, source):
        if kind == RelationKind.REPLACES:
            with in_vietnamese():
                reason = _("Được thay thế bởi văn bản %(number)s: %(subject)s") % {"number": source.number_text, "subject": source.subject}
            demand_back(action, document=former, kind=DemandKind.REPLACE, source=source.pk, reason=reason, newer=arrival)
        else:
            relate(action, source_id=arrival.pk, kind=kind, target_id=former.pk)


def _asked(agency_id: int, source: Document) -> list[UUID]:
    """Documents of ours that the source answers: it names them by the copies that came to its agency."""
    named = Relation.objects.filter(source=source, kind=RelationKind.ANSWERS, target__direction=Direction.INCOMING).values("target_id")
    ours = Incoming.objects.filter(document__in=named, agency_id=source.agency_id, source_document_id__isnull=False).values("source_document_id")
    return list(Document.objects.filter(pk__in=ours, agency_id=agency_id, direction=Direction.OUTGOING).values_list("pk", flat=True))


def _former(agency_id: int, source: Document) -> Iterator[tuple[RelationKind, Document]]:
    """What the source does to documents of its own agency that came here before: the copies here."""
    rows = Relation.objects.filter(source=source, kind__in=WORDS, target__agency_id=source.agency_id, target__direction=Direction.OUTGOING)
    kinds = {target: RelationKind(kind) for kind, target in rows.values_list("kind", "target_id")}
    copies = Incoming.objects.filter(agency_id=agency_id, source_document_id__in=list(kinds)).select_related("document")
    for copy in copies.order_by("pk"):
        if copy.source_document_id is not None:
            yield kinds[copy.source_document_id], copy.document
