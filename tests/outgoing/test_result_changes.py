"""A result that was issued as a document follows what later documents do to it: replaced, recalled, corrected."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from congso.core.errors import NotVisible
from congso.domains.documents.facade import DocumentIssued
from congso.domains.documents.models import Document, Relation
from congso.domains.documents.receivers import isolated, proposed_receivers
from congso.domains.documents.services.outgoing import (
    Outside,
    issue_document,
    recall_document,
    start_draft,
)
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.models import Dossier, DossierResult, ResultPaper
from congso.domains.dossiers.queries.own_page import own_correction, own_page, own_result
from congso.domains.dossiers.queries.verifying import verified_result
from congso.domains.dossiers.services import collect_fees, return_result
from congso.domains.dossiers.subscribers import change_results, take_result
from congso.domains.dossiers.tests.expecting import fresh
from congso.domains.dossiers.tests.makers import make_citizen
from congso.domains.dossiers.tests.test_two_at_once import both
from congso.foundation.casework.models import CaseEvent
from congso.foundation.files.services import open_file
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.notifications.models import Message
from congso.foundation.people.models import Account
from tests.outgoing.conftest import Desk, draft_in
from tests.outgoing.test_dossier_results import _at_officer, _drafted, _issue, _sealed

pytestmark = pytest.mark.django_db(transaction=True)


def _returned(desk: Desk) -> tuple[Dossier, Document]:
    """A dossier whose issued result its citizen has."""
    dossier = _at_officer(desk)
    document = _drafted(desk, dossier)
    _issue(desk, document)
    collect_fees(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=None)
    return_result(actor=desk.office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by="Trần Thị Ngọc Ẩn", method="counter")
    run_pending_jobs()
    return fresh(dossier), document


def _later(desk: Desk, kind: str, about: Document, **changes: Any) -> Document:
    """Another document of the ward about one, issued."""
    draft = draft_in(desk, subject=f"Về việc {kind} kết quả", **changes)
    made = start_draft(actor=desk.office.officer, draft=draft, relation=(kind, about.pk))
    desk.bring(made, "issue")
    issue_document(actor=desk.office.registry, document_id=made.pk, seen_seq=None, outside=[Outside("Trần Thị Ngọc Ẩn")])
    run_pending_jobs()
    made.refresh_from_db()
    return made


def _told(what: str) -> int:
    return Message.objects.filter(wording=f"dossier-{what}").count()


def test_a_result_replaced_after_it_was_handed_out_shows_the_new_one_everywhere(desk: Desk, client: Client) -> None:
    dossier, document = _returned(desk)
    old = DossierResult.objects.get()
    new = _later(desk, "replaces", document)

    document.refresh_from_db()
    result, kept = DossierResult.objects.get(), ResultPaper.objects.get()
    assert (document.state, new.number_text) == ("replaced", "02/QĐ-UBND")
    assert (result.number, result.document_id, result.stored_id) == ("02/QĐ-UBND", new.pk, new.file_id)
    assert (kept.number, kept.standing, kept.other_number, kept.stored_id) == ("01/QĐ-UBND", "replaced", "02/QĐ-UBND", old.stored_id)
    after = fresh(dossier)
    assert (after.status, after.returned_at, after.judged_end_at) == (NationalStatus.RETURNED, dossier.returned_at, dossier.judged_end_at)
    assert _told("result_replaced") == 1

    citizen = make_citizen()
    assert own_result(viewer=citizen, dossier_id=dossier.pk).number == "02/QĐ-UBND"
    page = own_page(viewer=citizen, dossier_id=dossier.pk)
    assert [(each.number, each.standing) for each in page.former] == [("01/QĐ-UBND", "replaced")]
    assert page.can_download
    said = verified_result(token=str(old.verify_token))
    assert (said.number, said.standing, said.other_number) == ("01/QĐ-UBND", "Đã được thay thế", "02/QĐ-UBND")
    assert verified_result(token=str(result.verify_token)).standing == ""
    public = Client()
    assert "Văn bản này không còn giá trị" in public.get(f"/xac-minh/{old.verify_token}/").content.decode()
    assert "Kết quả được thay thế bằng văn bản mới" in public.get(f"/tra-cuu/{dossier.public_token}/").content.decode()

    client.force_login(Account.objects.get(username="chuyenvien"))
    shown = client.get(f"/ho-so/{dossier.pk}/").content.decode()
    assert "Đã được thay thế" in shown
    paper = client.get(f"/ho-so/{dossier.pk}/ket-qua/{kept.pk}/")
    assert old.stored is not None
    with open_file(old.stored) as stream:
        assert b"".join(paper.streaming_content) == stream.read()  # type: ignore[attr-defined]
    assert dossier.code in client.get(f"/van-ban/di/{new.pk}/").content.decode()


def test_told_twice_it_is_done_once(desk: Desk) -> None:
    dossier, document = _returned(desk)
    new = _later(desk, "replaces", document)
    token, seq = DossierResult.objects.get().verify_token, fresh(dossier).case.seq
    take_result(DocumentIssued(document_id=str(new.pk), unit_ids=()))
    both(lambda: change_results(new.pk), lambda: change_results(new.pk))
    assert (DossierResult.objects.get().verify_token, fresh(dossier).case.seq) == (token, seq)
    assert ResultPaper.objects.count() == 1


def test_replaced_before_it_was_handed_out_it_waits_at_the_counter_with_the_new_one(desk: Desk) -> None:
    dossier = _at_officer(desk)
    document = _drafted(desk, dossier)
    _issue(desk, document)
    _later(desk, "replaces", document)
    after = fresh(dossier)
    assert (after.status, DossierResult.objects.get().number) == (NationalStatus.FINISHED, "02/QĐ-UBND")
    assert after.case.holder_unit_id == desk.office.units["phuong-mc"]


def test_a_handed_out_result_recalled_is_nobodys_result_until_another_replaces_it(desk: Desk) -> None:
    dossier, document = _returned(desk)
    token = str(DossierResult.objects.get().verify_token)
    recall_document(actor=desk.office.registry, document_id=document.pk, reason="Sai họ tên")
    run_pending_jobs()
    citizen = make_citizen()
    with pytest.raises(NotVisible):
        own_result(viewer=citizen, dossier_id=dossier.pk)
    page = own_page(viewer=citizen, dossier_id=dossier.pk)
    assert [(each.standing, each.reason) for each in page.former] == [("recalled", "Sai họ tên")]
    assert verified_result(token=token).standing == "Đã bị thu hồi"
    assert (_told("result_recalled"), fresh(dossier).status) == (1, NationalStatus.RETURNED)

    _later(desk, "replaces", document)
    assert own_result(viewer=citizen, dossier_id=dossier.pk).number == "02/QĐ-UBND"
    assert ResultPaper.objects.count() == 1


def test_recalled_by_a_document_it_goes_back_to_its_officer(desk: Desk) -> None:
    dossier = _at_officer(desk)
    document = _drafted(desk, dossier)
    _issue(desk, document)
    _later(desk, "recalls", document)
    back = fresh(dossier)
    assert (back.status, back.case.holder_id) == (NationalStatus.PROCESSING, desk.office.accounts["chuyenvien"])
    assert ResultPaper.objects.get().other_number == "02/QĐ-UBND"


def test_a_correction_lies_beside_the_result_and_comes_along_with_it(desk: Desk) -> None:
    dossier, document = _returned(desk)
    letter = _later(desk, "corrects", document, type_code="", addressees=["Trần Thị Ngọc Ẩn"])
    citizen = make_citizen()
    page = own_page(viewer=citizen, dossier_id=dossier.pk)
    assert [each.number for each in page.corrections] == [letter.number_text]
    assert own_result(viewer=citizen, dossier_id=dossier.pk).number == "01/QĐ-UBND"
    assert own_correction(viewer=citizen, dossier_id=dossier.pk, paper_id=page.corrections[0].pk).stored_id == letter.file_id
    assert _told("result_corrected") == 1
    with pytest.raises(NotVisible):
        own_correction(viewer=make_citizen(name="Lê Văn Bảy", identity_number="087290004321"), dossier_id=dossier.pk, paper_id=page.corrections[0].pk)
    _later(desk, "replaces", document)
    assert own_page(viewer=citizen, dossier_id=dossier.pk).corrections == []


def test_what_is_about_another_agencys_or_no_result_changes_nothing(desk: Desk) -> None:
    dossier, document = _returned(desk)
    seq = fresh(dossier).case.seq
    other = _later(desk, "based_on", document)
    Relation.objects.create(source=other, kind="replaces", target=document)
    Document.objects.filter(pk=document.pk).update(agency_id=desk.office.units["so"])
    change_results(other.pk)
    assert (ResultPaper.objects.count(), fresh(dossier).case.seq) == (0, seq)


def test_the_applicant_is_proposed_as_receiver_when_the_result_is_issued(desk: Desk, client: Client) -> None:
    dossier = _at_officer(desk)
    document = _drafted(desk, dossier)
    assert proposed_receivers(document.pk) == ["Trần Thị Ngọc Ẩn"]
    assert proposed_receivers(desk.draft().pk) == []
    with isolated():
        assert proposed_receivers(document.pk) == []
    _sealed(desk, document)
    client.force_login(Account.objects.get(username="vanthu"))
    shown = client.get(f"/van-ban/di/{document.pk}/phat-hanh/")
    assert shown.context["form"]["outside"].value() == "Trần Thị Ngọc Ẩn"
    assert "Đã ghi sẵn người nộp hồ sơ: Trần Thị Ngọc Ẩn" in shown.content.decode()
    sent = client.post(f"/van-ban/di/{document.pk}/phat-hanh/", {"outside": "Trần Thị Ngọc Ẩn", "copies": "1", "seq": ""})
    assert sent.status_code == 302
    run_pending_jobs()
    assert CaseEvent.objects.filter(case_id=dossier.pk, action="result_issued").exists()
