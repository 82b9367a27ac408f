"""A scan that bears a signature is read by machine for its words; the signed file stays the same to the last bit."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from congso.core.actors import system_actor
from congso.domains.documents import machine_text
from congso.domains.documents.models import Document
from congso.domains.documents.services.incoming_holding import hold_file
from congso.domains.documents.services.incoming_registering import register_incoming
from congso.domains.documents.services.machine_reading import read_by_machine
from congso.foundation.files.services import open_file
from congso.foundation.signing.facade import (
    Order,
    SignatureKind,
    Trust,
    add_fields,
    sign_documents,
    verify_pdf,
)
from tests.finding.test_machine_reading import scan_of
from tests.incoming.makers import letter_pdf, make_arrival
from tests.judges import need
from tests.outgoing.conftest import Desk
from tests.outgoing.test_hundred import CORNER
from tests.signing.conftest import PIN

pytestmark = pytest.mark.django_db


def test_reading_a_signed_scan_changes_nothing_in_it(desk: Desk) -> None:
    need("tesseract", "pdftoppm")
    assert machine_text.is_available(), "apt-get install tesseract-ocr-vie"
    scan = add_fields(scan_of(letter_pdf(desk.office).read()), [CORNER])
    order = Order("tests.paper", "1", scan, CORNER, SignatureKind.COPY, signer_name="UBND phường Cao Lãnh", words=("Sao y",))
    (signed,) = sign_documents(actor=desk.office.registry, key_id=desk.seal.pk, pin=PIN, orders=[order])
    before = hashlib.sha256(signed.content).hexdigest()

    upload = SimpleUploadedFile("ban-quet.pdf", signed.content, "application/pdf")
    held = hold_file(actor=desk.office.registry, agency_id=desk.office.units["phuong"], upload=upload)
    assert held.proposals["number_text"][0] == "1234/QĐ-UBND"
    document = register_incoming(actor=desk.office.registry, arrival=make_arrival(desk.office, held=held))
    Document.objects.filter(pk=document.pk).update(text="", text_by_machine=False)
    read_by_machine(actor=system_actor("Đọc bằng máy"), document_id=document.pk)

    document.refresh_from_db()
    assert document.text_by_machine
    assert "KIỂM SOÁT" in document.text.upper()
    assert document.file is not None
    with open_file(document.file) as stream:
        after = stream.read()
    assert hashlib.sha256(after).hexdigest() == before == document.file_id
    (found,) = verify_pdf(after)
    assert (found.trust, found.covers_all) == (Trust.TRUSTED, True)
