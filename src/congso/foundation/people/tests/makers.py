"""People in a small office, for tests of this room."""

from __future__ import annotations

from dataclasses import dataclass

from congso.core.actors import Actor
from congso.foundation.orgs.tests.kept import once
from congso.foundation.orgs.tests.makers import START, SYSTEM, make_units
from congso.foundation.people.loading import OfficialSpec, load_officials
from congso.foundation.people.queries import actor_for
from congso.foundation.people.roles import load_default_roles


@dataclass
class People:
    """Units by key, accounts by user name."""

    units: dict[str, int]
    accounts: dict[str, int]

    def actor(self, username: str) -> Actor:
        """The person as of today."""
        return actor_for(self.accounts[username])


def make_people() -> People:
    """A head, two officers, a clerk and a leader of one commune; an officer of another; the administrator."""
    return once("people", _make_people)


def _make_people() -> People:
    units = make_units()
    load_default_roles(actor=SYSTEM)
    rows = [
        ("truongphong", "Lê Hoàng Phúc", "a-vp", "head", "Chánh Văn phòng"),
        ("khoa", "Trần Minh Khoa", "a-vp", "officer", "Chuyên viên"),
        ("anh", "Lý Ngọc Ánh", "a-vp", "officer", "Chuyên viên"),
        ("mai", "Nguyễn Thị Thanh Mai", "a-mc", "clerk", "Công chức Một cửa"),
        ("hanh", "Phạm Ngọc Hạnh", "a", "leader", "Chủ tịch UBND phường"),
        ("loan", "Tạ Hồng Loan", "b-vp", "officer", "Chuyên viên"),
        ("long", "Bùi Đức Long", "so-1", "admin", "Quản trị hệ thống"),
    ]
    officials = [
        OfficialSpec(user, name, units[unit], role, title, START) for user, name, unit, role, title in rows
    ]
    return People(units, load_officials(actor=SYSTEM, officials=officials, password_hash="!"))
