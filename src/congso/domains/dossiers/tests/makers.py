"""A small office with people in every role, and dossiers in it, for this module's tests and those of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import uuid4

from congso.core.actors import Actor, system_actor
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services import (
    Intake,
    PaperIn,
    Submission,
    move_dossier,
    propose,
    receive_dossier,
    submit_application,
)
from congso.domains.parties.facade import Applicant, remember_party
from congso.domains.procedures.facade import FeeItem, Limit, Terms, publish_procedure
from congso.domains.procedures.tests.makers import make_procedure
from congso.foundation.calendar.limits import TimeUnit
from congso.foundation.casework.authoring import chain, consultation_steps, publish_process
from congso.foundation.orgs.loading import UnitSpec, load_units
from congso.foundation.orgs.models import UnitFunction, UnitKind
from congso.foundation.orgs.tests.kept import once
from congso.foundation.people.loading import OfficialSpec, load_officials
from congso.foundation.people.queries import actor_for
from congso.foundation.people.roles import load_default_roles

SYSTEM = system_actor("tests")
START = date(2025, 7, 1)


@dataclass
class Office:
    """Ids and people of the small province: a ward with its centre and divisions, and a department."""

    units: dict[str, int]
    accounts: dict[str, int]
    publication_id: int
    department_publication_id: int
    same_day_publication_id: int

    def actor(self, username: str) -> Actor:
        """The person as of today."""
        return actor_for(self.accounts[username])

    @property
    def clerk(self) -> Actor:
        """Cán bộ một cửa of the ward's centre."""
        return self.actor("motcua")

    @property
    def officer(self) -> Actor:
        """Chuyên viên of the ward's office."""
        return self.actor("chuyenvien")

    @property
    def head(self) -> Actor:
        """Chánh văn phòng of the ward."""
        return self.actor("truongphong")

    @property
    def leader(self) -> Actor:
        """Chủ tịch of the ward."""
        return self.actor("lanhdao")

    @property
    def registry(self) -> Actor:
        """Văn thư of the ward."""
        return self.actor("vanthu")


def _units() -> list[UnitSpec]:
    division, centre = UnitKind.DIVISION, UnitKind.CENTRE
    return [
        UnitSpec("tinh", UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Đồng Tháp", START, identifier="H20"),
        UnitSpec("phuong", UnitKind.COMMUNE, "Ủy ban nhân dân phường Cao Lãnh", START, parent="tinh", identifier="H20.31"),
        UnitSpec("phuong-vp", division, "Văn phòng HĐND và UBND", START, "phuong", "H20.31.01", UnitFunction.OFFICE),
        UnitSpec("phuong-kt", division, "Phòng Kinh tế", START, "phuong", "H20.31.02", UnitFunction.ECONOMY),
        UnitSpec("phuong-mc", centre, "Trung tâm Phục vụ hành chính công phường Cao Lãnh", START, "phuong", "H20.31.04",
                 UnitFunction.ONE_STOP),
        UnitSpec("so", UnitKind.DEPARTMENT, "Sở Tư pháp", START, parent="tinh", identifier="H20.03"),
        UnitSpec("so-vp", division, "Văn phòng Sở Tư pháp", START, "so", "H20.03.01", UnitFunction.OFFICE),
        UnitSpec("so-cm", division, "Phòng Hành chính tư pháp", START, "so", "H20.03.02", UnitFunction.SPECIALIST),
        UnitSpec("xa", UnitKind.COMMUNE, "Ủy ban nhân dân xã Tháp Mười", START, parent="tinh", identifier="H20.32"),
        UnitSpec("xa-mc", centre, "Trung tâm Phục vụ hành chính công xã Tháp Mười", START, "xa", "H20.32.04",
                 UnitFunction.ONE_STOP),
    ]  # fmt: skip


def _officials(ids: dict[str, int]) -> list[OfficialSpec]:
    people = [
        ("motcua", "Nguyễn Thị Thanh Mai", "phuong-mc", "clerk", "Công chức Một cửa"),
        ("chuyenvien", "Trần Minh Khoa", "phuong-vp", "officer", "Công chức Tư pháp - Hộ tịch"),
        ("chuyenvien2", "Lý Ngọc Ánh", "phuong-vp", "officer", "Công chức Tư pháp - Hộ tịch"),
        ("truongphong", "Lê Hoàng Phúc", "phuong-vp", "head", "Chánh Văn phòng"),
        ("truongkinhte", "Đỗ Văn Tâm", "phuong-kt", "head", "Trưởng phòng"),
        ("lanhdao", "Phạm Ngọc Hạnh", "phuong", "leader", "Chủ tịch UBND phường"),
        ("vanthu", "Huỳnh Kim Liên", "phuong-vp", "registry", "Văn thư"),
        ("sotruong", "Bùi Gia Khánh", "so-cm", "head", "Trưởng phòng"),
        ("sochuyenvien", "Mai Thu Yến", "so-cm", "officer", "Chuyên viên"),
        ("sogiamdoc", "Cao Đức Trí", "so", "leader", "Giám đốc"),
        ("sovanthu", "Ngô Thùy Vy", "so-vp", "registry", "Văn thư"),
        ("motcuaxa", "Tạ Hồng Loan", "xa-mc", "clerk", "Công chức Một cửa"),
        ("quantri", "Bùi Đức Long", "so-cm", "admin", "Quản trị hệ thống"),
        ("theodoi", "Đặng Quốc Thắng", "so-cm", "inspector", "Chuyên viên Kiểm soát TTHC"),
    ]
    return [OfficialSpec(user, name, ids[unit], role, title, START, f"{user}@dongthap.example")
            for user, name, unit, role, title in people]  # fmt: skip


def make_office() -> Office:
    """The small province with three published procedures: five working days, a department's ten, a same-day one."""
    return once("office", _make_office)


def _make_office() -> Office:
    ids = load_units(actor=SYSTEM, units=_units())
    load_default_roles(actor=SYSTEM)
    accounts = load_officials(actor=SYSTEM, officials=_officials(ids), password_hash="!")
    publish_process(actor=SYSTEM, code="consultation", name="Xin ý kiến", steps=consultation_steps(), case_kind="consultation")
    long = publish_process(actor=SYSTEM, code="day-du", name="Một cửa đầy đủ", steps=chain(5 * 480))
    short = publish_process(actor=SYSTEM, code="rut-gon", name="Một cửa rút gọn", steps=chain(480, with_review=False))

    def publish(name: str, agency: str, process: int, limit: Limit, division: str, **terms: Any) -> int:
        version = make_procedure(name=name, papers=["Tờ khai theo mẫu", "Giấy tờ chứng minh nơi cư trú"])
        row = publish_procedure(
            actor=SYSTEM, version_id=version.pk, agency_ids=[ids[agency]], valid_from=START,
            terms=Terms(process_version_id=process, legal_limit=limit, division_function=division, **terms),
        )  # fmt: skip
        return row[0].pk

    days = TimeUnit.WORKING_DAYS
    return Office(
        units=ids, accounts=accounts,
        publication_id=publish("Thủ tục đăng ký lại khai sinh", "phuong", long.pk, Limit(Decimal(5), days),
                               UnitFunction.OFFICE, service_level="full", fees=[FeeItem("Lệ phí hộ tịch", 2, 8000)]),
        department_publication_id=publish("Cấp phiếu lý lịch tư pháp", "so", long.pk, Limit(Decimal(10), days),
                                          UnitFunction.SPECIALIST, service_level="information"),
        same_day_publication_id=publish("Thủ tục đăng ký khai sinh", "phuong", short.pk, Limit(Decimal(0), days),
                                        UnitFunction.OFFICE, cutoff=time(15, 0)),
    )  # fmt: skip


def make_applicant(**changes: Any) -> Applicant:
    """A citizen with a number that is well formed."""
    values: dict[str, Any] = {
        "kind": "citizen", "identity_number": "087190001234", "name": "Trần Thị Ngọc Ẩn",
        "address": "12 Nguyễn Huệ, phường Cao Lãnh, tỉnh Đồng Tháp", "phone": "0912345678",
        "email": "ngocan@example.vn",
    }  # fmt: skip
    return Applicant(**(values | changes))


def make_intake(office: Office, **changes: Any) -> Intake:
    """What the counter's screen sends."""
    values: dict[str, Any] = {
        "key": uuid4(), "publication_id": office.publication_id, "receiving_unit_id": office.units["phuong-mc"],
        "applicant": make_applicant(), "papers": [PaperIn("Tờ khai theo mẫu", 0), PaperIn("Giấy tờ cư trú", 1, 2)],
    }  # fmt: skip
    return Intake(**(values | changes))


def make_citizen(**changes: Any) -> Actor:
    """Somebody who has logged in at the portal, in their own matters."""
    applicant = make_applicant(**changes)
    party_id = remember_party(applicant)
    return Actor(account_id=None, name=applicant.name, party_id=party_id, parties=frozenset({party_id}))


def make_application(office: Office, citizen: Actor | None = None, *, kind: str = "self", **changes: Any) -> Dossier:
    """A dossier sent in online to the ward's centre, waiting to be checked."""
    citizen = citizen or make_citizen()
    sent = Submission(citizen.party_id or 0, kind, form_title="Tờ khai", answers={"name": "Trần Thị Ngọc Ẩn"})
    intake = make_intake(office, channel=2, submission=sent, **changes)
    return submit_application(actor=citizen, intake=intake)


def make_dossier(office: Office, *, actor: Actor | None = None, **changes: Any) -> Dossier:
    """A dossier just received at the ward's centre."""
    return receive_dossier(actor=actor or office.clerk, intake=make_intake(office, **changes))


def bring_to(office: Office, dossier: Dossier, step: str) -> Dossier:
    """Work a dossier up to a step of the long chain: ``work``, ``review``, ``sign``, ``registry``, ``return``."""
    order = ["assign", "work", "review", "sign", "registry", "return"]
    people = {"assign": office.head, "work": office.officer, "review": office.head, "sign": office.leader,
              "registry": office.registry}  # fmt: skip
    for name in order[: order.index(step)]:
        if name == "work":
            propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result", summary="Đủ điều kiện.")
        holder = office.accounts["chuyenvien"] if name == "assign" else None
        dossier = move_dossier(
            actor=people[name], dossier_id=dossier.pk, seen_seq=None, way_code="forward", holder_id=holder
        )
    return dossier
