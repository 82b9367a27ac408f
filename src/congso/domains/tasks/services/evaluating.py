"""Judge what was done: in time or late by the one judgement, good or not by whoever gave the task."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.tasks.deadline import timing_of
from congso.domains.tasks.enums import Quality, TaskState, Timing
from congso.domains.tasks.models import Task
from congso.domains.tasks.services.common import lapse_wishes, leaders_of, lock_task, require_state, tell
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.policies import require_can_act
from congso.foundation.casework.services import close


def evaluate_task(*, actor: Actor, task_id: UUID, seen_seq: int | None, quality: str, remark: str = "") -> Task:
    """Accept a finished task (đánh giá, nghiệm thu) with its quality and a remark; it ends here.

    What counts for the time limit is when the unit reported completion, not when it was judged. Raises NotVisible, NotYourStep,
    NotInThisState, CaseMoved.
    """
    with write_action("tasks.evaluate_task", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq)
        require_can_act(actor, task.case)
        require_state(task, TaskState.REVIEW)
        task.timing = timing_of(task.given_at, task.due_at, task.completed_at or action.at)
        task.quality, task.remark = Quality(quality), nfc(remark.strip())
        task.state, task.ended_at, task.percent = TaskState.DONE, action.at, 100
        words = ", ".join(filter(None, [str(Timing(task.timing).label), str(Quality(task.quality).label), task.remark]))
        close(action, task.case, outcome="done", name="evaluated", note=words, public=False)
        lapse_wishes(task)
        task.save(update_fields=["timing", "quality", "remark", "state", "ended_at", "percent"])
        tell(action, task, [task.main_account_id, task.followed_by, *leaders_of(task.main_unit_id)], _("Nhiệm vụ đã được đánh giá"))
        action.record(task, number=task.number, outcome=task.timing, quality=task.quality, note=task.remark)
    return task
