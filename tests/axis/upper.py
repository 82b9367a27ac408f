"""Two axes in one process: the province's in the usual tables, the nation's in a schema of its own with a key of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests
from django.db import connection
from django.test import override_settings

from congso.core.actors import EVERYWHERE, Actor
from congso.domains.axis.facade import UpperIn, connect_upper, refresh_above
from congso.domains.axis.models import Parcel, Stop, System, Upper
from congso.domains.axis.services.coming_down import fetch_down
from congso.domains.axis.services.registering import add_certificate, register_system
from congso.domains.axis.services.taking_in import take_in
from congso.domains.axis.services.taking_part import register_member
from congso.domains.exchange.keys import SystemKey
from congso.foundation.axes.facade import AxisClient, ProvincialClient
from congso.foundation.edxml.facade import Organ
from congso.foundation.outbox.services import carry
from tests.axis.conftest import COMMUNE, MINISTRY, START, WARD, document_bytes
from tests.axis.inside import Inside
from tests.exchange.loopback import PDF, Ministry

RUNS = Actor(account_id=1, name="Người vận hành trục", grants={"axis.manage": EVERYWHERE})
TABLES = ("axis_system", "axis_certificate", "axis_member", "axis_usage", "axis_parcel", "axis_stop", "axis_upper", "axis_beyond", "outbox_sending")
UPPER_URL, LOWER_URL, SECRET = "http://tren.example/truc", "http://duoi.example/truc", "khoa-cua-truc-tinh-o-trung-uong"


def make_schema() -> None:
    """Tables of the other axis; gone with the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA tren")
        for table in TABLES:
            cursor.execute(f"CREATE TABLE tren.{table} (LIKE public.{table} INCLUDING ALL)")


@contextmanager
def axis_above() -> Iterator[None]:
    """Within: the nation's axis."""
    with _schema("tren, public"), override_settings(SECRET_KEY="khoa-cua-truc-quoc-gia-chi-de-thu-" + "0" * 30):
        yield


@contextmanager
def axis_below() -> Iterator[None]:
    """Within: the province's axis, also while the nation's is at work."""
    with _schema("public"), override_settings(SECRET_KEY=_OWN[0]):
        yield


_OWN: list[str] = []


@contextmanager
def _schema(path: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        before = cursor.fetchone()[0]
        cursor.execute(f"SET search_path TO {path}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SET search_path TO {before}")


@dataclass
class Line(Inside):
    """The line between the axes: what is posted is answered by the other one."""

    is_up: bool
    is_down: bool = False
    lose: int = 0
    """Answers that get lost on the way back."""
    posted: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        """Ask the other axis."""
        if self.is_down:
            raise requests.ConnectionError("down")
        self.posted.append((request.path_url, dict(request.headers)))
        with axis_above() if self.is_up else axis_below():
            answer = super().send(request, *args, **options)
        if self.lose:
            self.lose -= 1
            raise requests.ReadTimeout("lost")
        return answer


@dataclass
class Two:
    """Both axes with a province's system below and a ministry's above."""

    below: System
    upper: Upper
    line: Line
    back: Line
    ministry: System
    ours_above: System
    keys: dict[str, SystemKey]

    def client(self, base_url: str, system_id: str, secret: str) -> AxisClient:
        """How an axis speaks to the one above it."""
        found = ProvincialClient(base_url, system_id, secret)
        found._session.mount("http://", self.line if base_url == UPPER_URL else self.back)
        return found

    def letter(self, *to: str, number: str = "15", by: str = WARD) -> bytes:
        """A letter, signed."""
        mine = by != MINISTRY
        sender = Ministry(by, self.below if mine else self.ministry, self.keys["tinh" if mine else "bo-mau"])
        receivers = tuple(Organ(organ_id=code, name=code) for code in to)
        return document_bytes(sender.letter(to[0], number=number, receivers=receivers), (("van-ban.pdf", PDF),), sender.key)

    def send(self, content: bytes, **more: Any) -> Parcel:
        """The province's system hands a message to the province's axis."""
        return take_in(system=self.below, source=io.BytesIO(content), **more)

    def send_above(self, content: bytes, system: System | None = None) -> Parcel:
        """The ministry's system hands a message to the nation's axis."""
        with axis_above():
            return take_in(system=system or self.ministry, source=io.BytesIO(content))

    def up(self) -> int:
        """The province's carrier hands up what waits."""
        return carry("axis_above")

    def down(self) -> int:
        """It fetches what waits above."""
        return fetch_down(self.upper)


def lines(*values: str) -> list[tuple[Any, ...]]:
    """All lines of the axis at hand, by message and receiver."""
    return sorted(Stop.objects.values_list(*(values or ("asked_code", "state"))))


def lines_above(*values: str) -> list[tuple[Any, ...]]:
    """The same of the nation's axis."""
    with axis_above():
        return lines(*values)


def _system(name: str, key: SystemKey, codes: Sequence[str], secret: str) -> System:
    system, _secret = register_system(actor=RUNS, system_id=name, name=f"Hệ thống {name}", secret=secret)
    add_certificate(actor=RUNS, system_pk=system.pk, content=key.certificate_der)
    for code in codes:
        register_member(actor=RUNS, code=code, name=f"Đơn vị {code}", valid_from=START, system_pk=system.pk)
    return system


def make_two(keys: dict[str, SystemKey], stack: ExitStack) -> Two:
    """Both axes, the province's connected to the nation's as a system for its agencies."""
    from django.conf import settings

    from congso.domains.axis import uppers

    _OWN[:] = [settings.SECRET_KEY]
    make_schema()
    below = _system("tinh", keys["tinh"], [WARD, COMMUNE], "khoa-bi-mat-cua-tinh-2026")
    with axis_above():
        ours = _system("truc-tinh", keys["tinh"], [WARD, COMMUNE], SECRET)
        ministry = _system("bo-mau", keys["bo-mau"], [MINISTRY], "khoa-bi-mat-cua-bo-2026")
    upper = connect_upper(actor=RUNS, given=UpperIn("Trục quốc gia", UPPER_URL, "truc-tinh", SECRET))
    two = Two(below, upper, Line(is_up=True), Line(is_up=False), ministry, ours, keys)
    stack.enter_context(uppers.made_by(two.client))
    refresh_above(actor=RUNS, upper_pk=upper.pk)
    return two
