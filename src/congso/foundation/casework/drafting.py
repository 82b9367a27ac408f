"""A process being written: what the editor's boxes hold, before it becomes a version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from congso.core.text import nfc
from congso.foundation.casework.authoring import ACTIONS, StepSpec, WaySpec, default_ways
from congso.foundation.casework.definitions import ProcessDefinition
from congso.foundation.casework.models import Place, StepKind

STEP_ACTIONS = {
    "propose": _("Đề xuất kết quả"), "consult": _("Xin ý kiến"), "supplement": _("Yêu cầu bổ sung"),
    "payment": _("Yêu cầu nghĩa vụ tài chính"), "hand_over": _("Chuyển liên thông"),
}  # fmt: skip
PROPOSALS = {"result": _("Đề xuất cấp kết quả"), "refusal": _("Đề xuất từ chối")}
"""What a way may be open for: the value of the case's fact ``proposal``."""
MOST_STEPS = 40


@dataclass
class WayDraft:
    """A way as typed."""

    label: str = ""
    target: str = ""
    is_return: bool = False
    proposal: str = ""
    code: str = ""
    error: str = ""
    kept: str = ""
    """Other conditions of the way, as text, which the editor carries along unchanged."""


@dataclass
class StepDraft:
    """A step as typed; without ways of its own it goes on to the next and back to the work."""

    code: str
    name: str = ""
    kind: str = StepKind.WORK
    role: str = "officer"
    place: str = Place.DIVISION
    hours: str = "0"
    actions: list[str] = field(default_factory=list)
    own_ways: bool = False
    ways: list[WayDraft] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        """The allotted time in minutes; 0 when it cannot be read."""
        found = read_hours(self.hours)
        return found if found is not None else 0


@dataclass
class Draft:
    """The whole process as typed."""

    code: str = ""
    name: str = ""
    note: str = ""
    steps: list[StepDraft] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def total_minutes(self) -> int:
        """All allotted time together."""
        return sum(step.minutes for step in self.steps)


def read_hours(text: str) -> int | None:
    """Working minutes of hours typed with a comma or a point; None when it is no such number."""
    try:
        hours = Decimal(text.strip().replace(",", ".") or "0")
    except InvalidOperation:
        return None
    return round(hours * 60) if hours.is_finite() and 0 <= hours <= 9999 else None


def shown_hours(minutes: int) -> str:
    """Minutes as hours with a comma, to the hundredth, which still names the minute: 90 → "1,5"."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def draft_of(process: ProcessDefinition, code: str) -> Draft:
    """A published version as the beginning of the next."""
    steps = [
        StepDraft(code=step.code, name=step.name, kind=step.kind, role=step.role, place=step.place,
                  hours=shown_hours(step.allotted_minutes), actions=sorted(step.actions))
        for step in process.steps.values()
    ]  # fmt: skip
    specs = [_bare(step) for step in steps]
    for place, (step, defined) in enumerate(zip(steps, process.steps.values(), strict=True)):
        usual = {(way.code, way.target, way.is_return) for way in default_ways(specs, place)}
        present = {
            (way.code, process.steps[way.target_id].code, way.is_return)
            for way in defined.ways
            if way.target_id
        }
        step.own_ways = usual != present or any(way.condition for way in defined.ways)
        step.ways = [
            WayDraft(way.label, process.steps[way.target_id].code if way.target_id else "", way.is_return,
                     _proposal(way.condition), way.code, kept=_others(way.condition))
            for way in defined.ways
        ]  # fmt: skip
    return Draft(code=code, name=process.name, steps=steps)


def _proposal(condition: tuple[tuple[str, tuple[object, ...]], ...]) -> str:
    found = [str(wanted[0]) for fact, wanted in condition if fact == "proposal" and len(wanted) == 1]
    return found[0] if found and found[0] in PROPOSALS else ""


def _others(condition: tuple[tuple[str, tuple[object, ...]], ...]) -> str:
    rest = [{"fact": fact, "is": list(wanted)} for fact, wanted in condition
            if fact != "proposal" or len(wanted) != 1 or wanted[0] not in PROPOSALS]  # fmt: skip
    return json.dumps(rest) if rest else ""


def _bare(step: StepDraft) -> StepSpec:
    return StepSpec(step.code, step.name, step.kind, step.role, step.place)


def read_draft(data: Mapping[str, str], lists: Mapping[str, list[str]]) -> Draft:
    """What the editor's boxes hold: ``s0-name`` … and ``s0-w0-label`` …"""
    draft = Draft(
        code=data.get("code", "").strip(),
        name=nfc(data.get("name", ""), collapse=True),
        note=data.get("note", "").strip(),
    )
    for number in range(MOST_STEPS):
        prefix = f"s{number}-"
        if f"{prefix}code" not in data:
            break
        draft.steps.append(_read_step(data, lists, prefix))
    return draft


def _read_step(data: Mapping[str, str], lists: Mapping[str, list[str]], prefix: str) -> StepDraft:
    step = StepDraft(
        code=data[f"{prefix}code"], name=nfc(data.get(f"{prefix}name", ""), collapse=True), kind=data.get(f"{prefix}kind", ""),
        role=data.get(f"{prefix}role", ""), place=data.get(f"{prefix}place", ""), hours=data.get(f"{prefix}hours", ""),
        actions=[name for name in lists.get(f"{prefix}actions", []) if name in STEP_ACTIONS],
        own_ways=data.get(f"{prefix}own") == "1",
    )  # fmt: skip
    for number in range(MOST_STEPS):
        way = f"{prefix}w{number}-"
        if f"{way}label" not in data:
            break
        step.ways.append(WayDraft(
            label=nfc(data[f"{way}label"], collapse=True), target=data.get(f"{way}target", ""), code=data.get(f"{way}code", ""),
            is_return=data.get(f"{way}return") == "1", proposal=data.get(f"{way}proposal", ""), kept=data.get(f"{way}kept", ""),
        ))  # fmt: skip
    return step


def press(draft: Draft, button: str) -> None:
    """Carry out a button of the editor: ``add:2``, ``remove:2``, ``up:2``, ``down:2``, ``way:2``, ``drop:2:1``, ``own:2``, ``usual:2``."""
    verb, _sign, rest = button.partition(":")
    first, _sign, second = rest.partition(":")
    place, way = int(first) if first.isdecimal() else -1, int(second) if second.isdecimal() else -1
    if verb == "add" and len(draft.steps) < MOST_STEPS:
        draft.steps.insert(
            min(place + 1, len(draft.steps)) if place >= 0 else len(draft.steps),
            StepDraft(code=_fresh_code(draft)),
        )
    elif 0 <= place < len(draft.steps):
        _press_step(draft, verb, place, way)


def _press_step(draft: Draft, verb: str, place: int, way: int) -> None:
    steps, step = draft.steps, draft.steps[place]
    other = {"up": place - 1, "down": place + 1}.get(verb, -1)
    if 0 <= other < len(steps):
        steps[place], steps[other] = steps[other], steps[place]
    elif verb == "remove":
        del steps[place]
    elif verb == "usual":
        step.own_ways = False
    elif verb == "own":
        step.own_ways = True
        specs = [_bare(each) for each in steps]
        step.ways = step.ways or [
            WayDraft(found.label, found.target, found.is_return, code=found.code)
            for found in default_ways(specs, place)
        ]
    elif verb == "way":
        step.ways.append(WayDraft())
    elif verb == "drop" and 0 <= way < len(step.ways):
        del step.ways[way]


def _fresh_code(draft: Draft) -> str:
    taken, number = {step.code for step in draft.steps}, len(draft.steps) + 1
    while f"buoc-{number}" in taken:
        number += 1
    return f"buoc-{number}"


def check_boxes(draft: Draft, roles: Mapping[str, str]) -> bool:
    """Write a sentence beside each box that cannot be accepted; whether all can."""
    if not draft.name:
        draft.errors["name"] = str(_("Phải có tên quy trình."))
    for step in draft.steps:
        _check_step(step, roles, {each.code for each in draft.steps})
    return not draft.errors and not any(
        step.errors or any(way.error for way in step.ways) for step in draft.steps
    )


def _check_step(step: StepDraft, roles: Mapping[str, str], codes: set[str]) -> None:
    if not step.name:
        step.errors["name"] = str(_("Phải có tên bước."))
    if read_hours(step.hours) is None:
        step.errors["hours"] = str(_("Ghi số giờ làm việc, ví dụ 4 hoặc 1,5."))
    for box, allowed in (("kind", StepKind.values), ("place", Place.values), ("role", list(roles))):
        if getattr(step, box) not in allowed:
            step.errors[box] = str(_("Mời chọn trong danh sách."))
    for way in step.ways if step.own_ways else []:
        if not way.label or way.target not in codes:
            way.error = str(_("Phải có tên nút và bước tới."))


def specs_of(draft: Draft) -> list[StepSpec]:
    """The draft as the authoring service takes it."""
    return [
        StepSpec(
            code=step.code, name=step.name, kind=step.kind, role=step.role, place=step.place, allotted_minutes=step.minutes,
            actions=step.actions, ways=_way_specs(step) if step.own_ways else None,
        )
        for step in draft.steps
    ]  # fmt: skip


def _way_specs(step: StepDraft) -> list[WaySpec]:
    taken: set[str] = set()
    found = []
    for number, way in enumerate(step.ways, start=1):
        code = way.code if way.code and way.code not in taken else f"way-{number}"
        taken.add(code)
        condition: list[dict[str, object]] = json.loads(way.kept) if way.kept else []
        if way.proposal in PROPOSALS:
            condition.append({"fact": "proposal", "is": [way.proposal]})
        found.append(WaySpec(code, way.label, way.target, way.is_return, condition))
    return found


def usual_actions(kind: str) -> list[str]:
    """What a step of a kind usually allows."""
    return list(ACTIONS.get(StepKind(kind), [])) if kind in StepKind.values else []
