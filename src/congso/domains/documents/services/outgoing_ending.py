"""End what was issued: recalled by the registry or by a document, replaced by another. All who have it are told, each once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.documents.carriers import carrier
from congso.domains.documents.enums import Direction, RelationKind, State
from congso.domains.documents.enums_outgoing import DeliveryState, DeliveryWay
from congso.domains.documents.errors_outgoing import NotReady
from congso.domains.documents.events import DocumentRecalled, DocumentReplaced
from congso.domains.documents.models import Delivery, Document, Outgoing
from congso.domains.documents.policies_outgoing import require_registry
from congso.domains.documents.queries_ending import Named, holders_of, named_by
from congso.domains.documents.services.outgoing_common import lock_named, lock_outgoing
from congso.domains.documents.services.outgoing_giving import own_units
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.printing.wording import in_vietnamese


def recall_document(*, actor: Actor, document_id: UUID, reason: str) -> Outgoing:
    """Recall an issued document (thu hồi): every receiver is told with the reason, its number stays. Raises NotReady."""
    with write_action("documents.recall", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id)
        document = outgoing.document
        require_registry(actor, document.agency_id)
        if not reason.strip():
            raise ReasonMissing(field="reason")
        if document.direction != Direction.OUTGOING or document.state != State.ISSUED:
            raise NotReady(subject=document.subject, reason=document.get_state_display())
        _recall(action, outgoing, reason)
    return outgoing


def hold_named(document: Document) -> list[Named]:
    """Inside the open action: the issued documents that this one changes, held so that nobody else ends them meanwhile."""
    found = named_by(document)
    for each in found:
        lock_named(each.target.pk)
    return named_by(document) if found else []


def end_named(action: WriteAction, document: Document, named: Sequence[Named]) -> None:
    """Recall or replace what an issued document says it does, as of now (NĐ 30/2020, Điều 18 khoản 3, 4)."""
    for each in (each for each in named if each.is_ended):
        outgoing = lock_named(each.target.pk)
        if each.kind == RelationKind.RECALLS:
            _recall(action, outgoing, _reason(document), by_number=document.number_text)
        else:
            _replace(action, outgoing, document)


def _reason(document: Document) -> str:
    day = f"{document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    with in_vietnamese():
        return _("Thu hồi theo văn bản số %(number)s ngày %(day)s: %(subject)s") % {
            "number": document.number_text, "day": day, "subject": document.subject}  # fmt: skip


def _recall(action: WriteAction, outgoing: Outgoing, reason: str, *, by_number: str = "") -> None:
    document = outgoing.document
    outgoing.recalled_at, outgoing.recall_reason = action.at, nfc(reason.strip())[:500]
    outgoing.save(update_fields=["recalled_at", "recall_reason"])
    _end(document, State.RECALLED)
    rows = holders_of(document)
    by_axis, units = list(rows.filter(way=DeliveryWay.AXIS)), _units(document)
    rows.update(state=DeliveryState.RECALL)
    if by_axis and (way_out := carrier()) is not None:
        way_out.recalled(action, document, by_axis, outgoing.recall_reason)
    action.record(document, recalled=outgoing.recall_reason, units=units, by=by_number)
    action.publish(DocumentRecalled(document_id=str(document.pk), unit_ids=units, reason=outgoing.recall_reason, by_number=by_number))


def _replace(action: WriteAction, outgoing: Outgoing, by: Document) -> None:
    """The new document itself tells agencies outside what it replaces; registries of this system get a notice.

    Their answers are waited for; units of one's own agency have the document itself and nothing to answer.
    """
    document = outgoing.document
    _end(document, State.REPLACED)
    units = _units(document)
    others = set(units) - set(own_units(document.agency_id, units))
    asked = Q(way=DeliveryWay.AXIS) | Q(way=DeliveryWay.INTERNAL, unit_id__in=others)
    holders_of(document).filter(asked).update(state=DeliveryState.REPLACE)
    action.record(document, state=document.state, by=by.number_text, units=units)
    action.publish(DocumentReplaced(document_id=str(document.pk), unit_ids=units, by_number=by.number_text))


def _end(document: Document, state: State) -> None:
    """It holds no longer; paper that did not leave yet stays here."""
    document.state = state
    document.save(update_fields=["state"])
    Delivery.objects.filter(document=document, state=DeliveryState.WAITING).update(state=DeliveryState.STOPPED)


def _units(document: Document) -> tuple[int, ...]:
    return tuple(each for each in holders_of(document).values_list("unit_id", flat=True) if each is not None)
