"""Small offices that write to each other over the axis: a committee with its office, invented people in every role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from congso.core.actors import Actor
from congso.flows.demonstration.accounts import PASSWORD
from congso.foundation.calendar.loading import load_calendar
from congso.foundation.orgs.loading import UnitSpec, load_units
from congso.foundation.orgs.models import Unit, UnitFunction, UnitKind
from congso.foundation.people.loading import OfficialSpec, load_officials
from congso.foundation.people.roles import load_default_roles

START = date(2025, 7, 1)


@dataclass(frozen=True)
class Place:
    """An office of the demonstration of the exchange."""

    key: str
    code: str
    name: str
    kind: UnitKind
    body: str
    """In whose name its leader signs; empty for a ministry."""
    title: str
    """Its leader's."""
    people: tuple[str, str, str, str]
    """Officer, head of the office, leader, registry clerk: invented names."""


PLACES = {
    "dong-thap": Place("dong-thap", "H20", "Ủy ban nhân dân tỉnh Đồng Tháp", UnitKind.PROVINCE, "Ủy ban nhân dân", "Chủ tịch",
                       ("Trần Minh Khoa", "Lê Hoàng Phúc", "Phạm Ngọc Hạnh", "Huỳnh Kim Liên")),
    "vinh-long": Place("vinh-long", "H61", "Ủy ban nhân dân tỉnh Vĩnh Long", UnitKind.PROVINCE, "Ủy ban nhân dân", "Chủ tịch",
                       ("Lâm Thị Bích Thủy", "Kiên Sa Rết", "Nguyễn Hữu Trọng", "Thạch Thị Sô Phia")),
    "bo": Place("bo", "G09", "Bộ Nội vụ", UnitKind.DEPARTMENT, "", "Bộ trưởng",
                ("Hoàng Gia Bảo", "Vũ Thị Thu Hằng", "Đinh Công Sơn", "Phan Mỹ Duyên")),
}  # fmt: skip
"""Two provinces and a ministry; the code a merged province kept is not published (unverified)."""
ROLES = (("chuyenvien", "officer", "Chuyên viên"), ("truongphong", "head", "Chánh Văn phòng"), ("lanhdao", "leader", ""), ("vanthu", "registry", "Văn thư"))


def load_exchange_office(*, actor: Actor, key: str) -> dict[str, int]:
    """Units and people of one office; ids by ``agency``, ``office``, and the accounts by username."""
    place = PLACES[key]
    ids = load_units(actor=actor, units=[
        UnitSpec("co-quan", place.kind, place.name, START, identifier=place.code),
        UnitSpec("van-phong", UnitKind.DIVISION, "Văn phòng", START, "co-quan", f"{place.code}.01", UnitFunction.OFFICE),
    ])  # fmt: skip
    Unit.objects.filter(pk=ids["co-quan"]).update(email=f"vanthu@{key}.example", phone="02700000000", address="Số 1 đường Mẫu")
    load_calendar(actor=actor)
    load_default_roles(actor=actor)
    password = make_password(PASSWORD)
    people = [OfficialSpec(user, name, ids["co-quan" if role == "leader" else "van-phong"], role, title or place.title, START, f"{user}@{key}.example")
              for name, (user, role, title) in zip(place.people, ROLES, strict=True)]  # fmt: skip
    people.append(OfficialSpec("quantri", "Bùi Đức Long", ids["van-phong"], "admin", "Quản trị hệ thống", START, f"quantri@{key}.example"))
    accounts = load_officials(actor=actor, officials=people, password_hash=password)
    return {"agency": ids["co-quan"], "office": ids["van-phong"], **accounts}
