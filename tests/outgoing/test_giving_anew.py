"""A draft of somebody who is away, and a paper whose signer left the post: given on before signing, never afterwards."""

from __future__ import annotations

import pytest
from django.test import Client

from congso.core import clock
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.documents.errors_outgoing import NotInThisStep, PaperChanged
from congso.domains.documents.models import Document, DocumentNumber, Outgoing
from congso.domains.documents.queries_outgoing import document_page
from congso.domains.documents.services.outgoing import NewSigner, change_signer, reassign_draft, send_on
from congso.domains.documents.services.outgoing_signing import prepare_paper
from congso.domains.dossiers.tests.makers import START, SYSTEM
from congso.domains.dossiers.tests.test_two_at_once import both
from congso.foundation.audit.models import AuditEntry
from congso.foundation.casework.errors import CaseMoved, HolderNotFit, NotYourStep, ReasonMissing
from congso.foundation.casework.models import Case
from congso.foundation.people.loading import OfficialSpec, load_officials
from congso.foundation.people.models import Account
from tests.incoming.test_giving_anew import leaves
from tests.outgoing.conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)


def _deputy(desk: Desk) -> int:
    office = desk.office
    spec = OfficialSpec("phochutich", "Võ Thành Nhân", office.units["phuong"], "leader", "Phó Chủ tịch UBND phường", START, "pho@dongthap.example")
    office.accounts |= load_officials(actor=SYSTEM, officials=[spec], password_hash="!")
    return office.accounts["phochutich"]


def _instead(desk: Desk, **changes: str) -> NewSigner:
    values = {"power": "KT.", "signed_for": "Chủ tịch", "position": "Phó Chủ tịch", "collective": "Ủy ban nhân dân"}
    return NewSigner(signer_id=desk.office.accounts["phochutich"], **(values | changes))


def test_a_signer_who_left_is_named_and_another_signs_under_the_same_number(desk: Desk, client: Client) -> None:
    document = desk.bring(desk.draft(), "sign")
    prepare_paper(actor=desk.office.leader, document_id=document.pk)
    _deputy(desk)
    leaves(desk.office, "lanhdao")
    client.force_login(Account.objects.get(username="vanthu"))
    page = client.get(f"/van-ban/di/{document.pk}/")
    assert "Người ký Phạm Ngọc Hạnh không còn giữ chức vụ này" in page.content.decode()
    sent = client.post(f"/van-ban/di/{document.pk}/lam/doi-nguoi-ky/", {
        "signer_id": desk.office.accounts["phochutich"], "power": "KT.", "position": "Phó Chủ tịch", "signed_for": "Chủ tịch",
        "collective": "Ủy ban nhân dân", "reason": "Chủ tịch nghỉ hưu", "seq": ""})  # fmt: skip
    assert sent.status_code == 302

    prepare_paper(actor=desk.actor("phochutich"), document_id=document.pk)

    document.refresh_from_db()
    assert (document.number_text, document.signer_name, document.signer_title, document.signer_power) == (
        "01/QĐ-UBND", "Võ Thành Nhân", "Phó Chủ tịch", "KT.")  # fmt: skip
    assert DocumentNumber.objects.get().released_at is None
    assert document.issued_on == clock.today()
    assert not document_page(desk.office.registry, document.pk).stranded
    with pytest.raises((NotYourStep, NotVisible)):
        prepare_paper(actor=desk.office.leader, document_id=document.pk)


def test_the_new_signer_must_be_one_who_may_and_the_reason_is_said(desk: Desk) -> None:
    document = desk.bring(desk.draft(), "sign")
    _deputy(desk)
    registry, before = desk.office.registry, Outgoing.objects.values("signer_id", "position").get(pk=document.pk)
    with pytest.raises(ReasonMissing):
        change_signer(actor=registry, document_id=document.pk, seen_seq=None, signer=_instead(desk), reason=" ")
    wrong = NewSigner(signer_id=desk.office.accounts["chuyenvien"], position="Chuyên viên")
    with pytest.raises(HolderNotFit):
        change_signer(actor=registry, document_id=document.pk, seen_seq=None, signer=wrong, reason="Thử")
    for who in ("chuyenvien", "truongphong"):
        with pytest.raises(NotAllowed):
            change_signer(actor=desk.actor(who), document_id=document.pk, seen_seq=None, signer=_instead(desk), reason="Thử")
    assert Outgoing.objects.values("signer_id", "position").get(pk=document.pk) == before
    assert AuditEntry.objects.filter(action="documents.change_signer", outcome="refused").count() == 4


def test_after_signing_and_before_the_step_no_signer_is_changed(desk: Desk) -> None:
    _deputy(desk)
    signed, early = desk.bring(desk.draft(), "seal"), desk.bring(desk.draft(), "form")
    for document in (signed, early):
        with pytest.raises(NotInThisStep):
            change_signer(actor=desk.office.registry, document_id=document.pk, seen_seq=None, signer=_instead(desk), reason="Muộn")
    assert Document.objects.get(pk=signed.pk).signer_name == "Phạm Ngọc Hạnh"


def test_the_former_signer_signing_at_the_same_moment_signs_nothing_that_was_changed(desk: Desk) -> None:
    document = desk.bring(desk.draft(), "sign")
    _deputy(desk)
    told = both(
        lambda: desk.sign([document.pk]),
        lambda: change_signer(actor=desk.office.registry, document_id=document.pk, seen_seq=None, signer=_instead(desk), reason="Đổi"),
    )
    document.refresh_from_db()
    outgoing = Outgoing.objects.get(pk=document.pk)
    refused = [each for each in told if isinstance(each, Exception)]
    assert len(refused) == 1
    assert isinstance(refused[0], PaperChanged | NotInThisStep | NotYourStep | NotVisible)
    assert (outgoing.signed_at is None) == (document.signer_name == "Võ Thành Nhân")
    assert DocumentNumber.objects.filter(released_at=None).count() <= 1


def test_the_head_gives_a_draft_of_one_who_left_to_another(desk: Desk, client: Client) -> None:
    document = desk.draft()
    leaves(desk.office, "chuyenvien")
    case = Case.objects.get(pk=document.case_id)
    for who in ("chuyenvien2", "vanthu"):
        with pytest.raises(NotAllowed):
            reassign_draft(actor=desk.actor(who), document_id=document.pk, seen_seq=None, holder_id=desk.office.accounts["chuyenvien2"], reason="x")
    client.force_login(Account.objects.get(username="truongphong"))
    assert "không còn giữ việc ở đơn vị này" in client.get(f"/van-ban/di/{document.pk}/").content.decode()
    sent = client.post(f"/van-ban/di/{document.pk}/lam/phan-cong-lai/", {
        "holder": desk.office.accounts["chuyenvien2"], "reason": "Đồng chí Khoa nghỉ", "seq": case.seq})  # fmt: skip
    assert sent.status_code == 302
    with pytest.raises(CaseMoved):
        reassign_draft(actor=desk.office.head, document_id=document.pk, seen_seq=case.seq, holder_id=desk.office.accounts["chuyenvien2"], reason="x")
    send_on(actor=desk.actor("chuyenvien2"), document_id=document.pk, seen_seq=None)
    assert Outgoing.objects.get(pk=document.pk).drafter_name == "Lý Ngọc Ánh"


def test_what_waits_for_a_signature_is_not_reassigned_as_a_draft(desk: Desk) -> None:
    document = desk.bring(desk.draft(), "sign")
    with pytest.raises(NotInThisStep):
        reassign_draft(actor=desk.office.registry, document_id=document.pk, seen_seq=None, holder_id=None, reason="Thử")
