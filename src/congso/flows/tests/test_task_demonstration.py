"""The demonstration's tasks: one in every state, each once, the same for the same seed."""

from __future__ import annotations

import pytest

from congso.core import clock
from congso.domains.dossiers.tests.makers import START, SYSTEM
from congso.domains.tasks.facade import Task, TaskState
from congso.flows.demonstration.assigning import TALES, load_tasks
from congso.foundation.casework.history import replay, standing
from congso.foundation.casework.models import Case, CaseEvent
from congso.foundation.orgs.loading import UnitSpec, load_units
from congso.foundation.orgs.models import UnitFunction, UnitKind
from congso.foundation.people.loading import OfficialSpec, load_officials
from congso.foundation.people.roles import load_default_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> int:
    """A ward with its three divisions and people below a province."""
    division = UnitKind.DIVISION
    units = load_units(actor=SYSTEM, units=[
        UnitSpec("tinh", UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Đồng Tháp", START, identifier="H20"),
        UnitSpec("phuong", UnitKind.COMMUNE, "Ủy ban nhân dân phường Cao Lãnh", START, "tinh", "H20.31"),
        UnitSpec("vp", division, "Văn phòng", START, "phuong", "H20.31.01", UnitFunction.OFFICE),
        UnitSpec("kt", division, "Phòng Kinh tế", START, "phuong", "H20.31.02", UnitFunction.ECONOMY),
        UnitSpec("vhxh", division, "Phòng Văn hóa - Xã hội", START, "phuong", "H20.31.03", UnitFunction.SOCIETY),
    ])  # fmt: skip
    load_default_roles(actor=SYSTEM)
    people = [("ct", "tinh", "leader"), ("lanhdao", "phuong", "leader")]
    people += [(f"{unit}-{role}", unit, role) for unit in ("vp", "kt", "vhxh") for role in ("head", "officer")]
    load_officials(actor=SYSTEM, password_hash="!", officials=[
        OfficialSpec(name, f"Người {name}", units[unit], role, role, START) for name, unit, role in people])  # fmt: skip
    return units["phuong"]


def test_there_is_a_task_in_every_state_but_one_and_a_second_start_doubles_nothing(ward: int) -> None:
    assert load_tasks(agency_id=ward, seed=1) == len(TALES)
    states = set(Task.objects.values_list("state", flat=True))
    assert states == set(TaskState) - {TaskState.CONFIRM}
    count = Task.objects.count()
    assert count == len(TALES) + 4, "four parts"
    assert {each.timing for each in Task.objects.filter(state=TaskState.DONE, parent=None)} == {"early", "in_time", "late"}
    for case in Case.objects.filter(kind="task"):
        assert replay(CaseEvent.objects.filter(case=case)) == standing(case)
        assert case.opened_at < clock.now()
    assert load_tasks(agency_id=ward, seed=1) == 0
    assert Task.objects.count() == count
