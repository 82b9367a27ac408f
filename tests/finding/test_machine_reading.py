"""Scans are read by machine: what was read proposes the form and is found, the file stays as it is to the last bit."""

from __future__ import annotations

import hashlib
from io import BytesIO
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from congso.core.actors import Actor, system_actor
from congso.core.errors import DomainError, NotAllowed, NotVisible
from congso.domains.documents import machine_text, text_layer
from congso.domains.documents.enums import Direction
from congso.domains.documents.models import Document
from congso.domains.documents.services.incoming_holding import hold_file
from congso.domains.documents.services.incoming_registering import register_incoming
from congso.domains.documents.services.machine_reading import read_by_machine, unread_documents
from congso.domains.documents.tasks import read_documents_left
from congso.domains.dossiers.tests.makers import Office, make_office
from congso.foundation.audit.models import AuditEntry
from congso.foundation.files.services import open_file
from congso.foundation.jobs.testing import run_pending_jobs
from tests.finding.makers import subjects
from tests.incoming.makers import letter_pdf, make_arrival
from tests.judges import need

MACHINE = system_actor("Đọc bằng máy")


@pytest.fixture
def reader() -> None:
    """tesseract with Vietnamese."""
    need("tesseract", "pdftoppm")
    assert machine_text.is_available(), "apt-get install tesseract-ocr-vie"


def scan_of(pdf: bytes) -> bytes:
    """The same page as a scanner gives it: a picture in a PDF, without a text layer."""
    drawn = machine_text.drawn(pdf, 1, 30)
    out = BytesIO()
    Image.open(BytesIO(drawn)).convert("L").save(out, "PDF", resolution=200)
    return out.getvalue()


def _scan(office: Office, **changes: object) -> SimpleUploadedFile:
    return SimpleUploadedFile("ban-quet.pdf", scan_of(letter_pdf(office, **changes).read()), "application/pdf")


def _registered(office: Office) -> Document:
    held = hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=_scan(office))
    return register_incoming(actor=office.registry, arrival=make_arrival(office, held=held, subject="Theo dõi"))


def _sha256(document: Document) -> str:
    assert document.file is not None
    with open_file(document.file) as stream:
        return hashlib.sha256(stream.read()).hexdigest()


def test_a_scan_fills_the_form_and_says_that_a_machine_read_it(office: Office, reader: None) -> None:
    upload = _scan(office)
    assert text_layer.text_of(upload.read()) == ""
    upload.seek(0)

    held = hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=upload)

    assert held.text_by_machine
    assert held.proposals["number_text"][0] == "1234/QĐ-UBND"
    assert held.proposals["issued_on"][0] == "2026-01-09"
    assert "máy đọc" in held.remark


def test_what_was_read_is_found_and_the_file_is_not_touched(office: Office, reader: None) -> None:
    document = _registered(office)
    before = _sha256(document)
    assert "congso.read_document" in run_pending_jobs()

    document.refresh_from_db()
    assert document.text_by_machine
    assert subjects(office.registry, "kiem soat thu tuc hanh chinh") == ["Theo dõi"]
    assert _sha256(document) == before == document.file_id
    assert AuditEntry.objects.filter(action="documents.read_by_machine", outcome="done").count() == 1


def test_words_of_its_own_are_not_replaced_and_no_document_is_refused(office: Office, reader: None) -> None:
    held = hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=letter_pdf(office))
    document = register_incoming(actor=office.registry, arrival=make_arrival(office, held=held))
    own = document.text
    assert own
    assert not document.text_by_machine
    assert "congso.read_document" not in run_pending_jobs()

    read_by_machine(actor=MACHINE, document_id=document.pk)

    document.refresh_from_db()
    assert (document.text, document.text_by_machine) == (own, False)
    with pytest.raises(NotVisible):
        read_by_machine(actor=MACHINE, document_id=uuid4())
    assert AuditEntry.objects.filter(action="documents.read_by_machine", outcome="refused").count() == 1


def test_without_the_program_the_clerk_is_told_and_the_night_does_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    need("pdftoppm")
    upload = _scan(office)
    monkeypatch.setattr(machine_text, "is_available", lambda: False)

    held = hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=upload)
    document = register_incoming(actor=office.registry, arrival=make_arrival(office, held=held))

    assert "tesseract" in held.remark
    assert (held.text, held.text_by_machine, held.proposals) == ("", False, {})
    assert unread_documents() == [document.pk]
    read_documents_left(0)
    read_by_machine(actor=MACHINE, document_id=document.pk)
    document.refresh_from_db()
    assert (document.text, document.text_by_machine) == ("", False)


def test_what_was_left_is_read_at_night_and_an_empty_page_is_not_tried_for_ever(office: Office, reader: None) -> None:
    document = _registered(office)
    Document.objects.filter(pk=document.pk).update(text="", text_by_machine=False)
    out = BytesIO()
    Image.new("L", (1654, 2339), 255).save(out, "PDF", resolution=200)
    held = hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=SimpleUploadedFile("trang.pdf", out.getvalue()))
    empty = register_incoming(actor=office.registry, arrival=make_arrival(office, held=held, number_text="9/X"))
    assert set(unread_documents()) == {document.pk, empty.pk}

    read_documents_left(0)
    run_pending_jobs()

    assert unread_documents() == []
    document.refresh_from_db()
    assert "KIỂM SOÁT" in document.text.upper()


def test_reading_is_bounded_in_pages_and_time(reader: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def read(_content: bytes, page: int, _seconds: float) -> str:
        asked.append(page)
        return f"trang {page}"

    monkeypatch.setattr(machine_text, "_read_page", read)
    monkeypatch.setattr(text_layer, "pages_of", lambda _content: 400)
    assert machine_text.read_all(b"%PDF-1.7").startswith("trang 1\ntrang 2")
    assert asked == list(range(1, 31))
    asked.clear()
    machine_text.read_first_and_last(b"%PDF-1.7")
    assert asked == [1, 400]
    assert machine_text.read_pages(b"%PDF-1.7", [1, 2], seconds=0) == ""
    assert machine_text.read_pages(b"GIF89a", [1], seconds=9) == ""


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_read_it_once(reader: None) -> None:
    office = make_office()
    document = _registered(office)
    barrier, failures = Barrier(2), []

    def read() -> None:
        barrier.wait()
        try:
            read_by_machine(actor=MACHINE, document_id=document.pk)
        except DomainError as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=read) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    document.refresh_from_db()
    assert document.direction == Direction.INCOMING
    assert "kiểm soát" in document.text.lower()


def test_who_may_not_register_makes_no_machine_work(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object) -> str:
        raise AssertionError("read")

    monkeypatch.setattr(machine_text, "read_first_and_last", never)
    nobody = Actor(account_id=1, name="Ai đó")
    with pytest.raises(NotAllowed):
        hold_file(actor=nobody, agency_id=office.units["phuong"], upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7\n%%EOF"))
    assert AuditEntry.objects.filter(action="documents.hold_file", outcome="refused").count() == 1
