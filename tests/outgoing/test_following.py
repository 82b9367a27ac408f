"""A document about an issued one begins with the right type and the old one's words, and the form says the rule."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.domains.documents.models import Document, Outgoing, Relation
from congso.foundation.people.models import Account
from tests.outgoing.conftest import Desk
from tests.outgoing.test_refusals import issued

pytestmark = pytest.mark.django_db(transaction=True)


def opened(client: Client, kind: str, old: Document, more: str = "") -> str:
    return client.get(f"/van-ban/di/moi/?quan-he={kind}&van-ban={old.pk}{more}").content.decode()


def test_a_correction_is_a_letter_to_all_who_have_the_old_one(desk: Desk, client: Client) -> None:
    old = issued(desk)
    client.force_login(Account.objects.get(username="chuyenvien"))
    page = opened(client, "corrects", old)
    assert "được đính chính bằng công văn" in page
    assert f"đính chính Quyết định số {old.number_text} ngày" in page
    assert "Sở Tư pháp" in page
    assert "Ủy ban nhân dân xã Tháp Mười" in page
    assert '<option value="QĐ"' not in page
    address = f"/van-ban/di/moi/?quan-he=corrects&van-ban={old.pk}"
    refused = client.post(address, {"type_code": "QĐ", "subject": "Đính chính", "body": "x"})
    assert refused.status_code == 422
    assert not Relation.objects.exists()
    assert client.post(address, {"type_code": "", "subject": "đính chính", "body": "x"}).status_code == 302
    made = Relation.objects.select_related("source").get()
    assert (made.kind, made.target_id, made.source.type_code) == ("corrects", old.pk, "")


@pytest.mark.parametrize(("kind", "words"), [("replaces", "và thay thế Quyết định số"), ("amends", "Sửa đổi, bổ sung một số nội dung của Quyết định số")])
def test_what_changes_the_substance_has_the_old_ones_form_signer_and_receivers(desk: Desk, client: Client, kind: str, words: str) -> None:
    old = issued(desk)
    client.force_login(Account.objects.get(username="chuyenvien"))
    page = opened(client, kind, old)
    assert "văn bản có hình thức tương đương" in page
    assert words in page
    assert f"Căn cứ Quyết định số {old.number_text} ngày" in page
    assert "Như Điều 3\nLưu: VT, VP" in page
    assert f'<option value="{desk.office.accounts["lanhdao"]}" selected' in page
    assert '<option value="KH"' not in page
    answer = client.post(f"/van-ban/di/moi/?quan-he={kind}&van-ban={old.pk}", {"type_code": "KH", "subject": "Thay", "body": "x"})
    assert answer.status_code == 422


def test_a_recall_may_have_any_form_and_a_draft_or_anothers_document_begins_nothing(desk: Desk, client: Client) -> None:
    old, draft = issued(desk), desk.draft()
    client.force_login(Account.objects.get(username="chuyenvien"))
    assert '<option value="TB"' in opened(client, "recalls", old)
    assert f"Thu hồi Quyết định số {old.number_text}" in opened(client, "recalls", old, "&loai=TB")
    assert "hình thức tương đương" not in opened(client, "replaces", draft)
    client.force_login(Account.objects.get(username="sochuyenvien"))
    assert old.subject not in opened(client, "replaces", old)
    assert Outgoing.objects.count() == 2
