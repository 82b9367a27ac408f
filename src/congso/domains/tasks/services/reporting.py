"""Reports with evidence: progress, the help of other units, completion and its confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor, Seat
from congso.core.text import nfc
from congso.domains.tasks.enums import LinkKind, TaskState
from congso.domains.tasks.errors import EvidenceMissing, NotTheDoer, PercentWrong, ReportEmpty
from congso.domains.tasks.models import Report, ReportFile, Task
from congso.domains.tasks.policies import does, helps, leads
from congso.domains.tasks.services.common import (
    doers_of,
    lapse_wishes,
    lock_task,
    require_parts_ended,
    require_state,
    settle,
    step_of,
    tell,
)
from congso.domains.tasks.services.linking import attach_document
from congso.domains.tasks.task_process import way_back, way_on
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.errors import WayNotOpen
from congso.foundation.casework.policies import require_can_act, seat_at
from congso.foundation.casework.services import Happening, follow, note_event
from congso.foundation.files.services import store_file
from congso.foundation.files.uploads import Upload
from congso.foundation.people.queries import holders


@dataclass(frozen=True)
class ReportIn:
    """What is reported: in words, how far in percent, with which files, with which document as the result."""

    text: str
    percent: int | None = None
    uploads: Sequence[Upload] = ()
    result: str = ""
    """Number of the document that is the result, or the address of its page."""


def report_progress(*, actor: Actor, task_id: UUID, seen_seq: int | None, report: ReportIn) -> Report:
    """Report how far a task has come (báo cáo tiến độ); a helping unit tells what it did, without a percentage.

    Raises NotVisible, NotTheDoer, NotInThisState, ReportEmpty, PercentWrong, FileRefused, CaseMoved.
    """
    with write_action("tasks.report_progress", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq)
        main = does(actor, task) or leads(actor, task)
        if not main and not helps(actor, task):
            raise NotTheDoer
        require_state(task, TaskState.DOING, TaskState.CONFIRM)
        percent = report.percent if main else None
        row = _keep(action, task, report, percent)
        if percent is not None:
            task.percent = percent
            task.save(update_fields=["percent"])
        name = "progress" if main else "contributed"
        note_event(action, task.case, Happening(name, seat=_seat(actor, task), note=row.text, data={"percent": percent}))
        tell(action, task, [task.given_by, task.followed_by, *([] if main else doers_of(task))], _("Báo cáo tiến độ nhiệm vụ"))
        action.record(task, number=task.number, percent=percent, note=row.text)
    return row


def complete_task(*, actor: Actor, task_id: UUID, seen_seq: int | None, report: ReportIn) -> Task:
    """Who does the task reports that it is done (báo cáo hoàn thành): to the head, or straight to whoever gave it.

    Raises NotVisible, NotYourStep, NotInThisState, ReportEmpty, PartsOpen, EvidenceMissing, DocumentNotFound, CaseMoved.
    """
    with write_action("tasks.complete_task", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq, with_tree=True)
        require_can_act(actor, task.case)
        require_state(task, TaskState.DOING)
        require_parts_ended(task)
        row = _keep(action, task, report, 100)
        row.is_completion = True
        row.save(update_fields=["is_completion"])
        if report.result.strip():
            attach_document(action, task, report.result, LinkKind.RESULT)
        _require_evidence(task)
        task.percent = 100
        _go_on(action, task, row.text)
        action.record(task, number=task.number, state=task.state, note=row.text)
    return task


def confirm_completion(*, actor: Actor, task_id: UUID, seen_seq: int | None, note: str = "") -> Task:
    """The head confirms what was done and reports it to whoever gave the task (xác nhận, báo cáo hoàn thành).

    Raises NotVisible, NotYourStep, NotInThisState, PartsOpen, CaseMoved.
    """
    with write_action("tasks.confirm_completion", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq, with_tree=True)
        require_can_act(actor, task.case)
        require_state(task, TaskState.CONFIRM)
        require_parts_ended(task)
        _go_on(action, task, note)
        action.record(task, number=task.number, state=task.state, note=note)
    return task


def _go_on(action: WriteAction, task: Task, note: str) -> None:
    """On along the process; before the giver the moment of completion is set."""
    step = step_of(task)
    assert step is not None
    way = way_on(definition(task.case.version_id), step, task.case.facts)
    if way is None:
        raise WayNotOpen(step=step.name)
    target = definition(task.case.version_id).step(way.target_id)
    giver = {account for account, _who in holders(role=task.given_role, unit_id=task.given_unit_id)}
    upward = target.role == task.given_role and task.given_by in giver and target.place == "receiving"
    follow(action, task.case, way_code=way.code, holder_id=task.given_by if upward else None, note=note)
    settle(task, "percent")
    if task.state == TaskState.REVIEW:
        task.completed_at = action.at
        task.save(update_fields=["completed_at"])
        lapse_wishes(task)
        tell(action, task, [task.followed_by], _("Nhiệm vụ đã báo cáo hoàn thành"))
    tell(action, task, doers_of(task), _("Nhiệm vụ chờ bạn đánh giá") if task.state == TaskState.REVIEW else _("Nhiệm vụ chờ bạn xác nhận hoàn thành"))


def ask_for_more(*, actor: Actor, task_id: UUID, seen_seq: int | None, reason: str) -> Task:
    """Send a task that was reported as done back for more work (yêu cầu làm tiếp): the head, or whoever gave it.

    Raises NotVisible, NotYourStep, NotInThisState, ReasonMissing, CaseMoved.
    """
    with write_action("tasks.ask_for_more", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq)
        require_can_act(actor, task.case)
        require_state(task, TaskState.CONFIRM, TaskState.REVIEW)
        step = step_of(task)
        assert step is not None
        way = way_back(step, task.case.facts)
        if way is None:
            raise WayNotOpen(step=step.name)
        target = definition(task.case.version_id).step(way.target_id)
        present = {account for account, _who in holders(role=target.role, unit_id=task.main_unit_id)}
        holder = task.main_account_id if task.main_account_id in present else None
        follow(action, task.case, way_code=way.code, holder_id=holder, note=reason)
        task.completed_at = None
        settle(task, "completed_at")
        tell(action, task, doers_of(task), _("Nhiệm vụ cần làm tiếp"))
        action.record(task, number=task.number, reason=reason.strip())
    return task


def _seat(actor: Actor, task: Task) -> Seat | None:
    """The seat from which somebody reports: that of the step, else one in the responsible unit, else their own."""
    in_unit = next((seat for seat in actor.seats if seat.unit_id == task.main_unit_id), None)
    return seat_at(actor, task.case) or in_unit or actor.main_seat


def _keep(action: WriteAction, task: Task, report: ReportIn, percent: int | None) -> Report:
    if not report.text.strip():
        raise ReportEmpty(field="text")
    if percent is not None and not 0 <= percent <= 100:
        raise PercentWrong(field="percent")
    seat = _seat(action.actor, task)
    row = Report.objects.create(
        task=task, at=action.at, by=action.actor.account_id, by_name=action.actor.name, by_title=seat.title if seat else "",
        unit_id=seat.unit_id if seat else None, percent=percent, text=nfc(report.text.strip()),
    )  # fmt: skip
    for upload in report.uploads:
        name = nfc(upload.name or "tep")[-200:]
        ReportFile.objects.create(report=row, stored=store_file(upload, name=name), name=name)
    return row


def _require_evidence(task: Task) -> None:
    """A file with any of its reports, or a document as the result (minh chứng)."""
    if not task.evidence_required:
        return
    has_file = ReportFile.objects.filter(report__task=task).exists()
    if not has_file and not task.documents.filter(kind=LinkKind.RESULT).exists():
        raise EvidenceMissing(field="uploads")
