"""The small office with a leader's key and the ward's seal, and documents at any step of their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from congso.core.actors import Actor
from congso.domains.documents.models import Document, Outgoing
from congso.domains.documents.services.outgoing import (
    DraftIn,
    seal_outgoing,
    send_on,
    sign_outgoing,
    start_draft,
)
from congso.domains.dossiers.tests.makers import Office, make_office
from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.serving import Running
from congso.foundation.signing.facade import SigningKey
from congso.foundation.signing.services.keeping import Owner, add_file_key
from tests.signing.conftest import PIN, SYSTEM, authority, authority_folder, picture

__all__ = ["authority", "authority_folder"]

BODY = ("Điều 1. Kiện toàn Tổ công nghệ số cộng đồng phường Cao Lãnh gồm các ông, bà có tên trong danh sách kèm theo.\n\n"
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\nĐiều 3. Các đơn vị có liên quan chịu trách nhiệm thi hành./.")  # fmt: skip


@dataclass
class Desk:
    """People, keys, and ways to bring a document forward."""

    office: Office
    leader_key: SigningKey
    seal: SigningKey

    def actor(self, name: str) -> Actor:
        """The person as of today."""
        return self.office.actor(name)

    def draft(self, **changes: Any) -> Document:
        """A decision drafted by the ward's officer."""
        return start_draft(actor=self.office.officer, draft=draft_in(self, **changes))

    def step(self, document: Document, name: str) -> None:
        """One step: ``content``, ``form``, ``sign`` send it there; ``seal`` signs it, ``issue`` seals it."""
        hands = {"content": self.office.officer, "form": self.office.head, "sign": self.office.registry}
        if name in hands:
            send_on(actor=hands[name], document_id=document.pk, seen_seq=None)
        elif name == "seal":
            self.sign([document.pk])
        else:
            self.put_seal([document.pk])

    def bring(self, document: Document, step: str) -> Document:
        """Work a fresh draft up to a step."""
        order = ["content", "form", "sign", "seal", "issue"]
        for name in order[: order.index(step) + 1]:
            self.step(document, name)
        document.refresh_from_db()
        return document

    def sign(self, ids: Sequence[UUID], pin: str = PIN) -> list[Outgoing]:
        """The leader signs."""
        outcome = sign_outgoing(actor=self.office.leader, document_ids=ids, key_id=self.leader_key.pk, pin=pin)
        return outcome.done

    def put_seal(self, ids: Sequence[UUID]) -> list[Outgoing]:
        """The registry seals."""
        return seal_outgoing(actor=self.office.registry, document_ids=ids, key_id=self.seal.pk, pin=PIN).done


def draft_in(desk: Desk, **changes: Any) -> DraftIn:
    """A whole decision."""
    values: dict[str, Any] = {
        "type_code": "QĐ", "subject": "Về việc kiện toàn Tổ công nghệ số cộng đồng", "body": BODY,
        "grounds": ["Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025"],
        "recipients": ["Như Điều 3", "Lưu: VT, VP"], "signer_id": desk.office.accounts["lanhdao"], "power": "TM.",
        "signed_for": "Ủy ban nhân dân", "position": "Chủ tịch",
    }  # fmt: skip
    return DraftIn(**(values | changes))


def make_desk(authority: Running) -> Desk:
    """The office with its keys."""
    office = make_office()
    leader = office.leader
    mine = authority.authority.issue(Subject("Phạm Ngọc Hạnh", "UBND phường Cao Lãnh", title="Chủ tịch", identifier="CCCD:087190000001"), PIN)
    seal = authority.authority.issue(Subject("UBND phường Cao Lãnh", "Tỉnh Đồng Tháp", identifier="MST:1400000001"), PIN)
    own = add_file_key(actor=leader, owner=Owner(account_id=leader.account_id), container=mine, pin=PIN, picture=picture((29, 63, 143)))
    unit = add_file_key(actor=SYSTEM, owner=Owner(unit_id=office.units["phuong"]), container=seal, pin=PIN, picture=picture((200, 16, 46)))
    return Desk(office, own, unit)


@pytest.fixture
def desk(authority: Running) -> Desk:
    """A desk for one test."""
    return make_desk(authority)
