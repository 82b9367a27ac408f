"""The result of a dossier goes the way of every official document, and reaches the citizen signed and sealed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.documents.facade import DocumentIssued
from congso.domains.documents.models import Document, Outgoing
from congso.domains.documents.services.outgoing import (
    DraftIn,
    Outside,
    issue_document,
    recall_document,
    save_draft,
)
from congso.domains.documents.services.outgoing_numbering import cancel_document
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.errors import ResultInDraft, ResultIssuedAlready
from congso.domains.dossiers.models import Dossier, DossierResult, ResultDraft
from congso.domains.dossiers.queries.own_page import own_result
from congso.domains.dossiers.services import (
    ask_supplement,
    collect_fees,
    complete_supplement,
    draft_result,
    move_dossier,
    propose,
    return_result,
    stop_dossier,
)
from congso.domains.dossiers.subscribers import take_result
from congso.domains.dossiers.tests.expecting import fresh, last_event, refused
from congso.domains.dossiers.tests.makers import bring_to, make_citizen, make_dossier
from congso.domains.dossiers.tests.test_two_at_once import both
from congso.entry.simulators.authority.serving import Running
from congso.foundation.casework.errors import ActionNotInStep, CaseMoved, NotYourStep
from congso.foundation.casework.inbox import InboxFilter, inbox
from congso.foundation.files.services import open_file
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.models import Notice
from congso.foundation.people.models import Account
from congso.foundation.signing.facade import Trust, verify_pdf
from tests.judges import need
from tests.outgoing.conftest import Desk
from tests.outgoing.test_way import pdfsig

pytestmark = pytest.mark.django_db(transaction=True)


def _at_officer(desk: Desk) -> Dossier:
    return bring_to(desk.office, make_dossier(desk.office), "work")


def _drafted(desk: Desk, dossier: Dossier, proposal: str = "result") -> Document:
    made = draft_result(actor=desk.office.officer, dossier_id=dossier.pk, seen_seq=None, proposal=proposal)
    return Document.objects.get(pk=made.document_id)


def _sealed(desk: Desk, document: Document) -> None:
    """The draft filled in, signed and sealed."""
    out = Outgoing.objects.select_related("document").get(pk=document.pk)
    body = out.body.replace("[…lý do không giải quyết]", "hồ sơ không đủ điều kiện")
    words = DraftIn(type_code=document.type_code, subject=document.subject, body=body, grounds=out.grounds, addressees=out.addressees,
                    recipients=out.recipients, signer_id=out.signer_id, position="Chủ tịch")  # fmt: skip
    save_draft(actor=desk.office.officer, document_id=document.pk, seen_seq=None, draft=words)
    desk.bring(document, "issue")


def _issue(desk: Desk, document: Document) -> None:
    _sealed(desk, document)
    receivers = [Outside("Trần Thị Ngọc Ẩn")]
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, outside=receivers)
    run_pending_jobs()


def test_the_result_is_drafted_signed_issued_and_downloaded_by_its_citizen(desk: Desk, authority: Running, tmp_path: Path) -> None:
    need("pdfsig", "certutil")
    dossier = _at_officer(desk)
    document = _drafted(desk, dossier)
    outgoing = Outgoing.objects.get(pk=document.pk)
    assert (document.type_code, document.state, outgoing.drafter_id) == ("QĐ", "draft", desk.office.accounts["chuyenvien"])
    assert outgoing.signer_id == desk.office.accounts["lanhdao"]
    assert "Trần Thị Ngọc Ẩn" in document.subject
    assert "Thủ tục đăng ký lại khai sinh" in outgoing.body
    assert any(dossier.code in line for line in outgoing.grounds)

    with refused(ResultInDraft, dossier.code):
        move_dossier(actor=desk.office.officer, dossier_id=dossier.pk, seen_seq=None, way_code="forward")
    citizen = make_citizen()
    with pytest.raises(NotVisible):
        own_result(viewer=citizen, dossier_id=dossier.pk)
    _issue(desk, document)

    document.refresh_from_db()
    dossier = fresh(dossier)
    result = DossierResult.objects.get()
    assert (document.number_text, document.issued_on) == ("01/QĐ-UBND", clock.today())
    assert (result.number, result.issued_on, result.stored_id) == ("01/QĐ-UBND", clock.today(), document.file_id)
    assert (result.approved_by_name, result.approved_by_title) == ("Phạm Ngọc Hạnh", "Chủ tịch")
    assert (dossier.status, dossier.proposal) == (NationalStatus.FINISHED, "result")
    assert dossier.case.holder_unit_id == desk.office.units["phuong-mc"]
    assert [row.number for row in inbox(viewer=desk.office.clerk, wanted=InboxFilter()).rows] == [dossier.code]

    collect_fees(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=None)
    return_result(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by="Trần Thị Ngọc Ẩn", method="online")
    got = own_result(viewer=citizen, dossier_id=dossier.pk)
    assert got.stored is not None
    with open_file(got.stored) as stream:
        pdf = stream.read()
    assert "01/QĐ-UBND" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    told = pdfsig(pdf, authority, tmp_path)
    assert told.count("Signature is Valid.") == 2, told
    assert told.count("Certificate is Trusted.") == 2, told
    assert [each.trust for each in verify_pdf(pdf)] == [Trust.TRUSTED, Trust.TRUSTED]

    public, upload = Client(), BytesIO(pdf)
    upload.name = got.file_name
    page = public.post("/xac-minh/chu-ky/", {"upload": upload}).content.decode()
    assert "Phạm Ngọc Hạnh" in page
    assert "UBND phường Cao Lãnh" in page
    page = public.get(f"/xac-minh/{got.verify_token}/").content.decode()
    assert "01/QĐ-UBND" in page


def test_issuing_twice_over_makes_one_result(desk: Desk) -> None:
    dossier = _at_officer(desk)
    document = _drafted(desk, dossier)
    _issue(desk, document)
    token = DossierResult.objects.get().verify_token
    seq = fresh(dossier).case.seq
    take_result(DocumentIssued(document_id=str(document.pk), unit_ids=()))

    assert DossierResult.objects.get().verify_token == token
    assert fresh(dossier).case.seq == seq


def test_a_letter_that_refuses_ends_as_a_refusal(desk: Desk) -> None:
    dossier = _at_officer(desk)
    document = _drafted(desk, dossier, "refusal")
    assert document.type_code == ""
    _issue(desk, document)
    assert (fresh(dossier).status, fresh(dossier).proposal) == (NationalStatus.STOPPED, "refusal")


def test_only_who_holds_it_drafts_once_and_where_the_process_lets_them(desk: Desk) -> None:
    dossier = _at_officer(desk)
    with refused(NotYourStep):
        draft_result(actor=desk.actor("chuyenvien2"), dossier_id=dossier.pk, seen_seq=None, proposal="result")
    with refused(CaseMoved):
        draft_result(actor=desk.office.officer, dossier_id=dossier.pk, seen_seq=1, proposal="result")
    document = _drafted(desk, dossier)
    with refused(ResultInDraft):
        draft_result(actor=desk.office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result")
    with refused(ResultInDraft):
        propose(actor=desk.office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result")
    assert Document.objects.get() == document
    up = bring_to(desk.office, make_dossier(desk.office), "review")
    with refused(ActionNotInStep):
        draft_result(actor=desk.office.head, dossier_id=up.pk, seen_seq=None, proposal="result")


def test_of_two_presses_one_drafts(desk: Desk) -> None:
    dossier = _at_officer(desk)
    seq = fresh(dossier).case.seq

    def press() -> ResultDraft:
        return draft_result(actor=desk.office.officer, dossier_id=dossier.pk, seen_seq=seq, proposal="result")

    found = both(press, press)
    assert sorted(type(each).__name__ for each in found) == ["CaseMoved", "ResultDraft"]
    assert ResultDraft.objects.count() == Document.objects.count() == 1


def test_a_cancelled_draft_frees_the_dossier_for_the_other_way(desk: Desk) -> None:
    dossier = _at_officer(desk)
    document = _drafted(desk, dossier)
    cancel_document(actor=desk.office.officer, document_id=document.pk, seen_seq=None, reason="Không cần văn bản")
    propose(actor=desk.office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result", name="Trích lục")
    move_dossier(actor=desk.office.officer, dossier_id=dossier.pk, seen_seq=None, way_code="forward")
    assert DossierResult.objects.get().document_id is None


def test_a_paused_dossier_keeps_its_issued_result_and_goes_on_when_its_officer_sends_it(desk: Desk) -> None:
    dossier = _at_officer(desk)
    document = _drafted(desk, dossier)
    ask_supplement(actor=desk.office.officer, dossier_id=dossier.pk, seen_seq=None, items="Bản chính", reason="Đối chiếu")
    _issue(desk, document)
    assert DossierResult.objects.get().number == "01/QĐ-UBND"
    assert fresh(dossier).status == NationalStatus.SUPPLEMENT
    assert last_event(dossier).action == "result_issued"
    complete_supplement(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=None, papers=["Bản chính"])
    with refused(ResultIssuedAlready):
        draft_result(actor=desk.office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result")
    with refused(ResultIssuedAlready):
        propose(actor=desk.office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result")
    for who in (desk.office.officer, desk.office.head, desk.office.leader, desk.office.registry):
        move_dossier(actor=who, dossier_id=dossier.pk, seen_seq=None, way_code="forward")
    assert (fresh(dossier).status, DossierResult.objects.get().approved_by_title) == (NationalStatus.FINISHED, "Chủ tịch")


def test_a_recalled_result_is_taken_away_and_the_dossier_goes_back(desk: Desk) -> None:
    dossier = _at_officer(desk)
    document = _drafted(desk, dossier)
    _issue(desk, document)
    recall_document(actor=desk.office.registry, document_id=document.pk, reason="Sai họ tên")
    run_pending_jobs()

    back = fresh(dossier)
    assert (back.status, back.proposal, back.case.holder_id) == (NationalStatus.PROCESSING, "", desk.office.accounts["chuyenvien"])
    assert DossierResult.objects.get().approved_at is None
    assert Notice.objects.filter(account_id=desk.office.accounts["chuyenvien"], text__contains="Sai họ tên").exists()
    _issue(desk, _drafted(desk, dossier))
    assert (DossierResult.objects.get().number, fresh(dossier).status) == ("02/QĐ-UBND", NationalStatus.FINISHED)


def test_what_is_issued_after_the_dossier_was_stopped_changes_nothing_there(desk: Desk) -> None:
    dossier = _at_officer(desk)
    document = _drafted(desk, dossier)
    stop_dossier(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=None, reason="Công dân rút")
    _issue(desk, document)
    assert fresh(dossier).status == NationalStatus.WITHDRAWN
    assert not DossierResult.objects.exists()


def test_the_pages_lead_to_each_other(desk: Desk, client: Client) -> None:
    dossier = _at_officer(desk)
    client.force_login(Account.objects.get(username="chuyenvien"))
    sent = client.post(f"/ho-so/{dossier.pk}/van-ban-ket-qua/", {"seq": fresh(dossier).case.seq, "proposal": "result"}, follow=True)
    page, document = sent.content.decode(), Document.objects.get()
    assert f"/van-ban/di/{document.pk}/" in page
    assert "hồ sơ chờ văn bản phát hành" in page
    assert "Lập đề xuất" not in page
    assert dossier.code in client.get(f"/van-ban/di/{document.pk}/").content.decode()
    again = client.post(f"/ho-so/{dossier.pk}/van-ban-ket-qua/", {"seq": fresh(dossier).case.seq, "proposal": "result"})
    assert again.status_code == 409
    assert "chưa phát hành" in again.content.decode()
