"""Two systems at the axis: the province with its wards, and a ministry."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import DomainError
from congso.domains.axis.models import Member, Parcel, Stop, System
from congso.domains.axis.services.registering import add_certificate, register_system
from congso.domains.axis.services.taking_in import take_in
from congso.domains.axis.services.taking_part import register_member
from congso.domains.exchange.keys import SystemKey, make_self_signed
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.edxml.facade import (
    AttachmentSource,
    DocumentMessage,
    Organ,
    ResponseFor,
    StatusCode,
    StatusMessage,
    write_document,
    write_status,
)
from tests.exchange.loopback import PDF, Ministry

RUNS = Actor(account_id=1, name="Người vận hành trục", grants={"axis.manage": EVERYWHERE})
NOBODY = Actor(account_id=2, name="Người khác", grants={})
START = date(2026, 1, 1)
WARD, COMMUNE, MINISTRY = "H20.31", "H20.32", "G09"
SECRETS = {"tinh": "khoa-bi-mat-cua-tinh-2026", "bo-mau": "khoa-bi-mat-cua-bo-2026"}


@dataclass
class Axis:
    """Everything at the axis."""

    province: System
    ministry: System
    keys: dict[str, SystemKey]

    def sender(self, name: str = "tinh") -> Ministry:
        """Who writes letters for a system."""
        return Ministry(WARD, self.province, self.keys["tinh"]) if name == "tinh" else Ministry(MINISTRY, self.ministry, self.keys["bo-mau"])

    def letter(self, *to: str, number: str = "15", files: Sequence[tuple[str, bytes]] = (("van-ban.pdf", PDF),), signed: bool = True,
               **changes: Any) -> bytes:  # fmt: skip
        """A letter of the ward as it goes over the line."""
        receivers = tuple(Organ(organ_id=code, name=code) for code in to or (MINISTRY,))
        said = self.sender().letter(MINISTRY, number=number, receivers=receivers, **changes)
        return document_bytes(said, files, self.keys["tinh"] if signed else None)

    def take(self, *to: str, **changes: Any) -> Parcel:
        """The same, taken in."""
        return take_in(system=self.province, source=io.BytesIO(self.letter(*to, **changes)))

    def status(self, about: Parcel, code: str, *, by: str = MINISTRY, owner: str = WARD, at: datetime | None = None) -> bytes:
        """A state of a document that came."""
        moment = clock.local(at or clock.now()).replace(microsecond=0, tzinfo=None)
        said = StatusMessage(
            sender=Organ(organ_id=by, name=by), code=StatusCode(code), description="Thử", timestamp=moment,
            response_for=ResponseFor(organ_id=owner, code="15/BM-VP", document_id=about.document_key, promulgated_on=clock.today()),
        )  # fmt: skip
        target = io.BytesIO()
        write_status(said, target, signer=self.keys["tinh" if by == WARD else "bo-mau"])
        return target.getvalue()


def document_bytes(said: DocumentMessage, files: Sequence[tuple[str, bytes]], key: SystemKey | None) -> bytes:
    """A letter with its files, signed."""
    sources = [
        AttachmentSource(content_id=f"cid:{place}", name=name, open=lambda content=content: io.BytesIO(content), description="",  # type: ignore[misc]
                         content_type="application/pdf", manifest_type="application/pdf")
        for place, (name, content) in enumerate(files)
    ]  # fmt: skip
    target = io.BytesIO()
    write_document(said, sources, target, signer=key)
    return target.getvalue()


@pytest.fixture(scope="session")
def axis_keys() -> dict[str, SystemKey]:
    """Keys of the two systems; making and opening them takes a while."""
    return {name: SystemKey(make_self_signed(name, name), "") for name in SECRETS}


@pytest.fixture
def axis(request: pytest.FixtureRequest, axis_keys: dict[str, SystemKey]) -> Axis:
    """Both systems registered, with their certificates and agencies."""
    request.getfixturevalue("_django_db_helper")
    made = {}
    for name, secret in SECRETS.items():
        made[name], _secret = register_system(actor=RUNS, system_id=name, name=f"Hệ thống {name}", secret=secret)
        add_certificate(actor=RUNS, system_pk=made[name].pk, content=axis_keys[name].certificate_der)
    for code, system in ((WARD, "tinh"), (COMMUNE, "tinh"), (MINISTRY, "bo-mau")):
        register_member(actor=RUNS, code=code, name=f"Đơn vị {code}", valid_from=START, system_pk=made[system].pk)
    return Axis(made["tinh"], made["bo-mau"], axis_keys)


def member(code: str) -> Member:
    """An agency as the database has it."""
    return Member.objects.get(code=code)


def waiting(system: System) -> list[tuple[str, str]]:
    """Who waits for what: (receiver, kind)."""
    return list(Stop.objects.filter(system=system, state="waiting").order_by("pk").values_list("receiver_code", "parcel__kind"))


def refused(name: str) -> int:
    """Lines of refusals of an action."""
    return AuditEntry.objects.filter(action=name, outcome=Outcome.REFUSED).count()


def done(name: str) -> int:
    """Lines of an action that was done."""
    return AuditEntry.objects.filter(action=name, outcome=Outcome.DONE).count()


def both(*calls: Callable[[], object]) -> list[str]:
    """What two hear who press at the same moment; one call is pressed by both."""
    pair = calls * 2 if len(calls) == 1 else calls
    gate = Barrier(2)

    def press(call: Callable[[], object]) -> str:
        gate.wait(10)
        try:
            call()
        except DomainError as error:
            return error.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(each.result(30) for each in [pool.submit(press, call) for call in pair])
