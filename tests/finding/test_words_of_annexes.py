"""A document is found by what its annexes say, by who may see it and nobody else; a scan without words harms nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from congso.core.actors import Actor, system_actor
from congso.domains.documents.finding import Asked
from congso.domains.documents.models import Document, FileWords, IncomingFile
from congso.domains.documents.queries_finding import find_documents
from congso.domains.documents.services.incoming_correcting import add_files
from congso.domains.documents.services.incoming_holding import hold_file
from congso.domains.documents.services.outgoing import DraftIn, start_draft
from congso.domains.documents.services.outgoing_files import FileIn, add_file, remove_file
from congso.domains.documents.services.reading_files import documents_with_unread_files, read_files_of
from congso.domains.dossiers.tests.makers import Office, make_office
from congso.foundation.jobs.testing import run_pending_jobs
from tests.incoming.makers import letter_pdf, make_incoming
from tests.judges import need
from tests.outgoing.test_comparing_files import scan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    need("pdftotext")
    return make_office()


def found(viewer: Actor, words: str) -> list[object]:
    return [hit.line.id for hit in find_documents(viewer=viewer, asked=Asked(text=words)).hits]


def annex(office: Office, words: str, name: str = "phu-luc.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, letter_pdf(office, subject="Phụ lục", body=words).read(), "application/pdf")


def test_an_arrival_is_found_by_its_annex(office: Office) -> None:
    held = hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=letter_pdf(office), further=[annex(office, "Danh mục tràm chim sếu đầu đỏ")])
    document = make_incoming(office, held=held)
    assert found(office.leader, "sếu đầu đỏ") == []
    run_pending_jobs()
    assert found(office.leader, "sếu đầu đỏ") == [document.pk]
    assert found(office.clerk, "sếu đầu đỏ") == []
    add_files(actor=office.registry, document_id=document.pk, uploads=[annex(office, "Kinh phí hoa kiểng Sa Đéc", "b.pdf")])
    run_pending_jobs()
    assert found(office.leader, "hoa kiểng Sa Đéc") == [document.pk]


def test_a_draft_is_found_by_its_annexes_of_words_and_files_until_they_are_taken_away(office: Office) -> None:
    document = start_draft(actor=office.officer, draft=DraftIn(type_code="QĐ", subject="Về việc khen thưởng"))
    add_file(actor=office.officer, document_id=document.pk, seen_seq=None, given=FileIn("text", "Phụ lục I", body="Tổ hợp tác quýt hồng Lai Vung"))
    assert found(office.officer, "quýt hồng") == [document.pk]
    row = add_file(actor=office.officer, document_id=document.pk, seen_seq=None, given=FileIn("annex", "Phụ lục II", upload=annex(office, "Nem Lai Vung đặc sản")))
    run_pending_jobs()
    assert found(office.officer, "nem đặc sản") == [document.pk]
    remove_file(actor=office.officer, file_id=row.pk, seen_seq=None)
    assert found(office.officer, "nem đặc sản") == []
    assert found(office.officer, "quýt hồng") == [document.pk]


def test_those_from_before_are_read_at_night_and_each_file_once(office: Office) -> None:
    first, second = make_incoming(office), make_incoming(office, number_text="9/STP")
    held = hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=annex(office, "Xoài Cao Lãnh xuất khẩu"))
    for each in (first, second):
        IncomingFile.objects.create(incoming_id=each.pk, stored_id=held.stored_id, name="a.pdf")
    assert set(documents_with_unread_files()) == {first.pk, second.pk}
    assert read_files_of(actor=system_actor("tests"), document_id=first.pk) == 1
    assert read_files_of(actor=system_actor("tests"), document_id=second.pk) == 0
    assert FileWords.objects.count() == 1
    assert documents_with_unread_files() == []
    assert set(found(office.leader, "xoài Cao Lãnh")) == {first.pk, second.pk}


def test_a_scan_and_a_document_that_is_not_there(office: Office) -> None:
    document = make_incoming(office)
    add_files(actor=office.registry, document_id=document.pk, uploads=[letter_pdf(office), scan()])
    run_pending_jobs()
    assert FileWords.objects.get().text == ""
    assert read_files_of(actor=system_actor("tests"), document_id=document.pk) == 0
    assert Document.objects.count() == 1
