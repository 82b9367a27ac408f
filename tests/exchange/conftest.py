"""A ward connected to the axis over which a ministry is reached."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.test import override_settings

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.domains.axis.models import Member, System
from congso.domains.axis.services.registering import add_certificate, register_system
from congso.domains.axis.services.taking_part import register_member
from congso.domains.documents.models import Document
from congso.domains.documents.services.outgoing import DraftIn, Outside, issue_document, start_draft
from congso.domains.documents.services.outgoing_common import case_of, lock_outgoing
from congso.domains.documents.services.outgoing_numbering import take_number
from congso.domains.dossiers.tests.makers import START, Office, make_office
from congso.domains.exchange.keys import SystemKey, keep, make_self_signed
from congso.domains.exchange.models import Connection
from congso.domains.exchange.services.connecting import ConnectionIn, connect, refresh_directory
from congso.domains.exchange.services.incoming import receive
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.services import follow
from congso.foundation.files.services import store_file
from congso.foundation.outbox.services import carry
from tests.exchange.loopback import PDF, Loopback, Ministry

SYSTEM = system_actor("tests")
WARD, MINISTRY = "H20.31", "G09"


@dataclass
class Line:
    """Everything between the ward and the ministry."""

    office: Office
    connection: Connection
    axis: Loopback
    ministry: Ministry
    ward_system: System

    def carry(self) -> int:
        """Hand over what waits."""
        return carry("exchange")

    def receive(self) -> int:
        """Take what has come."""
        return receive(self.connection, client=self.axis)

    def sealed(self, subject: str = "Về việc báo cáo kết quả rà soát", relation: tuple[str, UUID] | None = None) -> Document:
        """A letter of the ward that waits to be issued."""
        return make_sealed(self.office, subject, relation)

    def issue(self, document: Document, *codes: str) -> Document:
        """Issue it to agencies outside."""
        outside = [Outside(f"Nơi nhận {code}", code) for code in codes or (MINISTRY,)]
        return issue_document(actor=self.office.registry, document_id=document.pk, seen_seq=None, outside=outside)


def make_sealed(office: Office, subject: str, relation: tuple[str, UUID] | None = None, drafter: Actor | None = None) -> Document:
    """A document numbered and sealed, without the work of real signatures; those have tests of their own."""
    document = start_draft(actor=drafter or office.officer, draft=DraftIn(type_code="", subject=subject, body="Nội dung."), relation=relation)
    for way in ("forward", "forward", "forward", "signed"):
        with write_action("tests.prepare", actor=SYSTEM) as action:
            row = lock_outgoing(SYSTEM, document.pk)
            if way == "signed":
                take_number(action, row, clock.today())
                row.signed_at = row.sealed_at = action.at
                row.save(update_fields=["signed_at", "sealed_at"])
            follow(action, case_of(row), way_code=way)
            action.record(row.document, way=way)
    document.refresh_from_db()
    document.file = store_file(ContentFile(PDF + subject.encode() + b"\n%%EOF\n", name="a.pdf"), name="a.pdf")
    document.save(update_fields=["file"])
    return document


def _member(code: str, name: str, system: System) -> Member:
    return register_member(actor=SYSTEM, code=code, name=name, valid_from=START, system_pk=system.pk)


@dataclass
class Keys:
    """A folder with the key of the ward's system, both systems' certificates, and the ministry's key."""

    folder: Path
    certificates: tuple[bytes, bytes]
    ministry: SystemKey


@pytest.fixture(scope="session")
def line_keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Made and opened once: either takes a fifth of a second a key."""
    folder = tmp_path_factory.mktemp("keys")
    with override_settings(CONGSO_KEYS=folder):
        ours = keep("phuong", make_self_signed("phuong", "UBND phường Cao Lãnh"))
    ministry = SystemKey(make_self_signed("bo-mau", "Bộ Mẫu"), "")
    return Keys(folder, (ours.certificate_der, ministry.certificate_der), ministry)


@pytest.fixture
def line(db: None, settings: LazySettings, line_keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Line:
    """The ward (its key, its connection) and the ministry, both registered at the axis."""
    settings.CONGSO_KEYS = line_keys.folder
    office = make_office()
    ward, secret = register_system(actor=SYSTEM, system_id="dong-thap", name="Tỉnh Đồng Tháp")
    theirs, _secret = register_system(actor=SYSTEM, system_id="bo-mau", name="Bộ Mẫu")
    for system, certificate in zip((ward, theirs), line_keys.certificates, strict=True):
        add_certificate(actor=SYSTEM, system_pk=system.pk, content=certificate)
    _member(WARD, "UBND phường Cao Lãnh", ward)
    _member("H20.32", "UBND xã Tháp Mười", ward)
    _member(MINISTRY, "Bộ Mẫu", theirs)
    axis = Loopback(ward)
    monkeypatch.setattr("congso.domains.exchange.services.sending._client", lambda *_given: axis)
    given = ConnectionIn("Trục", "lgsp", "http://axis.example/truc", "dong-thap", secret, key_name="phuong")
    connection = connect(actor=SYSTEM, given=given)
    refresh_directory(actor=SYSTEM, connection_id=connection.pk)
    return Line(office, connection, axis, Ministry(MINISTRY, theirs, line_keys.ministry), ward)
