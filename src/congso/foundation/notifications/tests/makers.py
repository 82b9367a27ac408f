"""A mail server that fails, and a few officials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPServerDisconnected
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend

from congso.core.actors import Actor, system_actor
from congso.foundation.orgs.loading import UnitSpec, load_units
from congso.foundation.orgs.models import UnitKind
from congso.foundation.people.loading import OfficialSpec, load_officials
from congso.foundation.people.queries import actor_for
from congso.foundation.people.roles import load_default_roles

SYSTEM = system_actor("tests")
START = date(2025, 7, 1)


class BrokenServer(BaseEmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        """Take nothing."""
        raise SMTPServerDisconnected("Connection unexpectedly closed")


@dataclass(frozen=True)
class Office:
    """A department with an officer, a head and an administrator."""

    accounts: dict[str, int]

    def actor(self, username: str) -> Actor:
        """The person as of today."""
        return actor_for(self.accounts[username])


def make_office() -> Office:
    """The small department."""
    ids = load_units(actor=SYSTEM, units=[
        UnitSpec("tinh", UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Đồng Tháp", START, identifier="H20"),
        UnitSpec("so", UnitKind.DEPARTMENT, "Sở Tư pháp", START, parent="tinh", identifier="H20.03"),
    ])  # fmt: skip
    load_default_roles(actor=SYSTEM)
    people = [("chuyenvien", "Trần Minh Khoa", "officer"), ("truongphong", "Lê Hoàng Phúc", "head"),
              ("quantri", "Bùi Đức Long", "admin")]  # fmt: skip
    return Office(load_officials(actor=SYSTEM, password_hash="!", officials=[
        OfficialSpec(user, name, ids["so"], role, "Chuyên viên", START, f"{user}@dongthap.example")
        for user, name, role in people
    ]))  # fmt: skip
