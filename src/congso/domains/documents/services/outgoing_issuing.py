"""Issue documents to their receivers and hear of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import Conflict, InvalidInput, NotVisible
from congso.core.text import fold, nfc
from congso.domains.documents.carriers import carrier
from congso.domains.documents.enums import Direction, RelationKind, State
from congso.domains.documents.enums_outgoing import DeliveryState, DeliveryWay, StepCode
from congso.domains.documents.errors_outgoing import NotReady
from congso.domains.documents.events import DocumentIssued
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.models import Delivery, Document
from congso.domains.documents.policies_outgoing import require_registry
from congso.domains.documents.queries_ending import Named
from congso.domains.documents.queries_issued import changes_of
from congso.domains.documents.services.incoming_routing import answered_by
from congso.domains.documents.services.machine_reading import ask_reading
from congso.domains.documents.services.outgoing_common import (
    case_of,
    lock_outgoing,
    require_stamped,
    require_step,
)
from congso.domains.documents.services.outgoing_ending import end_named, hold_named
from congso.domains.documents.services.outgoing_giving import give_own_units, own_units
from congso.domains.documents.services.outgoing_numbering import require_number
from congso.domains.documents.services.paper_deliveries import paper_way
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.casework.services import close
from congso.foundation.orgs.queries import successor_of_each, tree


@dataclass(frozen=True)
class Outside:
    """A receiver outside the system."""

    name: str
    code: str = ""
    email: str = ""


def issue_document(
    *, actor: Actor, document_id: UUID, seen_seq: int | None, unit_ids: Sequence[int] = (),
    outside: Sequence[Outside] = (), copies: int = 1, as_paper: bool = False,
) -> Document:  # fmt: skip
    """Issue a signed and sealed document (phát hành) to units of the system and agencies outside, with its delivery sheet.

    One that recalls, replaces, amends or corrects another goes to all who have that one as well, and they hear what becomes of it;
    the agency below whose document it changes gets it too. ``as_paper``: every receiver gets the sheet itself, which one signed by hand
    without a signed electronic copy does anyhow. Raises NotReady before signature and seal, InvalidInput without any receiver, NotAllowed.
    """
    with write_action("documents.issue", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        document = outgoing.document
        require_registry(actor, document.agency_id)
        require_step(outgoing, StepCode.ISSUE)
        way = paper_way(outgoing, as_paper=as_paper)
        require_number(outgoing)
        require_stamped(outgoing)
        named = hold_named(document)
        below = [each.target.agency_id for each in changes_of(document) if each.from_above]
        units, others = _with_former(named, [*unit_ids, *below], outside)
        if not units and not others:
            raise InvalidInput(field="units", reason=_("chưa chọn nơi nhận."))
        _send(action, document, units, others, as_paper=way)
        document.state = State.ISSUED
        outgoing.issued_at, outgoing.copies = action.at, copies
        document.save(update_fields=["state"])
        outgoing.save(update_fields=["issued_at", "copies"])
        end_named(action, document, named)
        _close_circle(action, document)
        close(action, case_of(outgoing), outcome="issued", name="issued", public=False)
        keep_entry(document)
        ask_reading(document)
    return document


def send_further(
    *, actor: Actor, document_id: UUID, unit_ids: Sequence[int] = (), outside: Sequence[Outside] = (), as_paper: bool = False
) -> Document:
    """Send an issued document to more receivers (gửi bổ sung); who has it already does not get it twice. Raises NotReady."""
    with write_action("documents.send_further", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id)
        document = outgoing.document
        require_registry(actor, document.agency_id)
        if document.state != State.ISSUED:
            raise NotReady(subject=document.subject, reason=document.get_state_display())
        have = set(Delivery.objects.filter(document=document).values_list("unit_id", flat=True))
        units = [each for each in dict.fromkeys(unit_ids) if each not in have]
        if not units and not outside:
            raise InvalidInput(field="units", reason=_("chưa chọn nơi nhận mới."))
        _send(action, document, units, outside, as_paper=paper_way(outgoing, as_paper=as_paper))
        keep_entry(document)
    return document


def _with_former(
    named: Sequence[Named], unit_ids: Sequence[int], outside: Sequence[Outside]
) -> tuple[list[int], list[Outside]]:
    """Those chosen, and behind them whoever has a document that this one changes; nobody twice."""
    units, others, today = list(dict.fromkeys(unit_ids)), list(outside), tree()
    known = {mark for each in others for mark in _marks(each.name, each.code, each.email)}
    for row in (row for each in named for row in each.have_it):
        if row.unit_id is not None:
            unit_id = row.unit_id if row.unit_id in today.nodes else successor_of_each().get(row.unit_id)
            units += [unit_id] if unit_id in today.nodes and unit_id not in units else []
        elif known.isdisjoint(marks := _marks(row.name, row.code, row.email)):
            known |= marks
            others.append(Outside(row.name, row.code, row.email))
    return units, others


def _marks(name: str, code: str, email: str) -> set[tuple[str, str]]:
    """By what a receiver outside is known again: code and address, the name only without either."""
    found = {("code", nfc(code.strip())), ("email", email.strip().lower())}
    return {mark for mark in found if mark[1]} or {("name", fold(name))}


def _send(
    action: WriteAction, document: Document, unit_ids: Sequence[int], outside: Sequence[Outside], *, as_paper: bool
) -> None:
    units, way_out = tree(), None if as_paper else carrier()
    codes = {nfc(each.code.strip()) for each in outside if each.code.strip()}
    carried = way_out.reaches(codes) - _sent_to(document) if way_out is not None and codes else set()
    rows = [
        Delivery(document=document, unit_id=unit_id, code=units.get(unit_id).identifier, name=units.get(unit_id).name[:200],
                 way=DeliveryWay.PAPER if as_paper else DeliveryWay.INTERNAL,
                 state=DeliveryState.WAITING if as_paper else DeliveryState.SENT, sent_at=action.at)
        for unit_id in unit_ids
    ]  # fmt: skip
    rows += [_outside_row(action, document, each, carried, as_paper=as_paper) for each in outside]
    Delivery.objects.bulk_create(rows)
    by_axis = [row for row in rows if row.way == DeliveryWay.AXIS]
    if way_out is not None and by_axis:
        way_out.issued(action, document, by_axis)
    own = own_units(document.agency_id, unit_ids)
    if own:
        give_own_units(action, document, own)
    action.record(document, issued_to=[row.name for row in rows], number=document.number_text)
    elsewhere = () if as_paper else tuple(each for each in unit_ids if each not in own)
    action.publish(DocumentIssued(document_id=str(document.pk), unit_ids=elsewhere))


def _sent_to(document: Document) -> set[str]:
    """Codes of agencies the axis has brought it to already."""
    return set(Delivery.objects.filter(document=document, way=DeliveryWay.AXIS).values_list("code", flat=True))


def _outside_row(action: WriteAction, document: Document, receiver: Outside, carried: set[str], *, as_paper: bool) -> Delivery:
    """The line of a receiver outside: by the axis when it is reached there (once), else by e-mail, else on paper."""
    code, email = nfc(receiver.code.strip()), receiver.email.strip()
    if as_paper:
        way, state = DeliveryWay.PAPER, DeliveryState.WAITING
    elif code in carried:
        carried.discard(code)
        way, state = DeliveryWay.AXIS, DeliveryState.QUEUED
    elif email:
        way, state = DeliveryWay.EMAIL, DeliveryState.SENT
    else:
        way, state = DeliveryWay.OUTSIDE, DeliveryState.WAITING
    return Delivery(document=document, code=code, name=nfc(receiver.name.strip())[:200], email=email, way=way, state=state,
                    sent_at=action.at)  # fmt: skip


def _close_circle(action: WriteAction, document: Document) -> None:
    """What came in and is answered by this document is dealt with (khép kín văn bản đến, NĐ 30/2020, Điều 24)."""
    answered = document.relations.filter(kind=RelationKind.ANSWERS, target__direction=Direction.INCOMING)
    for incoming_id in list(answered.values_list("target_id", flat=True)):
        answered_by(action, incoming_id, document.pk)


def answer_delivery(
    *, actor: Actor, document_id: UUID, unit_id: int, state: DeliveryState, reason: str = ""
) -> Delivery:
    """A receiver says that the document has come, or sends it back with the reason (NĐ 30/2020, Điều 21 khoản 2).

    Raises NotVisible when it was not sent there, NotAllowed, ReasonMissing for a refusal without one.
    """
    with write_action("documents.answer_delivery", actor=actor) as action:
        require_registry(actor, unit_id)
        delivery = (
            Delivery.objects.select_for_update(no_key=True)
            .filter(document_id=document_id, unit_id=unit_id)
            .first()
        )
        if delivery is None:
            raise NotVisible
        if state == DeliveryState.REFUSED and not reason.strip():
            raise ReasonMissing(field="reason")
        delivery.state, delivery.answered_at, delivery.reason = state, action.at, nfc(reason.strip())[:500]
        delivery.save(update_fields=["state", "answered_at", "reason"])
        action.record(delivery, document=document_id, state=state, reason=delivery.reason)
    return delivery


def note_delivery(
    action: WriteAction, *, document_id: UUID, code: str, state: DeliveryState, at: datetime | None = None, reason: str = ""
) -> Delivery:
    """Write on the delivery sheet, inside the open action, what came back over the axis from a receiver.

    Raises NotVisible when the document was not sent there.
    """
    rows = Delivery.objects.select_for_update(no_key=True).filter(document_id=document_id, code=code, way=DeliveryWay.AXIS)
    delivery = rows.first()
    if delivery is None:
        raise NotVisible
    delivery.state, delivery.answered_at, delivery.reason = state, at, nfc(reason.strip())[:500]
    delivery.save(update_fields=["state", "answered_at", "reason"])
    action.record(delivery, document=document_id, code=code, state=state, reason=delivery.reason)
    return delivery


def note_paper_sent(*, actor: Actor, delivery_id: int) -> Delivery:
    """Note that a receiver without the axis was sent the paper itself (gửi bản giấy). Raises Conflict when it left already."""
    with write_action("documents.note_paper_sent", actor=actor) as action:
        delivery = (
            Delivery.objects.select_for_update(no_key=True, of=("self",))
            .select_related("document")
            .filter(pk=delivery_id)
            .first()
        )
        if delivery is None:
            raise NotVisible
        require_registry(actor, delivery.document.agency_id)
        if delivery.state not in {DeliveryState.WAITING, DeliveryState.FAILED}:
            raise Conflict
        delivery.state, delivery.answered_at = DeliveryState.HANDED, action.at
        delivery.handed_on = delivery.handed_on or clock.local(action.at).date()
        delivery.save(update_fields=["state", "answered_at", "handed_on"])
        action.record(delivery, document=delivery.document_id, state=delivery.state)
    return delivery
