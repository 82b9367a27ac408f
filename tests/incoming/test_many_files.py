"""A document with its annexes is brought in at once: the main file is read, the others go with it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from congso.core.errors import DomainError
from congso.domains.documents.models import Document, HeldArrival, IncomingFile
from congso.domains.documents.services.incoming_holding import MOST_FILES, hold_file
from congso.domains.dossiers.tests.makers import Office
from congso.foundation.people.models import Account
from tests.incoming.makers import letter_pdf, make_incoming
from tests.judges import need

pytestmark = pytest.mark.django_db


def annex(office: Office, name: str = "phu-luc.pdf", body: str = "Danh sách kèm theo.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, letter_pdf(office, body=body).read(), "application/pdf")


def test_the_main_file_and_its_annexes_at_once(office: Office) -> None:
    client = Client()
    client.force_login(Account.objects.get(username="vanthu"))
    answer = client.post(reverse("documents:incoming_new"), {"upload": letter_pdf(office), "further": [annex(office), annex(office, "bieu.pdf", "Biểu mẫu.")]})
    assert answer.status_code == 302
    held = HeldArrival.objects.get()
    assert [name for _sha, name in held.others] == ["phu-luc.pdf", "bieu.pdf"]
    assert "bieu.pdf" in client.get(answer["Location"]).content.decode()
    document = make_incoming(office, held=held)
    assert list(IncomingFile.objects.filter(incoming_id=document.pk).values_list("name", flat=True)) == ["phu-luc.pdf", "bieu.pdf"]
    assert document.file_id == held.stored_id


def test_without_annexes_nothing_is_asked_for(office: Office) -> None:
    client = Client()
    client.force_login(Account.objects.get(username="vanthu"))
    assert client.post(reverse("documents:incoming_new"), {"upload": letter_pdf(office)}).status_code == 302
    assert HeldArrival.objects.get().others == []


def test_one_bad_annex_and_nothing_is_kept(office: Office) -> None:
    need("pdftotext")
    many = [annex(office, f"{n}.pdf") for n in range(MOST_FILES + 1)]
    bad = {
        "program": [SimpleUploadedFile("a.exe", b"MZ")], "lie": [SimpleUploadedFile("a.pdf", b"khong phai")], "mail": [SimpleUploadedFile("a.eml", b"From: a@b.vn")],
        "secret": [annex(office, body="MẬT\n\nNội dung.")], "many": many,
    }  # fmt: skip
    for further in bad.values():
        with pytest.raises(DomainError):
            hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=letter_pdf(office), further=further)
    assert not HeldArrival.objects.exists()
    assert not Document.objects.exists()
    client = Client()
    client.force_login(Account.objects.get(username="vanthu"))
    page = client.post(reverse("documents:incoming_new"), {"upload": letter_pdf(office), "further": [SimpleUploadedFile("a.exe", b"MZ")]})
    assert page.status_code == 422
    assert "không phải PDF, ảnh hoặc docx" in page.content.decode()
