"""Give work on a document that came in anew: to another person, or to another responsible unit (phân công lại, đổi chủ trì).

Whoever gave the work need not hold it: it may lie with somebody who is away or has left the post.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.core.text import nfc
from congso.domains.documents.carriers import ArrivalStep
from congso.domains.documents.enums import State
from congso.domains.documents.errors_incoming import DueBehind, NotInWork
from congso.domains.documents.incoming_process import KIND
from congso.domains.documents.models import Assignment, Document, Incoming, Level, Role
from congso.domains.documents.policies_incoming import (
    require_can_give_anew,
    require_can_instruct,
    require_visible,
)
from congso.domains.documents.services.incoming_common import (
    due_moment,
    end_part,
    lacks_head,
    lock_own,
    lock_work,
    new_assignment,
    role_of,
    tell_people,
    write_opinion,
)
from congso.domains.documents.services.incoming_registering import lock_document, tell_carrier
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.casework.models import Case, StepKind
from congso.foundation.casework.services import reassign, require_open
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names, holders


def reassign_work(*, actor: Actor, case_id: UUID, seen_seq: int | None, holder_id: int | None, reason: str) -> Case:
    """Take work on a document, or the part of one that helps, from whose hands it is in and give it to another of the unit.

    Without a person it is anybody's of the unit with the step's role. Raises NotVisible, NotAllowed, ReasonMissing,
    HolderNotFit, NobodyThere, CaseMoved, CaseClosed.
    """
    with write_action("documents.reassign_work", actor=actor) as action:
        case, incoming = lock_work(case_id, seen_seq)
        require_visible(actor, incoming.pk)
        require_open(case)
        require_can_give_anew(actor, case)
        former = case.holder_id
        reassign(action, case, step_id=case.step_id or 0, holder_id=holder_id, note=reason)
        _tell_both(action, incoming.document, case, former)
        if case.kind == KIND and holder_id and definition(case.version_id).step(case.step_id).kind == StepKind.ANSWER:
            tell_carrier(action, incoming.document, incoming, ArrivalStep.IN_WORK, tree().name(case.holder_unit_id))
        action.record(incoming.document, case=case.pk, former=former, holder=holder_id, reason=reason.strip())
    return case


def _tell_both(action: WriteAction, document: Document, case: Case, former: int | None) -> None:
    names, people = account_names(), holders(role=role_of(case), unit_id=case.holder_unit_id)
    who = [(case.holder_id, names.get(case.holder_id, ""))] if case.holder_id else people
    tell_people(action, document, case.pk, who, _("Được giao giải quyết văn bản đến"))
    if former is not None and former != case.holder_id:
        tell_people(action, document, None, [(former, "")], _("Văn bản đến đã giao người khác"))


@dataclass(frozen=True)
class NewMain:
    """Which unit is responsible from now on, perhaps one of its officers directly, and until when."""

    unit_id: int
    account_id: int | None = None
    due_on: date | None = None
    """None: the time limit stays."""


def change_main(*, actor: Actor, document_id: UUID, seen_seq: int | None, main: NewMain, reason: str) -> Document:
    """The leader gives a document under work to another responsible unit (đổi đơn vị chủ trì), with the reason on the slip.

    The former unit has it no longer; one that helped and is responsible now helps no more. Raises NotVisible, NotAllowed,
    NotInWork, ReasonMissing, DueBehind, NobodyThere, HolderNotFit, CaseMoved.
    """
    with write_action("documents.change_main", actor=actor) as action:
        document, incoming = lock_document(document_id)
        require_visible(actor, document_id)
        require_can_instruct(actor, document.agency_id)
        case = lock_own(document, seen_seq)
        if document.state != State.IN_WORK:
            raise NotInWork
        _require_whole(action, document, main, reason)
        former, holder = case.division_id, case.holder_id
        _withdraw(action, incoming, main.unit_id, reason)
        if main.due_on is not None:
            case.due_at = due_moment(document, main.due_on)
        reassign(action, case, step_id=_step_of(case, main), holder_id=main.account_id, note=reason, division_id=main.unit_id)
        new_assignment(action, incoming, main.unit_id, Role.MAIN, case.due_at, case=case).save()
        write_opinion(action, incoming, Level.AGENCY, reason, actor.main_seat.title if actor.main_seat else "")
        _tell_units(action, document, case, former, holder)
        tell_carrier(action, document, incoming, ArrivalStep.ASSIGNED, tree().name(main.unit_id))
        action.record(document, former=former, unit=main.unit_id, holder=main.account_id, reason=nfc(reason.strip()), due_at=case.due_at)
    return document


def _require_whole(action: WriteAction, document: Document, main: NewMain, reason: str) -> None:
    units = tree()
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if main.unit_id not in units.part_of_agency(document.agency_id) or main.unit_id == document.agency_id:
        raise InvalidInput(field="to", reason=_("đơn vị không thuộc cơ quan này."))
    if main.due_on is not None and main.due_on < clock.local(action.at).date():
        raise DueBehind(field="due_on")


def _withdraw(action: WriteAction, incoming: Incoming, unit_id: int, reason: str) -> None:
    """The line of the former responsible unit, and the new one's line as one that helps or only knows."""
    rows = Assignment.objects.filter(incoming=incoming, withdrawn_at=None)
    for row in rows.filter(role=Role.HELP, unit_id=unit_id, account_id=None, done_at=None):
        end_part(action, row, "ended_with_main", reason)
    rows.filter(role=Role.MAIN).update(withdrawn_at=action.at)
    rows.filter(unit_id=unit_id, account_id=None).update(withdrawn_at=action.at)


def _step_of(case: Case, main: NewMain) -> int:
    wanted = StepKind.ANSWER if main.account_id or lacks_head(main.unit_id) else StepKind.ASSIGN
    return next(step.id for step in definition(case.version_id).steps.values() if step.kind == wanted)


def _tell_units(action: WriteAction, document: Document, case: Case, former: int | None, holder: int | None) -> None:
    people = holders(role=role_of(case), unit_id=case.holder_unit_id)
    who = [each for each in people if each[0] == case.holder_id] if case.holder_id else people
    tell_people(action, document, case.pk, who, _("Chủ trì giải quyết văn bản đến"))
    if former is not None and former != case.division_id:
        before = [*holders(role="head", unit_id=former), *([(holder, "")] if holder else [])]
        tell_people(action, document, None, list(dict(before).items()), _("Văn bản đến đã giao đơn vị khác chủ trì"))
