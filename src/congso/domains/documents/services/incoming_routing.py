"""Instruct, distribute, assign, finish: what happens to a document between its registration and its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.documents.carriers import ArrivalStep
from congso.domains.documents.enums import RelationKind, State
from congso.domains.documents.errors_incoming import DueBehind, NobodyChosen, TwoMains
from congso.domains.documents.incoming_process import KIND, PART_KIND, version_of
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.models import (
    Assignment,
    Document,
    Incoming,
    Level,
    Phrase,
    Relation,
    Role,
)
from congso.domains.documents.policies_incoming import require_can_instruct, require_visible
from congso.domains.documents.services.incoming_common import (
    due_moment,
    end_part,
    lacks_head,
    lock_own,
    lock_work,
    new_assignment,
    role_of,
    seat_title,
    set_state,
    tell_people,
    write_opinion,
)
from congso.domains.documents.services.incoming_registering import lock_document, tell_carrier
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.errors import ReasonMissing, WayNotOpen
from congso.foundation.casework.models import Case, CaseState, StepKind
from congso.foundation.casework.policies import require_can_act
from congso.foundation.casework.services import (
    Happening,
    Opening,
    close,
    follow,
    lock_case,
    note_event,
    open_case,
    reassign,
    require_open,
)
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders

_MAY_FINISH = {StepKind.ASSIGN, StepKind.ANSWER, StepKind.WORK}


@dataclass(frozen=True)
class Routing:
    """What the leader decides of a document: who does it, who helps, who is told, until when."""

    text: str
    main_unit_id: int | None = None
    main_account_id: int | None = None
    """An officer of the responsible unit who gets it directly."""
    helping: Sequence[int] = ()
    knowing: Sequence[int] = ()
    knowing_people: Sequence[tuple[int, int]] = ()
    """Pairs of account and the unit they sit in."""
    helping_people: Sequence[tuple[int, int]] = ()
    """The same of those who help by name (phối hợp)."""
    due_on: date | None = None
    due_of: Mapping[int, date] = field(default_factory=dict)
    """Units with a time limit of their own."""
    keep_phrase: bool = False


def distribute(*, actor: Actor, document_id: UUID, seen_seq: int | None, routing: Routing) -> Document:
    """Write the leader's instruction (bút phê) and give the document on: chủ trì, phối hợp, nhận để biết.

    Without a responsible unit the document is only told of and its work ends. Raises NotYourStep, NotAllowed, ReasonMissing,
    NobodyChosen, DueBehind, NobodyThere, HolderNotFit, CaseMoved.
    """
    with write_action("documents.distribute", actor=actor) as action:
        document, incoming = lock_document(document_id)
        case = lock_own(document, seen_seq)
        require_can_act(actor, case)
        require_can_instruct(actor, document.agency_id)
        if not routing.text.strip():
            raise ReasonMissing(field="text")
        write_opinion(action, incoming, Level.AGENCY, routing.text, seat_title(action, case))
        due_at = give_on(action, document, incoming, case, routing)
        if routing.keep_phrase:
            Phrase.objects.get_or_create(
                account_id=actor.account_id or 0, text=nfc(routing.text.strip())[:500]
            )
        action.record(document, number=document.number_text, unit=routing.main_unit_id, due_at=due_at)
    return document


def give_on(
    action: WriteAction, document: Document, incoming: Incoming, case: Case, routing: Routing, *, directly: bool = False
) -> datetime | None:
    """Inside the open action: give the document to who does it, who helps and who is told; until when the work lasts.

    ``directly``: by the registry, which does not hold the leader's step. Raises NobodyChosen, TwoMains, DueBehind, NobodyThere.
    """
    _require_whole(action, routing)
    due_at = due_moment(document, routing.due_of.get(routing.main_unit_id or 0, routing.due_on))
    _give_main(action, document, incoming, case, routing, due_at, directly=directly)
    _give_others(action, document, incoming, routing)
    incoming.forwarded_at = incoming.forwarded_at or action.at
    incoming.save(update_fields=["forwarded_at"])
    return due_at


def _require_whole(action: WriteAction, routing: Routing) -> None:
    helps = bool(routing.helping or routing.helping_people)
    if routing.main_unit_id is None and (helps or not (routing.knowing or routing.knowing_people)):
        raise NobodyChosen(field="main")
    if routing.main_unit_id in {*routing.helping, *routing.knowing}:
        raise TwoMains(field="main")
    if any(day < clock.local(action.at).date() for day in [routing.due_on, *routing.due_of.values()] if day is not None):
        raise DueBehind(field="due_on")


def _give_main(action: WriteAction, document: Document, incoming: Incoming, case: Case, routing: Routing,
               due_at: datetime | None, *, directly: bool) -> None:  # fmt: skip
    """Send the case to the responsible unit; without one it ends here."""
    if routing.main_unit_id is None:
        close(action, case, outcome="known", name="made_known", note=routing.text, public=False)
        set_state(document, State.DONE)
        tell_carrier(action, document, incoming, ArrivalStep.DONE, str(_("Nhận để biết")))
        return
    case.due_at = due_at
    if directly:
        wanted = StepKind.ANSWER if routing.main_account_id or lacks_head(routing.main_unit_id) else StepKind.ASSIGN
        note = routing.text.strip() or _("Văn thư chuyển thẳng.")
        reassign(action, case, step_id=_step_of_kind(case, wanted), holder_id=routing.main_account_id, division_id=routing.main_unit_id, note=note)
    else:
        way = "direct" if routing.main_account_id or lacks_head(routing.main_unit_id) else "forward"
        follow(action, case, way_code=way, holder_id=routing.main_account_id, division_id=routing.main_unit_id, note=routing.text)
    Assignment.objects.filter(incoming=incoming, role=Role.MAIN, withdrawn_at=None).update(
        withdrawn_at=action.at
    )
    new_assignment(action, incoming, routing.main_unit_id, Role.MAIN, due_at, case=case).save()
    set_state(document, State.IN_WORK)
    tell_carrier(action, document, incoming, ArrivalStep.ASSIGNED, tree().name(routing.main_unit_id))
    people = holders(role=role_of(case), unit_id=case.holder_unit_id)
    tell_people(action, document, case.pk, people, _("Chủ trì giải quyết văn bản đến"))


def _step_of_kind(case: Case, kind: StepKind) -> int:
    return next(step.id for step in definition(case.version_id).steps.values() if step.kind == kind)


def _give_others(action: WriteAction, document: Document, incoming: Incoming, routing: Routing) -> None:
    """Phối hợp gets a case of its own in the inbox; để biết only a line and a notice. Who has it already gets no second."""
    present = Assignment.objects.filter(incoming=incoming, withdrawn_at=None)
    have = {(row.unit_id, row.account_id) for row in present}
    helping = [(unit_id, None) for unit_id in routing.helping] + [(unit, account) for account, unit in routing.helping_people]
    for unit_id, account_id in dict.fromkeys(helping):
        if (unit_id, account_id) not in have:
            _ask_help(action, document, incoming, routing, unit_id, account_id)
    told = [(unit_id, None) for unit_id in routing.knowing] + [
        (unit, account) for account, unit in routing.knowing_people
    ]
    for unit, account in dict.fromkeys(told):
        if ((unit, account) not in have and unit != routing.main_unit_id) or (
            account and (unit, account) not in have
        ):
            new_assignment(action, incoming, unit, Role.KNOW, None, account_id=account).save()
            everybody = holders(role="", unit_id=unit)
            who = [each for each in everybody if each[0] == account] if account else holders(role="head", unit_id=unit) or everybody
            tell_people(action, document, None, who, _("Văn bản đến để biết"))
    keep_entry(document)


def _ask_help(
    action: WriteAction, document: Document, incoming: Incoming, routing: Routing, unit_id: int, account_id: int | None
) -> None:
    """A unit helps, or one of its officers by name; each has its own part with its own time limit."""
    due_at = due_moment(document, routing.due_of.get(unit_id, routing.due_on))
    part = _open_part(action, document, incoming, unit_id, due_at, routing.text)
    if account_id is not None:
        note = routing.text.strip() or _("Phối hợp giải quyết văn bản đến")
        reassign(action, part, step_id=_step_of_kind(part, StepKind.ANSWER), holder_id=account_id, note=note)
    new_assignment(action, incoming, unit_id, Role.HELP, due_at, case=part, account_id=account_id).save()
    people = holders(role=role_of(part), unit_id=unit_id)
    who = [each for each in people if account_id in (None, each[0])]
    tell_people(action, document, part.pk, who, _("Phối hợp giải quyết văn bản đến"))


def _open_part(
    action: WriteAction,
    document: Document,
    incoming: Incoming,
    unit_id: int,
    due_at: datetime | None,
    text: str,
) -> Case:
    return open_case(action, Opening(
        kind=PART_KIND, title=_("Phối hợp: %(title)s") % {"title": f"{document.number_text}: {document.subject}"[:480]},
        subject=document.issuer_name, search_key=document.search_key, number=f"{incoming.arrival_text}/{incoming.book_year}",
        version_id=version_of(PART_KIND), agency_id=document.agency_id, receiving_unit_id=document.agency_id,
        division_id=unit_id, opened_at=action.at, due_at=due_at, is_promise=False, public=False, note=text, event="cooperation_asked",
        first_is_done=lacks_head(unit_id),
    ))  # fmt: skip


def give_more(*, actor: Actor, document_id: UUID, routing: Routing) -> Document:
    """Let further units help or know of a document that is being worked on (chuyển thêm); chủ trì stays who it is.

    Leaders do it over their agency, heads within their unit. Raises NotVisible, NotAllowed, NobodyChosen.
    """
    with write_action("documents.give_more", actor=actor) as action:
        document, incoming = lock_document(document_id)
        require_visible(actor, document_id)
        for unit_id in {
            *routing.helping,
            *routing.knowing,
            *(unit for _person, unit in [*routing.knowing_people, *routing.helping_people]),
        }:
            require_can_instruct(actor, unit_id)
        if not (routing.helping or routing.helping_people or routing.knowing or routing.knowing_people):
            raise NobodyChosen(field=None)
        level = Level.AGENCY if actor.may("documents.instruct", document.agency_id) else Level.UNIT
        if routing.text.strip():
            write_opinion(action, incoming, level, routing.text, actor.main_seat.title if actor.main_seat else "")
        _give_others(action, document, incoming, routing)
        action.record(document, number=document.number_text, units=[*routing.helping, *routing.knowing])
    return document


def assign_officer(
    *, actor: Actor, case_id: UUID, seen_seq: int | None, holder_id: int | None, note: str = ""
) -> Case:
    """The head of a division gives the work to an officer (phân công), of the document itself or of its part.

    Raises NotYourStep, WayNotOpen, HolderNotFit, CaseMoved.
    """
    with write_action("documents.assign_officer", actor=actor) as action:
        case, incoming = lock_work(case_id, seen_seq)
        title = seat_title(action, case)
        follow(action, case, way_code="forward", holder_id=holder_id, note=note)
        if note.strip():
            write_opinion(action, incoming, Level.UNIT, note, title)
        who = [(holder_id, "")] if holder_id else holders(role=role_of(case), unit_id=case.holder_unit_id)
        tell_people(action, incoming.document, case.pk, who, _("Được giao giải quyết văn bản đến"))
        if case.kind == KIND and holder_id:
            tell_carrier(action, incoming.document, incoming, ArrivalStep.IN_WORK, tree().name(case.holder_unit_id))
        action.record(incoming.document, holder=holder_id, case=case.pk)
    return case


def give_back(*, actor: Actor, case_id: UUID, seen_seq: int | None, reason: str) -> Case:
    """Give work back with a reason: officer to head, head to leader, leader to the registry (trả lại).

    Raises NotYourStep, WayNotOpen, ReasonMissing.
    """
    with write_action("documents.give_back", actor=actor) as action:
        case, incoming = lock_work(case_id, seen_seq)
        follow(action, case, way_code="return", note=reason)
        if case.kind == KIND and definition(case.version_id).step(case.step_id).kind == StepKind.REVIEW:
            Assignment.objects.filter(incoming=incoming, role=Role.MAIN, withdrawn_at=None).update(
                withdrawn_at=action.at
            )
            set_state(incoming.document, State.RECEIVED)
        action.record(incoming.document, reason=reason, case=case.pk)
    return case


def finish(*, actor: Actor, case_id: UUID, seen_seq: int | None, result: str) -> Case:
    """Say that the work is done, with what was done: of the responsible unit it ends the document's work.

    What others were asked to help with and have not done ends with it. Raises NotYourStep, ReasonMissing, WayNotOpen.
    """
    with write_action("documents.finish", actor=actor) as action:
        case, incoming = lock_work(case_id, seen_seq)
        require_open(case)
        require_can_act(actor, case)
        step = definition(case.version_id).step(case.step_id)
        if step.kind not in _MAY_FINISH:
            raise WayNotOpen(step=step.name)
        if not result.strip():
            raise ReasonMissing(field="result")
        write_opinion(action, incoming, Level.PROPOSAL, result, seat_title(action, case))
        close(action, case, outcome="finished", name="finished", note=result, public=False)
        _mark_done(action, case, result)
        if case.kind == KIND:
            _end_document(action, incoming)
        action.record(incoming.document, case=case.pk, outcome="finished")
    return case


def _mark_done(action: WriteAction, case: Case, result: str) -> None:
    open_ones = Assignment.objects.filter(case=case, withdrawn_at=None, done_at=None)
    open_ones.update(done_at=action.at, result=nfc(result.strip()))


def _end_document(action: WriteAction, incoming: Incoming) -> None:
    """The document is done; parts still open end with it."""
    parts = Assignment.objects.filter(incoming=incoming, role=Role.HELP, done_at=None, withdrawn_at=None)
    for row in parts:
        end_part(action, row, "ended_with_main", _("Đơn vị chủ trì đã giải quyết xong."))
    parts.update(done_at=action.at, result=_("Đơn vị chủ trì đã giải quyết xong."))
    set_state(incoming.document, State.DONE)
    tell_carrier(action, incoming.document, incoming, ArrivalStep.DONE, "")


def answered_by(action: WriteAction, incoming_id: UUID, outgoing_document_id: UUID) -> None:
    """Note, inside the open action, that an outgoing document answers this one, and end its work (khép kín).

    A second answer adds a relation and ends nothing twice. Raises NotVisible for no incoming document.
    """
    document, incoming = lock_document(incoming_id)
    incoming.document = document
    Relation.objects.get_or_create(
        source_id=outgoing_document_id, kind=RelationKind.ANSWERS, target=document, outside=""
    )
    answer = Document.objects.get(pk=outgoing_document_id)
    words = _("Đã trả lời bằng văn bản %(number)s") % {"number": answer.number_text or answer.subject}
    if document.case_id is not None:
        case = lock_case(document.case_id)
        if case.state == CaseState.OPEN:
            close(action, case, outcome="answered", name="answered_by_document", note=words, public=False, by_sender=True)
            _mark_done(action, case, words)
            _end_document(action, incoming)
    action.record(document, number=document.number_text, answer=answer.number_text)


def note_progress(*, actor: Actor, case_id: UUID, seen_seq: int | None, text: str) -> Case:
    """Write how far the work has come (tiến độ), for the follow-up list. Raises NotYourStep, ReasonMissing."""
    with write_action("documents.note_progress", actor=actor) as action:
        case, incoming = lock_work(case_id, seen_seq)
        require_open(case)
        seat = require_can_act(actor, case)
        if not text.strip():
            raise ReasonMissing(field="text")
        note_event(action, case, Happening("progress", seat=seat, note=text.strip()))
        if case.kind == KIND:
            tell_carrier(action, incoming.document, incoming, ArrivalStep.IN_WORK, text.strip())
        action.record(incoming.document, case=case.pk, note=text.strip())
    return case
