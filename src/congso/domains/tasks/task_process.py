"""How a task goes: a process for each role that gives and each role that leads the receiving unit, published when first needed."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from django.utils.translation import override

from congso.core.actors import system_actor
from congso.domains.tasks.enums import TaskState
from congso.foundation.casework.authoring import StepSpec, WaySpec, publish_process
from congso.foundation.casework.definitions import ProcessDefinition, StepDefinition, Way
from congso.foundation.casework.models import Place, ProcessVersion, StepKind
from congso.foundation.orgs import epoch

KIND = "task"
LEAD = "lead"
"""The fact value for the unit's head (or the agency's leader) doing it."""
ONE_DAY, TWO_DAYS = 480, 960
DOERS = {
    "officer": "chuyên viên", "clerk": "cán bộ một cửa", "registry": "văn thư", "inspector": "cán bộ theo dõi, tổng hợp",
    "admin": "quản trị hệ thống",
}  # fmt: skip
STATE_OF = {
    StepKind.INTAKE: TaskState.RETURNED, StepKind.ASSIGN: TaskState.WAITING, StepKind.WORK: TaskState.DOING,
    StepKind.REVIEW: TaskState.CONFIRM, StepKind.ANSWER: TaskState.REVIEW,
}  # fmt: skip


class StepCode(StrEnum):
    """The steps as shipped."""

    GIVE = "giao"
    ACCEPT = "nhan"
    DO = "thuc-hien"
    CONFIRM = "bao-cao"
    REVIEW = "danh-gia"


def _doing(role: str) -> str:
    return f"{StepCode.DO}-{role}"


def _when(fact: str, value: str) -> list[dict[str, object]]:
    return [{"fact": fact, "is": [value]}]


def steps_for(giver: str, lead: str) -> list[StepSpec]:
    """Giao → nhận, phân công → thực hiện → báo cáo hoàn thành → đánh giá; times allotted are the office's to change."""
    unled = _when("led", "no")
    given = [WaySpec(f"to-{role}", f"Giao thẳng {name}", _doing(role), condition=_when("to", role))
             for role, name in DOERS.items()]  # fmt: skip
    accepted = [WaySpec(f"to-{role}", f"Phân công {name}", _doing(role)) for role, name in DOERS.items()]
    again = [WaySpec(f"again-{who}", "Yêu cầu làm tiếp", _doing(who), is_return=True, condition=_when("doer", who))
             for who in (LEAD, *DOERS)]  # fmt: skip
    reported = [WaySpec("finish", "Báo cáo người giao", StepCode.REVIEW, condition=unled), WaySpec("forward", "Báo cáo đơn vị", StepCode.CONFIRM)]
    refused = [WaySpec("refuse", "Trả lại người giao", StepCode.GIVE, is_return=True, condition=unled),
               WaySpec("return", "Trả lại để phân công lại", StepCode.ACCEPT, is_return=True)]  # fmt: skip
    return [
        StepSpec(StepCode.GIVE, "Giao nhiệm vụ", StepKind.INTAKE, giver, Place.RECEIVING, ONE_DAY, (),
                 [*given, WaySpec("forward", "Giao đơn vị", StepCode.ACCEPT)]),
        StepSpec(StepCode.ACCEPT, "Nhận, phân công", StepKind.ASSIGN, lead, Place.DIVISION, ONE_DAY, (), [
            *accepted, WaySpec("self", "Nhận, trực tiếp thực hiện", _doing(LEAD)),
            WaySpec("return", "Trả lại người giao", StepCode.GIVE, is_return=True)]),
        *(StepSpec(_doing(role), f"Thực hiện ({name})", StepKind.WORK, role, Place.DIVISION, 0, ["propose"], [*reported, *refused])
          for role, name in DOERS.items()),
        StepSpec(_doing(LEAD), "Thực hiện (trưởng đơn vị)", StepKind.WORK, lead, Place.DIVISION, 0, ["propose"], [
            WaySpec("finish", "Báo cáo người giao", StepCode.REVIEW),
            WaySpec("return", "Trả lại người giao", StepCode.GIVE, is_return=True)]),
        StepSpec(StepCode.CONFIRM, "Trưởng đơn vị xác nhận, báo cáo", StepKind.REVIEW, lead, Place.DIVISION, ONE_DAY, (),
                 [WaySpec("forward", "Báo cáo người giao", StepCode.REVIEW), *again]),
        StepSpec(StepCode.REVIEW, "Đánh giá, nghiệm thu", StepKind.ANSWER, giver, Place.RECEIVING, TWO_DAYS, (), again),
    ]  # fmt: skip


def _version_in_force(code: str) -> int | None:
    rows = ProcessVersion.objects.filter(process__code=code, published_at__isnull=False, retired_at=None)
    return rows.order_by("-pk").values_list("pk", flat=True).first()


def version_for(giver: str, lead: str) -> int:
    """The version in force for tasks given in one role to units led by another; the shipped one is published when there is none."""
    code = f"nhiem-vu-{giver}-{lead}"
    found = _version_in_force(code)
    if found is not None:
        return found
    epoch.take_turn()
    found = _version_in_force(code)
    if found is not None:
        return found
    with override("vi"):
        made = publish_process(
            actor=system_actor("Nhiệm vụ"), code=code, name="Thực hiện nhiệm vụ được giao", steps=steps_for(giver, lead), case_kind=KIND,
        )  # fmt: skip
    return made.pk


def doing_steps(process: ProcessDefinition) -> Iterator[StepDefinition]:
    """The steps in which the work itself is done, one for each role."""
    return (step for step in process.steps.values() if step.kind == StepKind.WORK)


def way_on(process: ProcessDefinition, step: StepDefinition, facts: dict[str, object], *, role: str = "") -> Way | None:
    """The first way on from a step that is open; with ``role`` the one to the work of that role."""
    for way in step.ways_for(facts):
        if not way.is_return and (not role or process.step(way.target_id).role == role):
            return way
    return None


def way_back(step: StepDefinition, facts: dict[str, object]) -> Way | None:
    """The first open way back from a step."""
    return next((way for way in step.ways_for(facts) if way.is_return), None)
