"""Ask another unit for its opinion: a small case of its own, with its own deadline, in the same inbox."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from congso.core.text import nfc
from congso.foundation.audit.writing import WriteAction
from congso.foundation.casework.errors import DateInThePast, ReasonMissing
from congso.foundation.casework.models import Case, CaseEvent, CaseState, ProcessVersion
from congso.foundation.casework.policies import require_can_act
from congso.foundation.casework.services.moving import close
from congso.foundation.casework.services.opening import Opening, open_case
from congso.foundation.casework.services.writing import Happening, note_event, require_allowed, require_open
from congso.foundation.orgs.queries import tree

KIND = "consultation"
PROCESS_CODE = "consultation"


def consultation_version() -> int:
    """The process version of consultations in force."""
    return (
        ProcessVersion.objects.filter(process__code=PROCESS_CODE, published_at__isnull=False, retired_at=None)
        .values_list("pk", flat=True)
        .latest("pk")
    )


def ask(action: WriteAction, case: Case, *, unit_id: int, question: str, due_at: datetime) -> Case:
    """Ask a unit (xin ý kiến, đề nghị phối hợp), with a deadline of its own; the case goes on meanwhile.

    Raises ReasonMissing without a question, DateInThePast, ActionNotInStep, NobodyThere.
    """
    require_open(case)
    seat = require_can_act(action.actor, case)
    require_allowed(case, "consult")
    if not question.strip():
        raise ReasonMissing(field="question")
    if due_at <= action.at:
        raise DateInThePast(field="answer_by")
    child = open_case(action, Opening(
        kind=KIND, number=case.number, title=_("Xin ý kiến: %(title)s") % {"title": nfc(question.strip())[:400]},
        subject=case.subject, search_key=case.search_key, version_id=consultation_version(),
        agency_id=tree().agency_of(unit_id).id, receiving_unit_id=case.holder_unit_id, asked_unit_id=unit_id,
        opened_at=action.at, due_at=due_at, parent=case, seat=seat, note=question.strip(), public=False,
    ))  # fmt: skip
    note_event(action, case, Happening("consulted", seat=seat, note=question.strip(), data={
        "child": str(child.pk), "unit": unit_id, "due_at": due_at.isoformat()}))  # fmt: skip
    return child


def answer(action: WriteAction, child: Case, parent: Case | None, *, opinion: str) -> CaseEvent:
    """Answer a question (trả lời ý kiến); the asking case is told. Both are locked (``lock_with_parent``)."""
    require_open(child)
    require_can_act(action.actor, child)
    if not opinion.strip():
        raise ReasonMissing(field="opinion")
    event = close(action, child, outcome="answered", name="answered", note=opinion, public=False)
    if parent is not None and parent.state != CaseState.CLOSED:
        note_event(action, parent, Happening("consultation_answered", note=opinion.strip(), data={"child": str(child.pk)}))
    return event


def withdraw_question(action: WriteAction, case: Case, child: Case, *, reason: str) -> CaseEvent:
    """Take a question back (rút yêu cầu ý kiến)."""
    require_can_act(action.actor, case)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    close(action, child, outcome="withdrawn", name="question_withdrawn", note=reason, public=False)
    return note_event(action, case, Happening("question_withdrawn", note=reason.strip(), data={"child": str(child.pk)}))
