"""A small office that collects, and requests for payment, for this module's tests and those of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.domains.fees.gateways import Heard
from congso.domains.fees.models import Payment, PaymentRequest
from congso.domains.fees.services import Demand, FeeLine, demand, hear_payment
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs.loading import UnitSpec, load_units
from congso.foundation.orgs.models import UnitFunction, UnitKind
from congso.foundation.people.loading import OfficialSpec, load_officials
from congso.foundation.people.queries import actor_for
from congso.foundation.people.roles import load_default_roles

SYSTEM = system_actor("tests")
START = date(2025, 7, 1)


@dataclass
class Till:
    """Two communes' centres with a clerk each, and those who keep and inspect the books."""

    units: dict[str, int]
    accounts: dict[str, int]

    def actor(self, username: str) -> Actor:
        """The person as of today."""
        return actor_for(self.accounts[username])

    @property
    def centre(self) -> int:
        """The ward's centre."""
        return self.units["mc"]


def make_till() -> Till:
    """The small office."""
    ids = load_units(actor=SYSTEM, units=[
        UnitSpec("tinh", UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Đồng Tháp", START, identifier="H20"),
        UnitSpec("p", UnitKind.COMMUNE, "Ủy ban nhân dân phường Cao Lãnh", START, parent="tinh", identifier="H20.31"),
        UnitSpec("mc", UnitKind.CENTRE, "Trung tâm Phục vụ hành chính công phường Cao Lãnh", START, "p", "H20.31.04", UnitFunction.ONE_STOP),
        UnitSpec("x", UnitKind.COMMUNE, "Ủy ban nhân dân xã Tháp Mười", START, parent="tinh", identifier="H20.32"),
        UnitSpec("xmc", UnitKind.CENTRE, "Trung tâm Phục vụ hành chính công xã Tháp Mười", START, "x", "H20.32.04", UnitFunction.ONE_STOP),
    ])  # fmt: skip
    load_default_roles(actor=SYSTEM)
    people = [("motcua", "Nguyễn Thị Thanh Mai", "mc", "clerk"), ("chuyenvien", "Trần Minh Khoa", "mc", "officer"),
              ("vanthu", "Huỳnh Kim Liên", "p", "registry"), ("motcuaxa", "Tạ Hồng Loan", "xmc", "clerk"),
              ("theodoi", "Đặng Quốc Thắng", "tinh", "inspector"), ("quantri", "Bùi Đức Long", "tinh", "admin")]  # fmt: skip
    accounts = load_officials(actor=SYSTEM, password_hash="!", officials=[
        OfficialSpec(user, name, ids[unit], role, role, START, f"{user}@dongthap.example") for user, name, unit, role in people])  # fmt: skip
    return Till(ids, accounts)


def make_request(
    till: Till,
    *,
    subject: str = "matter:1",
    amounts: tuple[int, ...] = (8000,),
    unit: str = "mc",
    occasion: str = "1",
) -> PaymentRequest:
    """A request for some fees of a matter."""
    lines = [
        FeeLine(str(place), f"Lệ phí {place}", 2, amount) for place, amount in enumerate(amounts, start=1)
    ]
    with write_action("tests.ask", actor=SYSTEM) as action:
        made = demand(action, Demand(subject, occasion, "H20.31-261122-0001", "Đăng ký lại khai sinh", "Trần Thị Ngọc Ẩn",
                                     "12 Nguyễn Huệ", till.units[unit], lines))  # fmt: skip
        action.record(made, asked=True)
    return made


def heard(
    request: PaymentRequest | None,
    *,
    number: str = "GD1",
    amount: int | None = None,
    at: datetime | None = None,
    **raw: Any,
) -> Heard:
    """A payment as a gateway tells it."""
    return Heard(
        number,
        request.code if request else "CSKHONGCOAI",
        amount or (request.total if request else 1),
        at or clock.now(),
        raw,
    )


def pay(request: PaymentRequest | None, **told: Any) -> Payment:
    """Have a gateway tell of a payment."""
    return hear_payment(actor=SYSTEM, adapter="cong", heard=heard(request, **told))


def after(request: PaymentRequest) -> datetime:
    """A moment when a payment is late."""
    return request.expires_at + timedelta(minutes=1)
