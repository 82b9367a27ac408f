"""A number that something bears is not voided in the book; one that is only reserved is (NĐ 30/2020, Điều 15, 22)."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.core.errors import NotAllowed
from congso.domains.documents.errors_outgoing import NotReady
from congso.domains.documents.models import Document, DocumentNumber
from congso.domains.documents.services.outgoing import issue_document, reserve_number, seal_outgoing
from congso.domains.documents.services.outgoing_signing import prepare_paper
from congso.domains.dossiers.tests.makers import make_dossier
from congso.foundation.audit.models import AuditEntry
from congso.foundation.numbering.models import NumberEntry
from congso.foundation.numbering.services import NumberBorne, void_number
from congso.foundation.people.models import Account
from tests.incoming.makers import make_incoming
from tests.outgoing.conftest import Desk
from tests.signing.conftest import PIN

pytestmark = pytest.mark.django_db(transaction=True)


def _entry(document: Document, **where: str) -> NumberEntry:
    return NumberEntry.objects.get(subject=str(document.pk), **where)


@pytest.mark.parametrize("step", ["number", "seal", "issue", "issued"])
def test_the_number_of_a_document_from_its_paper_to_its_issue_stays(desk: Desk, step: str) -> None:
    document = desk.bring(desk.draft(), "sign")
    if step == "number":
        prepare_paper(actor=desk.office.leader, document_id=document.pk)
    else:
        desk.step(document, "seal")
    if step in {"issue", "issued"}:
        desk.step(document, "issue")
    if step == "issued":
        issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["so"]])

    with pytest.raises(NumberBorne, match="Số 01/QĐ-UBND đang là số của văn bản 01/QĐ-UBND"):
        void_number(actor=desk.office.registry, entry_id=_entry(document).pk, reason="Nhầm")

    document.refresh_from_db()
    assert (document.number_text, _entry(document).voided_at) == ("01/QĐ-UBND", None)
    assert AuditEntry.objects.get(action="numbering.void_number").outcome == "refused"


def test_a_reserved_number_is_voided_and_the_draft_gets_the_next_one(desk: Desk) -> None:
    document = desk.bring(desk.draft(), "sign")
    reserve_number(actor=desk.office.registry, document_id=document.pk, seen_seq=None)
    with pytest.raises(NotAllowed):
        void_number(actor=desk.office.officer, entry_id=_entry(document).pk, reason="Nhầm")

    void_number(actor=desk.office.registry, entry_id=_entry(document).pk, reason="Giữ nhầm văn bản")

    document.refresh_from_db()
    assert (document.number, document.number_text, document.issued_on) == (None, "", None)
    assert DocumentNumber.objects.get(document=document).released_at is not None
    desk.step(document, "seal")
    document.refresh_from_db()
    assert document.number_text == "02/QĐ-UBND"
    assert NumberEntry.objects.get(text="01/QĐ-UBND").void_reason == "Giữ nhầm văn bản"


def test_nothing_is_signed_sealed_or_issued_under_a_number_voided_before(desk: Desk) -> None:
    first, second = desk.bring(desk.draft(), "seal"), desk.bring(desk.draft(), "issue")
    third = desk.bring(desk.draft(), "sign")
    prepare_paper(actor=desk.office.leader, document_id=third.pk)
    NumberEntry.objects.update(voided_at="2026-01-02T08:00:00+07:00", void_reason="Hủy từ bản cũ của chương trình")

    with pytest.raises(NotReady, match="đã bị hủy trong sổ"):
        seal_outgoing(actor=desk.office.registry, document_ids=[first.pk], key_id=desk.seal.pk, pin=PIN)
    with pytest.raises(NotReady, match="đã bị hủy trong sổ"):
        issue_document(actor=desk.office.registry, document_id=second.pk, seen_seq=None, unit_ids=[desk.office.units["so"]])
    with pytest.raises(NotReady, match="đã bị hủy trong sổ"):
        desk.sign([third.pk])

    assert set(Document.objects.filter(direction="out").values_list("state", flat=True)) == {"signing"}
    assert not Document.objects.filter(direction="in").exists()


def test_arrivals_and_dossiers_keep_their_numbers_too(desk: Desk) -> None:
    letter, dossier = make_incoming(desk.office), make_dossier(desk.office)
    for subject, kind, words in ((letter.pk, "incoming", "văn bản đến"), (dossier.pk, "dossier-code", "hồ sơ"), (dossier.pk, "register", "hồ sơ")):
        entry = NumberEntry.objects.get(subject=str(subject), book__kind=kind)
        with pytest.raises(NumberBorne, match=words):
            void_number(actor=desk.actor("quantri"), entry_id=entry.pk, reason="Nhầm")
    assert not NumberEntry.objects.exclude(voided_at=None).exists()


def test_the_book_leads_to_the_document_instead_of_offering_to_void(desk: Desk, client: Client) -> None:
    document, draft = desk.bring(desk.draft(), "seal"), desk.draft()
    reserve_number(actor=desk.office.registry, document_id=draft.pk, seen_seq=None)
    client.force_login(Account.objects.get(username="vanthu"))
    entry, reserved = _entry(document), _entry(draft)

    page = client.get(f"/quan-tri/so/{entry.book_id}/").content.decode()

    assert f'href="/van-ban/di/{document.pk}/"' in page
    assert f"/quan-tri/so/muc/{entry.pk}/huy/" not in page
    refused = client.post(f"/quan-tri/so/muc/{entry.pk}/huy/", {"reason": "Nhầm"})
    assert refused.status_code == 422
    assert "thu hồi, số vẫn giữ nguyên" in refused.content.decode()
    assert client.post(f"/quan-tri/so/muc/{reserved.pk}/huy/", {"reason": "Nhầm"}).status_code == 302
