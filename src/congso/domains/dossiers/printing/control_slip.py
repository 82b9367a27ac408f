"""Mẫu 06: the control slip that travels with a dossier (phiếu kiểm soát quá trình giải quyết hồ sơ)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from congso.core import clock
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.printing.receipt import limit_words
from congso.foundation.casework.definitions import ProcessDefinition, definition
from congso.foundation.casework.models import Case, CaseEvent
from congso.foundation.people.queries import account_names
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.printing.units import DatedNames, letterhead
from congso.foundation.printing.wording import (
    calendar_time,
    in_vietnamese,
    paper_date,
    paper_moment,
    working_time,
)

EARLY, IN_TIME, LATE = "early", "in-time", "late"

REMARKED = frozenset({
    "supplement_asked", "supplement_completed", "payment_asked", "payment_made", "consulted", "consultation_answered",
    "question_withdrawn", "handed_over", "part_finished",
    "part_called_back", "assigned", "extended", "apologised", "undone", "stopped",
    "returned", "returned_result",
})  # fmt: skip
"""Events that stand in the column of remarks; their words are the template's."""


def verdict(allotted: int | None, used: int | None) -> str:
    """Whether a step was done early, in time or late: its used against its allowed working minutes.

    Empty when the step is not counted. The rule's wording leaves open where “trước hạn” ends; here every minute
    saved is early (unverified against TT 03/2025).
    """
    if not allotted or used is None:
        return ""
    if used > allotted:
        return LATE
    return EARLY if used < allotted else IN_TIME


def control_slip_data(dossier: Dossier) -> dict[str, Any]:
    """What the slip says: one block for each hand-over, in the order of time."""
    case = dossier.case
    events = list(CaseEvent.objects.filter(case_id=case.pk).order_by("seq"))
    asked = list(Case.objects.filter(parent_id=case.pk).order_by("opened_at"))
    names = DatedNames(
        [dossier.agency_id, dossier.receiving_unit_id, *(child.holder_unit_id for child in asked)]
        + [unit for event in events for unit in (event.from_unit_id, event.to_unit_id)]
    )
    helping = [names.name(child.holder_unit_id, child.opened_at) for child in asked]
    return {
        "head": asdict(letterhead(dossier.receiving_unit_id, dossier.arrived_at)), "code": dossier.code,
        "number": f"{dossier.register_number:02}", "date": paper_date(dossier.arrived_at),
        "applicant": dossier.applicant_name, "receiver": dossier.returned_to or dossier.applicant_name, "procedure": dossier.procedure_name,
        "agency": names.name(dossier.agency_id, dossier.arrived_at),
        "helping": ", ".join(dict.fromkeys(filter(None, helping))),
        "limit": limit_words(case.limit_amount, case.limit_unit), "received_at": paper_moment(dossier.arrived_at),
        "promised_at": paper_moment(case.promised_at) if case.promised_at else "",
        "blocks": _blocks(events, definition(case.version_id), names), "printed_at": paper_moment(clock.now()),
        **_totals(events),
    }  # fmt: skip


def is_hand_over(event: CaseEvent) -> bool:
    """Whether the dossier went from one step to another: onward, back, taken back, or out of the house."""
    return event.from_step_id is not None and event.from_step_id != event.to_step_id


def _blocks(
    events: Sequence[CaseEvent], process: ProcessDefinition, names: DatedNames
) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    remarks: list[dict[str, str]] = []
    accounts = account_names()
    began = events[0].at if events else None
    for event in events:
        if not is_hand_over(event):
            if event.action in REMARKED:
                remarks.append(_remark(event))
            continue
        blocks.append(
            _block(event, process, names, accounts, began) | {"remarks": [*remarks, *_own_remarks(event)]}
        )
        remarks, began = [], event.at
    if remarks and blocks:
        blocks[-1]["after"] = remarks
    return blocks


def _block(
    event: CaseEvent,
    process: ProcessDefinition,
    names: DatedNames,
    accounts: dict[int, str],
    began: datetime | None,
) -> dict[str, Any]:
    given, taken = process.steps.get(event.from_step_id or 0), process.steps.get(event.to_step_id or 0)
    ends = event.to_step_id is None
    return {
        "from_unit": names.name(event.from_unit_id, event.at), "from_step": given.name if given else "",
        "from_person": event.actor_name, "from_title": event.actor_title,
        "to_unit": "" if ends else names.name(event.to_unit_id, event.at), "to_step": taken.name if taken else "",
        "to_person": accounts.get(event.to_holder_id or 0, ""), "ends": ends, "at": paper_moment(event.at),
        "since": paper_moment(began) if began and began < event.at else "",
        "allotted": working_time(event.allotted_minutes) if event.allotted_minutes else "",
        "used": working_time(event.used_minutes) if event.used_minutes is not None else "",
        "verdict": verdict(event.allotted_minutes, event.used_minutes),
    }  # fmt: skip


def _remark(event: CaseEvent) -> dict[str, str]:
    return {"what": event.action, "at": f"{clock.local(event.at):%H:%M %d/%m/%Y}", "note": event.note}


def _own_remarks(event: CaseEvent) -> list[dict[str, str]]:
    return [_remark(event)] if event.action in REMARKED or event.note else []


def _totals(events: Sequence[CaseEvent]) -> dict[str, str]:
    """Working time of all steps together; steps done twice count twice."""
    used = sum(event.used_minutes or 0 for event in events)
    paused = int(_paused(events).total_seconds()) // 60
    return {"total_used": working_time(used), "total_paused": calendar_time(paused) if paused else ""}


def _paused(events: Sequence[CaseEvent]) -> timedelta:
    """How long the clock stood, as the calendar counts."""
    total, since = timedelta(), None
    for event in events:
        if event.state == "paused" and since is None:
            since = event.at
        elif event.state != "paused" and since is not None:
            total, since = total + (event.at - since), None
    return total


def control_slip_pdf(dossier: Dossier) -> bytes:
    """The control slip as PDF on A4: what has happened until now."""
    with in_vietnamese():
        return render_pdf("dossiers/mau-06", control_slip_data(dossier))
