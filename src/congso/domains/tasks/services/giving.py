"""Give a task, split it into parts, move a part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor, Seat
from congso.core.ids import uuid7
from congso.core.text import fold, nfc
from congso.domains.documents.facade import require_document
from congso.domains.tasks.deadline import due_moment
from congso.domains.tasks.enums import UNDER_WAY, LinkKind, Priority, Source, TaskState
from congso.domains.tasks.errors import (
    DueBehind,
    LoopRefused,
    MainAmongHelpers,
    MeetingMissing,
    PartDueLate,
    PersonNotThere,
    TitleMissing,
)
from congso.domains.tasks.models import Helper, Task, TaskDocument
from congso.domains.tasks.policies import does, require_can_give, require_can_split, require_visible
from congso.domains.tasks.services.common import (
    day_of,
    doers_of,
    lead_role,
    leaders_of,
    lock_task,
    require_state,
    settle,
    step_of,
    tell,
)
from congso.domains.tasks.task_process import DOERS, KIND, LEAD, STATE_OF, version_for, way_on
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.casework.models import StepKind
from congso.foundation.casework.services import Happening, Opening, follow, note_event, open_case
from congso.foundation.numbering.services import NumberRequest, take_numbers
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders

BOOK = "tasks"


@dataclass(frozen=True)
class TaskIn:
    """All that is said when a task, or a part of one, is given."""

    key: UUID
    title: str
    main_unit_id: int
    due_on: date
    content: str = ""
    expected: str = ""
    main_account_id: int | None = None
    """A person of the responsible unit who gets it directly."""
    helping: Sequence[int] = ()
    followed_by: int | None = None
    priority: int = Priority.NORMAL
    evidence_required: bool = False
    source: str = Source.DIRECT
    document_id: UUID | None = None
    meeting_name: str = ""
    meeting_on: date | None = None


def give_task(*, actor: Actor, task: TaskIn) -> Task:
    """Give a task (giao nhiệm vụ) to a unit or a person, directly, from a document or from a meeting.

    The same ``key`` twice gives the same task. Raises MayNotGiveThere, TitleMissing, DueBehind, MainAmongHelpers,
    MeetingMissing, PersonNotThere, NobodyThere, NotVisible.
    """
    known = _given_with(actor, task.key)
    if known is not None:
        return known
    try:
        with write_action("tasks.give_task", actor=actor) as action:
            seat = require_can_give(actor, task.main_unit_id)
            for unit_id in task.helping:
                require_can_give(actor, unit_id)
            _require_whole(action, task)
            made = _make(action, seat, task, None)
    except IntegrityError:
        known = _given_with(actor, task.key)  # the same form pressed twice at once
        if known is None:
            raise
        return known
    return made


def split_task(*, actor: Actor, parent_id: UUID, seen_seq: int | None, part: TaskIn) -> Task:
    """Give a part of a task (chia việc) to a unit or person, due not after the whole; a task not yet taken on is taken on by it.

    Raises NotVisible, NotTheDoer, MayNotGiveThere, NotInThisState, PartDueLate, CaseMoved and what giving raises.
    """
    known = _given_with(actor, part.key)
    if known is not None:
        return known
    with write_action("tasks.split_task", actor=actor) as action:
        parent = lock_task(action, parent_id, seen_seq, with_tree=True)
        require_state(parent, *UNDER_WAY)
        seat = require_can_split(actor, parent, part.main_unit_id)
        for unit_id in part.helping:
            require_can_split(actor, parent, unit_id)
        _require_whole(action, part)
        _take_on(action, parent)
        made = _make(action, seat, part, parent)
        note_event(action, parent.case, Happening("split", seat=seat, note=made.title, data={"part": str(made.pk), "number": made.number}))
    return made


def move_part(*, actor: Actor, task_id: UUID, seen_seq: int | None, parent_id: UUID, reason: str) -> Task:
    """Put a part below another task of the same tree (chuyển phần việc); what happened to it so far stays with it.

    Whoever heads the unit of the task above it does so. Raises NotVisible, NotTheDoer, NotInThisState, LoopRefused, PartDueLate,
    ReasonMissing, CaseMoved.
    """
    with write_action("tasks.move_part", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq, with_tree=True)
        target = require_visible(actor, parent_id)
        if task.parent is None or target.root_id != task.root_id or parent_id in _below(task):
            raise LoopRefused(field="parent")
        require_can_split(actor, task.parent, task.main_unit_id)
        require_state(target, *UNDER_WAY)
        if not task.is_open:
            require_state(task, *UNDER_WAY)
        if task.due_at > target.due_at:
            raise PartDueLate(field="parent", due=day_of(target))
        if not reason.strip():
            raise ReasonMissing(field="reason")
        before = task.parent.number
        task.parent = target
        task.save(update_fields=["parent"])
        words = _("Từ %(before)s sang %(after)s: %(reason)s") % {"before": before, "after": target.number, "reason": reason.strip()}
        note_event(action, task.case, Happening("moved_under", note=words, data={"before": before, "after": target.number}))
        action.record(task, number=task.number, before=before, after=target.number, reason=reason.strip())
    return task


def _below(task: Task) -> set[UUID]:
    """The task and all its parts, read from the locked tree."""
    children: dict[UUID | None, list[UUID]] = {}
    for key, parent in Task.objects.filter(root_id=task.root_id).values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(key)
    found, waiting = {task.pk}, [task.pk]
    while waiting:
        below = children.get(waiting.pop(), [])
        found.update(below)
        waiting.extend(below)
    return found


def _given_with(actor: Actor, key: UUID) -> Task | None:
    return Task.objects.filter(key=key, given_by__in=actor.accounts).select_related("case").first()


def _require_whole(action: WriteAction, task: TaskIn) -> None:
    if not task.title.strip():
        raise TitleMissing(field="title")
    if task.due_on < clock.local(action.at).date():
        raise DueBehind(field="due_on")
    if task.main_unit_id in task.helping:
        raise MainAmongHelpers(field="helping")
    if task.source == Source.MEETING and not (task.meeting_name.strip() and task.meeting_on):
        raise MeetingMissing(field="meeting_name")


def _take_on(action: WriteAction, parent: Task) -> None:
    """Who splits a task that waits to be accepted has accepted it."""
    step = step_of(parent)
    if step is None or step.kind != StepKind.ASSIGN or not does(action.actor, parent):
        return
    parent.case.facts = {**parent.case.facts, "doer": LEAD}
    way = way_on(definition(parent.case.version_id), step, parent.case.facts, role=step.role)
    if way is not None:
        follow(action, parent.case, way_code=way.code, holder_id=action.actor.account_id)
        parent.main_account_id = action.actor.account_id
        settle(parent, "main_account_id")


def place(seat: Seat, unit_id: int, account_id: int | None) -> dict[str, Any]:
    """Where a task begins, as the facts that the process looks at: the unit's head, a person, or a unit without a head.

    Raises PersonNotThere.
    """
    lead = lead_role(unit_id)
    led = bool(holders(role=lead, unit_id=unit_id)) and not (seat.unit_id == unit_id and seat.role == lead)
    roles = [lead, *DOERS]
    if account_id is not None:
        roles = [role for role in roles if account_id in {each for each, _name in holders(role=role, unit_id=unit_id)}]
        if not roles:
            raise PersonNotThere(field="person", unit=tree().name(unit_id))
    role = next((role for role in roles if holders(role=role, unit_id=unit_id)), lead)
    to = LEAD if role == lead else role
    return {"to": to, "led": "yes" if led else "no", "doer": to if account_id is not None or to != LEAD else ""}


def _make(action: WriteAction, seat: Seat, given: TaskIn, parent: Task | None) -> Task:
    """Number, case and row of a new task, with its helpers, its document and the notices."""
    due_at = due_moment(given.main_unit_id, given.due_on)
    if parent is not None and due_at > parent.due_at:
        raise PartDueLate(field="due_on", due=day_of(parent))
    key = uuid7()
    number = _part_number(parent) if parent is not None else _number(action, seat, key)
    task = Task(
        id=key, key=given.key, root_id=parent.root_id if parent else key, parent=parent, number=number, title=nfc(given.title, collapse=True)[:500],
        content=nfc(given.content.strip()), expected=nfc(given.expected.strip()), source=given.source,
        meeting_name=nfc(given.meeting_name, collapse=True) if given.source == Source.MEETING else "",
        meeting_on=given.meeting_on if given.source == Source.MEETING else None, priority=given.priority,
        evidence_required=given.evidence_required, given_by=seat.on_behalf_of or action.actor.account_id or 0, given_by_name=action.actor.name,
        given_by_title=seat.title, given_role=seat.role, given_at=action.at, main_account_id=given.main_account_id,
        followed_by=given.followed_by, original_due_at=due_at, due_at=due_at, state=TaskState.WAITING,
    )  # fmt: skip
    task.case = open_case(action, _opening(action, seat, task, given, due_at))
    step = step_of(task)
    task.state = STATE_OF[StepKind(step.kind)] if step else TaskState.WAITING
    task.save(force_insert=True)
    _keep_around(action, task, given)
    people = [*doers_of(task), task.followed_by]
    tell(action, task, people, _("Được giao nhiệm vụ"))
    tell(action, task, [each for unit in given.helping for each in leaders_of(unit) if each not in people], _("Phối hợp thực hiện nhiệm vụ"))
    action.record(task, number=number, unit=given.main_unit_id, holder=given.main_account_id, due_at=due_at)
    return task


def _number(action: WriteAction, seat: Seat, key: UUID) -> str:
    """The agency's own sequence of the year; its identifier tells the tasks of several agencies apart in one list."""
    year, agency = clock.local(action.at).year, tree().agency_of(seat.unit_id)
    suffix = f"/{year}-{agency.identifier}" if agency.identifier else f"/{year}"
    wanted = NumberRequest(agency.id, BOOK, str(year), prefix="NV", width=2, suffix=suffix)
    return take_numbers([wanted], subject=f"tasks.task:{key}")[0].text


def _part_number(parent: Task) -> str:
    """Parts are counted through their tree: the third part of NV15/2026-H20.31 is NV15-3/2026-H20.31, however deep."""
    root = Task.objects.get(pk=parent.root_id)
    root.parts_numbered += 1
    root.save(update_fields=["parts_numbered"])
    stem, slash, year = root.number.rpartition("/")
    return f"{stem}-{root.parts_numbered}{slash}{year}"


def _opening(action: WriteAction, seat: Seat, task: Task, given: TaskIn, due_at: datetime) -> Opening:
    lead, facts = lead_role(given.main_unit_id), place(seat, given.main_unit_id, given.main_account_id)
    return Opening(
        kind=KIND, title=task.title, subject=task.given_by_name, search_key=fold(f"{task.number} {task.title} {task.given_by_name}"),
        number=task.number, version_id=version_for(seat.role, lead), agency_id=tree().agency_of(given.main_unit_id).id,
        receiving_unit_id=seat.unit_id, division_id=given.main_unit_id, opened_at=action.at, due_at=due_at, is_promise=False, facts=facts,
        holder_id=given.main_account_id, first_is_done=True, seat=seat, note=task.content, public=False, event="given",
    )  # fmt: skip


def _keep_around(action: WriteAction, task: Task, given: TaskIn) -> None:
    Helper.objects.bulk_create(Helper(task=task, unit_id=unit, given_at=action.at) for unit in dict.fromkeys(given.helping))
    if given.source == Source.DOCUMENT and given.document_id is not None:
        line = require_document(viewer=action.actor, document_id=given.document_id)
        TaskDocument.objects.create(task=task, document_id=line.id, kind=LinkKind.GROUND, at=action.at, by_name=action.actor.name)
