"""Hand ended dossiers over to the agency's archive."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.core.text import nfc
from congso.domains.documents.facade import ask_long_keeping
from congso.domains.records.enums import HandoverState, LineState, State
from congso.domains.records.errors import (
    DossierNotClosed,
    HandoverNotDraft,
    LineAnswered,
    NothingChosen,
    ReasonNeeded,
)
from congso.domains.records.models import FiledItem, Handover, HandoverLine, WorkDossier
from congso.domains.records.policies import RECEIVE, lock_dossier, lock_handover, may_hand_over
from congso.domains.records.queries.checking import is_to_be_handed
from congso.domains.records.services.common import let_go, tell
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.numbering.services import NumberRequest, take_numbers
from congso.foundation.orgs.queries import tree

BOOK = "records-handover"


def make_handover(*, actor: Actor, unit_id: int, dossier_ids: Sequence[UUID], condition: str = "") -> Handover:
    """Put ended dossiers of a unit together for the archive (lập đợt nộp lưu).

    Raises NotAllowed, NothingChosen, DossierNotClosed for one that is still open, kept less than five years or on its way already.
    """
    with write_action("records.make_handover", actor=actor) as action:
        if not may_hand_over(actor, unit_id):
            raise NotAllowed
        dossiers = [lock_dossier(actor, each) for each in sorted(set(dossier_ids))]
        if not dossiers:
            raise NothingChosen
        for dossier in dossiers:
            if dossier.unit_id != unit_id or not is_to_be_handed(dossier):
                raise DossierNotClosed(code=dossier.code, state=dossier.get_state_display())
        seat, year = actor.main_seat, clock.local(action.at).year
        made = Handover(
            agency_id=tree().agency_of(unit_id).id, unit_id=unit_id, year=year, made_by_name=actor.name,
            made_by_title=seat.title if seat else "", made_at=action.at, condition=nfc(condition, collapse=True),
        )  # fmt: skip
        taken = take_numbers([NumberRequest(made.agency_id, BOOK, str(year), width=2, suffix=f"/{year}/NL")], subject=str(made.pk))[0]
        made.number, made.number_text = taken.value, taken.text
        made.save(force_insert=True)
        for dossier in dossiers:
            _list(made, dossier)
            let_go(action, dossier)
        action.record(made, number=made.number_text, dossiers=[each.code for each in dossiers])
    return made


def _list(handover: Handover, dossier: WorkDossier) -> None:
    try:
        with transaction.atomic():
            HandoverLine.objects.create(handover=handover, dossier=dossier)
    except IntegrityError:
        raise DossierNotClosed(code=dossier.code, state=_("đã có trong một đợt nộp lưu")) from None


def drop_line(*, actor: Actor, line_id: int) -> Handover:
    """Take a dossier out of a hand-over that was not sent yet. Raises HandoverNotDraft, NotVisible."""
    with write_action("records.drop_line", actor=actor) as action:
        line = HandoverLine.objects.filter(pk=line_id).first()
        if line is None:
            raise NotVisible
        handover = _draft(actor, line.handover_id)
        action.record(line, dossier=line.dossier_id, handover=handover.pk)
        line.delete()
    return handover


def _draft(actor: Actor, handover_id: UUID) -> Handover:
    handover = lock_handover(actor, handover_id)
    if not may_hand_over(actor, handover.unit_id):
        raise NotAllowed
    if handover.state != HandoverState.DRAFT:
        raise HandoverNotDraft
    return handover


def send_handover(*, actor: Actor, handover_id: UUID) -> Handover:
    """Send it to the archive (nộp): from now on its dossiers are not opened again, and the signed documents in them are made to last.

    Raises HandoverNotDraft, NothingChosen.
    """
    with write_action("records.send_handover", actor=actor) as action:
        handover = _draft(actor, handover_id)
        lines = list(handover.lines.select_related("dossier"))
        if not lines:
            raise NothingChosen
        for line in lines:
            dossier = lock_dossier(actor, line.dossier_id)
            dossier.state = State.HANDED
            dossier.save(update_fields=["state"])
            tell(action, dossier, "handed", handover.number_text)
        handover.lines.update(state=LineState.SENT)
        handover.state, handover.sent_at = HandoverState.SENT, action.at
        handover.save(update_fields=["state", "sent_at"])
        lying = FiledItem.objects.filter(dossier__in=[line.dossier_id for line in lines], removed_at=None, document__isnull=False)
        lasting = ask_long_keeping(action, lying.values_list("document_id", flat=True))
        action.record(handover, number=handover.number_text, dossiers=len(lines), made_to_last=len(lasting))
    return handover


def answer_line(*, actor: Actor, line_id: int, agrees: bool, reason: str = "") -> HandoverLine:
    """The archive takes a dossier (đồng ý) or gives it back with the reason (trả lại); then it may be handed over anew.

    Raises NotAllowed, ReasonNeeded, LineAnswered.
    """
    with write_action("records.answer_line", actor=actor) as action:
        line = HandoverLine.objects.filter(pk=line_id).first()
        if line is None:
            raise NotVisible
        handover = lock_handover(actor, line.handover_id)
        if not actor.may(RECEIVE, handover.agency_id):
            raise NotAllowed
        line = HandoverLine.objects.get(pk=line_id)
        if line.state != LineState.SENT:
            raise LineAnswered
        if not agrees and not reason.strip():
            raise ReasonNeeded(field="reason")
        _answer(action, line, agrees=agrees, reason=nfc(reason, collapse=True))
        _end(action, handover)
        action.record(line, state=line.state, reason=line.reason, handover=handover.pk)
    return line


def _answer(action: WriteAction, line: HandoverLine, *, agrees: bool, reason: str) -> None:
    line.state, line.reason = LineState.AGREED if agrees else LineState.RETURNED, reason
    line.answered_at, line.answered_by_name = action.at, action.actor.name
    line.save()
    dossier = lock_dossier(action.actor, line.dossier_id)
    dossier.state = State.ARCHIVED if agrees else State.CLOSED
    dossier.save(update_fields=["state"])
    tell(action, dossier, "agreed" if agrees else "returned", reason)


def _end(action: WriteAction, handover: Handover) -> None:
    """When the last dossier is answered, so is the hand-over."""
    if handover.lines.filter(state=LineState.SENT).exists():
        return
    seat = action.actor.main_seat
    handover.state, handover.answered_at = HandoverState.ANSWERED, action.at
    handover.received_by_name, handover.received_by_title = action.actor.name, seat.title if seat else ""
    handover.save()
