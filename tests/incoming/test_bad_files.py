"""Files that are broken, locked, or not what they say: a clear sentence, nothing lost, nothing half kept."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter

from congso.core.errors import DomainError
from congso.domains.documents.models import HeldArrival
from congso.domains.documents.services.incoming_holding import hold_file
from congso.domains.dossiers.tests.makers import Office
from tests.incoming.makers import letter_pdf


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
