"""A small agency with people in every role, and cases of any process, for the engine's own tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.foundation.audit.writing import write_action
from congso.foundation.calendar.limits import TimeUnit
from congso.foundation.casework.authoring import StepSpec, consultation_steps, publish_process
from congso.foundation.casework.models import Case
from congso.foundation.casework.services import Opening, open_case
from congso.foundation.orgs.loading import UnitSpec, load_units
from congso.foundation.orgs.models import UnitFunction, UnitKind
from congso.foundation.people.loading import OfficialSpec, load_officials
from congso.foundation.people.queries import actor_for
from congso.foundation.people.roles import load_default_roles

SYSTEM = system_actor("tests")
START = date(2025, 7, 1)
PEOPLE = {
    "clerk": ("centre", "clerk"), "officer": ("office", "officer"), "officer2": ("office", "officer"),
    "head": ("office", "head"), "registry": ("office", "registry"), "leader": ("ward", "leader"),
    "economist": ("economy", "head"), "outsider": ("elsewhere", "officer"),
}  # fmt: skip


@dataclass
class Agency:
    """A ward with its centre, two divisions and people; another commune beside it."""

    units: dict[str, int]
    accounts: dict[str, int]

    def actor(self, name: str) -> Actor:
        """The person as of today."""
        return actor_for(self.accounts[name])


def make_agency() -> Agency:
    """The ward, its people and the process of consultations."""
    division = UnitKind.DIVISION
    units = load_units(actor=SYSTEM, units=[
        UnitSpec("province", UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Đồng Tháp", START, identifier="H20"),
        UnitSpec("ward", UnitKind.COMMUNE, "Ủy ban nhân dân phường Mỹ Tho", START, "province", "H20.33"),
        UnitSpec("office", division, "Văn phòng HĐND và UBND", START, "ward", "H20.33.01", UnitFunction.OFFICE),
        UnitSpec("economy", division, "Phòng Kinh tế", START, "ward", "H20.33.02", UnitFunction.ECONOMY),
        UnitSpec("centre", UnitKind.CENTRE, "Trung tâm Phục vụ hành chính công", START, "ward", "H20.33.04",
                 UnitFunction.ONE_STOP),
        UnitSpec("elsewhere", UnitKind.COMMUNE, "Ủy ban nhân dân xã Tháp Mười", START, "province", "H20.32"),
    ])  # fmt: skip
    load_default_roles(actor=SYSTEM)
    accounts = load_officials(actor=SYSTEM, password_hash="!", officials=[
        OfficialSpec(name, f"Người {name}", units[unit], role, role, START) for name, (unit, role) in PEOPLE.items()
    ])  # fmt: skip
    publish_process(
        actor=SYSTEM, code="consultation", name="Xin ý kiến", steps=consultation_steps(), case_kind="consultation"
    )
    return Agency(units, accounts)


def make_case(agency: Agency, steps: list[StepSpec], **changes: Any) -> Case:
    """A case received at the ward's centre, on a fresh process with these steps."""
    version = publish_process(actor=SYSTEM, code="thu-nghiem", name="Quy trình thử", steps=steps)
    values: dict[str, Any] = {
        "kind": "dossier", "title": "Việc thử", "subject": "Trần Thị Ngọc Ẩn", "search_key": "viec thu",
        "version_id": version.pk, "agency_id": agency.units["ward"], "receiving_unit_id": agency.units["centre"],
        "division_id": agency.units["office"], "opened_at": clock.now(), "limit_amount": Decimal(5),
        "limit_unit": TimeUnit.WORKING_DAYS,
    }  # fmt: skip
    with write_action("tests.open", actor=agency.actor("clerk")) as action:
        return open_case(action, Opening(**(values | changes)))
