"""Files that are broken, locked, or not what they say: a clear sentence, nothing lost, nothing half kept."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from congso.core.errors import DomainError
from congso.domains.documents import text_layer
from congso.domains.documents.models import Document, HeldArrival
from congso.domains.documents.services.incoming_holding import hold_file, judge_file
from congso.domains.documents.services.outgoing import DraftIn, start_draft
from congso.domains.dossiers.tests.makers import Office
from congso.foundation.files.models import StoredFile
from congso.foundation.people.models import Account
from congso.foundation.signing import harmless
from congso.foundation.signing.errors import PdfRefused
from tests.incoming.makers import letter_pdf
from tests.judges import need
from tests.signing.test_public_page import bomb


def locked_pdf(office: Office) -> bytes:
    """The letter under a password."""
    writer, stream = PdfWriter(clone_from=PdfReader(BytesIO(letter_pdf(office).read()))), BytesIO()
    writer.encrypt("mat-khau")
    writer.write(stream)
    return stream.getvalue()


def hold(office: Office, content: bytes, name: str = "van-ban.pdf") -> HeldArrival:
    """What happens when the clerk brings this file in."""
    upload = SimpleUploadedFile(name, content)
    return hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=upload)


def test_a_locked_or_damaged_pdf_is_kept_as_it_came_and_typed_in_by_hand(office: Office) -> None:
    whole = letter_pdf(office).read()
    damaged = whole[: len(whole) // 3] + b"\n%%EOF\n"
    for content in (locked_pdf(office), damaged, b"%PDF-1.7\nkhong phai pdf\n%%EOF\n"):
        held = hold(office, content)
        assert held.proposals == {}
        assert held.remark
        assert held.stored is not None
        assert held.stored.size == len(content)


@pytest.mark.parametrize(
    ("name", "content"),
    [("van-ban.pdf", b"MZ\x90"), ("van-ban.pdf", b""), ("thu.eml", b"\xff\xfe\x00"), ("thu.eml", b"From: a@b.vn\r\n\r\nhet"), ("van-ban.exe", b"MZ")],
)  # fmt: skip
def test_what_is_no_document_is_refused_in_a_sentence_and_not_kept(
    office: Office, name: str, content: bytes
) -> None:
    with pytest.raises(DomainError) as refused:
        hold(office, content, name)
    assert str(refused.value).endswith(".")
    assert not HeldArrival.objects.exists()


def long_pdf(pages: int) -> bytes:
    """More pages than anybody reads, in a file of a few kilobytes: one page listed again and again."""
    kids = b" ".join([b"3 0 R"] * pages)
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids), b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"]
    body, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % each for each in places)
    return body + b"xref\n0 4\n0000000000 65535 f \n" + rows + b"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def letter_with(content: bytes) -> bytes:
    """An e-mail that carries a file."""
    message = EmailMessage()
    message["From"] = "vanphong@example.vn"
    message.set_content("Xin gửi văn bản.")
    message.add_attachment(content, maintype="application", subtype="pdf", filename="van-ban.pdf")
    return message.as_bytes()


@pytest.mark.parametrize("by_mail", [False, True])
@pytest.mark.parametrize(("name", "sentence"), [("bomb", "quá phức tạp"), ("long", "quá 5000 trang"), ("slow", "quá phức tạp")])
def test_a_file_made_to_harm_is_refused_at_the_registrys_desk_and_nothing_is_kept(
    office: Office, name: str, sentence: str, by_mail: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = {"bomb": bomb, "long": lambda: long_pdf(5_001), "slow": lambda: letter_pdf(office).read()}[name]()
    caches["near"].clear()
    if name == "slow":
        monkeypatch.setattr(harmless, "SECONDS", 0)
    files = StoredFile.objects.count()

    with pytest.raises(PdfRefused, match=sentence):
        hold(office, letter_with(content) if by_mail else content, "thu.eml" if by_mail else "van-ban.pdf")

    assert not HeldArrival.objects.exists()
    assert StoredFile.objects.count() == files


def test_the_registrys_page_says_so_in_a_sentence(office: Office, client: Client) -> None:
    client.force_login(Account.objects.get(pk=office.accounts["vanthu"]))
    answer = client.post(reverse("documents:incoming_new"), {"upload": SimpleUploadedFile("van-ban.pdf", long_pdf(5_001))})
    assert answer.status_code == 422
    assert "tệp có quá 5000 trang" in answer.content.decode()


def test_a_heavy_file_from_the_exchange_is_kept_and_its_check_says_why(office: Office) -> None:
    findings, remark = judge_file(long_pdf(5_001) + b"\n%/AcroForm\n")
    assert findings == []
    assert "quá 5000 trang" in remark
    assert judge_file(long_pdf(5_001)) == ([], ""), "what can hold no signature is not read for any"


@pytest.mark.parametrize("content", [bomb(), long_pdf(5_001)])
def test_no_draft_is_begun_on_such_a_file(office: Office, content: bytes) -> None:
    upload = SimpleUploadedFile("du-thao.pdf", content)
    with pytest.raises(PdfRefused):
        start_draft(actor=office.officer, draft=DraftIn(type_code="QĐ", subject="Về việc khen thưởng", upload=upload))
    assert not Document.objects.exists()


def test_what_reads_the_words_gets_no_more_memory_than_it_may(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    need("pdftotext")
    letter = letter_pdf(office).read()
    assert text_layer.text_of(letter)
    assert text_layer.pages_of(letter) == 1
    monkeypatch.setattr(text_layer, "MEMORY_KB", 1_000)
    assert (text_layer.text_of(letter), text_layer.pages_of(letter)) == ("", None)
