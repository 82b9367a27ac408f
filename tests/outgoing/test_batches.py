"""Batches: seen and stopped on the way, signed by a token on the person's own machine, each key only for what it is."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import pkcs12
from django.test import Client

from congso.core.errors import InvalidInput
from congso.domains.documents.models import Document, DocumentNumber
from congso.domains.documents.services import outgoing_batches
from congso.domains.documents.services.outgoing import seal_outgoing, sign_outgoing
from congso.domains.documents.services.outgoing_reviewing import send_back
from congso.domains.documents.watching import SharedWatch
from congso.entry.simulators.authority.certificates import Subject
from congso.entry.simulators.authority.remote_keys import certificates_of
from congso.entry.simulators.authority.serving import Running
from congso.foundation.audit.models import AuditEntry
from congso.foundation.files.services import open_file
from congso.foundation.people.models import Account
from congso.foundation.signing.errors import KeyUnusable
from congso.foundation.signing.facade import KeyStore, Trust, verify_pdf
from congso.foundation.signing.services.keeping import Owner, add_outside_key
from tests.outgoing.conftest import Desk
from tests.signing.conftest import PIN

pytestmark = pytest.mark.django_db
SIGN = "/van-ban/di/ky/"


class Stopping(outgoing_batches.Watch):
    """Asks to stop once the first group is done."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def tell(self, done: int, total: int) -> None:
        self.told.append((done, total))

    def is_stopped(self) -> bool:
        return bool(self.told)


def waiting(desk: Desk, how_many: int) -> list[Document]:
    return [desk.bring(desk.draft(subject=f"Về việc thứ {place}"), "sign") for place in range(how_many)]


def test_a_stopped_batch_leaves_the_rest_without_numbers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing_batches, "GROUP", 2)
    rows, watch = waiting(desk, 3), Stopping()

    outcome = sign_outgoing(actor=desk.office.leader, document_ids=[row.pk for row in rows], key_id=desk.leader_key.pk, pin=PIN, watch=watch)

    assert watch.told == [(2, 3)]
    assert [each.document_id for each in outcome.done] == [row.pk for row in rows[:2]]
    assert outcome.not_begun == [rows[2].pk]
    assert set(DocumentNumber.objects.values_list("document_id", flat=True)) == {row.pk for row in rows[:2]}


def test_the_page_asks_how_far_ones_own_batch_came_and_stops_it(desk: Desk, client: Client) -> None:
    run, leader = uuid4(), desk.office.accounts["lanhdao"]
    mine = SharedWatch(leader, run)
    client.force_login(Account.objects.get(pk=leader))
    assert "Đang ký" in client.get(f"{SIGN}tien-do/{run}/").content.decode()
    mine.tell(10, 37)

    assert "Xong 10/37 văn bản" in client.get(f"{SIGN}tien-do/{run}/").content.decode()
    assert client.post(f"{SIGN}dung/{run}/").status_code == 204
    assert mine.is_stopped()
    assert "đang dừng" in client.get(f"{SIGN}tien-do/{run}/").content.decode()
    other = SharedWatch(desk.office.accounts["vanthu"], run)
    assert other.progress() is None
    assert not other.is_stopped()


def test_a_persons_key_does_not_seal_and_a_seal_does_not_sign(desk: Desk) -> None:
    first, second = desk.bring(desk.draft(), "sign"), desk.bring(desk.draft(), "seal")

    with pytest.raises(KeyUnusable, match="con dấu của cơ quan"):
        sign_outgoing(actor=desk.office.registry, document_ids=[first.pk], key_id=desk.seal.pk, pin=PIN)
    with pytest.raises(KeyUnusable, match="không phải con dấu"):
        seal_outgoing(actor=desk.office.registry, document_ids=[second.pk], key_id=desk.leader_key.pk, pin=PIN)
    first.refresh_from_db()
    assert first.number is None


class Token:
    """The leader's token at their own machine: hashes in, signatures out."""

    def __init__(self, desk: Desk, authority: Running) -> None:
        container = authority.authority.issue(Subject("Phạm Ngọc Hạnh", "UBND phường Cao Lãnh", title="Chủ tịch"), PIN)
        self._key = pkcs12.load_key_and_certificates(container, PIN.encode())[0]
        own, *chain = certificates_of(container, PIN)
        owner = Owner(account_id=desk.office.accounts["lanhdao"])
        self.key = add_outside_key(actor=desk.office.leader, owner=owner, store=KeyStore.TOKEN, certificate=own, chain=chain,
                                   reference="http://127.0.0.1:17080")  # fmt: skip

    def sign(self, begun: dict[str, Any]) -> str:
        """The answer of its driver, as the page sends it on."""
        made: Any = self._key
        return json.dumps({
            each["id"]: b64encode(made.sign(b64decode(each["digest"]), padding.PKCS1v15(), Prehashed(hashes.SHA256()))).decode()
            for each in begun["documents"]
        })  # fmt: skip


def posted(token: Token, rows: list[Document], **more: str) -> dict[str, Any]:
    return {"key": token.key.pk, "documents": [str(row.pk) for row in rows], "run": str(uuid4()), **more}


def begin(client: Client, token: Token, rows: list[Document]) -> dict[str, Any]:
    found: dict[str, Any] = client.post(SIGN, posted(token, rows), headers={"X-Congso-Sign": "begin"}).json()
    return found


def test_a_token_on_the_leaders_machine_signs_several_documents_by_one_confirmation(
    desk: Desk, authority: Running, client: Client
) -> None:
    token, rows = Token(desk, authority), waiting(desk, 2)
    client.force_login(Account.objects.get(username="lanhdao"))
    begun = begin(client, token, rows)
    assert begun["reason"] == "Ký 2 tài liệu"

    answer = client.post(SIGN, posted(token, rows, batch=begun["batch"], signatures=token.sign(begun)), follow=True)

    assert "Đã ký 2 văn bản." in answer.content.decode()
    for row in rows:
        row.refresh_from_db()
        assert row.file is not None
        with open_file(row.file) as stream:
            (found,) = verify_pdf(stream.read())
        assert found.trust == Trust.TRUSTED


def test_a_paper_changed_meanwhile_is_not_signed(desk: Desk, authority: Running, client: Client) -> None:
    token, (row,) = Token(desk, authority), waiting(desk, 1)
    client.force_login(Account.objects.get(username="lanhdao"))
    begun = begin(client, token, [row])
    send_back(actor=desk.office.leader, document_id=row.pk, seen_seq=None, note="Sửa Điều 2")
    desk.bring(row, "sign")

    answer = client.post(SIGN, posted(token, [row], batch=begun["batch"], signatures=token.sign(begun)))

    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.state == "signing"
    assert row.file is not None
    with open_file(row.file) as stream:
        assert verify_pdf(stream.read()) == []
    assert AuditEntry.objects.filter(action="signing.finish_outside", outcome="refused").exists()


def test_without_its_script_a_token_is_refused_with_a_sentence(desk: Desk, authority: Running, client: Client) -> None:
    token, (row,) = Token(desk, authority), waiting(desk, 1)
    client.force_login(Account.objects.get(username="lanhdao"))

    answer = client.post(SIGN, posted(token, [row]))

    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.number is None


def test_more_than_fifty_are_refused_before_anything(desk: Desk) -> None:
    with pytest.raises(InvalidInput):
        sign_outgoing(actor=desk.office.leader, document_ids=[UUID(int=n) for n in range(51)], key_id=desk.leader_key.pk, pin=PIN)
