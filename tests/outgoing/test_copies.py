"""Certified copies: which the decree knows of what, numbered in a book of their own, signed at the top right, printed with their block."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import File
from django.test import Client
from pypdf import PdfReader

from congso.core.errors import NotAllowed, NotVisible
from congso.domains.documents.copy_paper import page_numbers
from congso.domains.documents.errors_copies import CopyRefused, CopySigned
from congso.domains.documents.models import CertifiedCopy, CopyKind, CopyMedium, Document
from congso.domains.documents.services.copying import CopyIn, make_copy, order_of, store_signed_copy
from congso.foundation.audit.models import AuditEntry
from congso.foundation.files.services import open_file, store_file
from congso.foundation.people.models import Account
from congso.foundation.signing.errors import KeyUnusable
from congso.foundation.signing.facade import Trust, sign_documents, verify_pdf
from tests.incoming.makers import letter_pdf, make_incoming
from tests.outgoing.conftest import Desk
from tests.signing.conftest import PIN

pytestmark = pytest.mark.django_db
E, P = CopyMedium.ELECTRONIC, CopyMedium.PAPER


def scan(desk: Desk) -> Document:
    """A letter that came on paper, digitised: a PDF without signatures."""
    document = make_incoming(desk.office)
    document.file = store_file(File(BytesIO(letter_pdf(desk.office).read()), name="a.pdf"), name="a.pdf")
    document.save(update_fields=["file"])
    return document


def copy_of(desk: Desk, document: Document, kind: CopyKind = CopyKind.WHOLE, medium: CopyMedium = E, **more: Any) -> CertifiedCopy:
    return make_copy(actor=desk.office.registry, document_id=document.pk, asked=CopyIn(kind, medium, **more))


def content(copy: CertifiedCopy) -> bytes:
    with open_file(copy.file or copy.prepared) as stream:
        return stream.read()


def signed(desk: Desk, copy: CertifiedCopy) -> CertifiedCopy:
    (done,) = sign_documents(actor=desk.office.registry, key_id=desk.seal.pk, pin=PIN, orders=[order_of(copy)])
    return store_signed_copy(actor=desk.office.registry, copy_id=copy.pk, signed=done)


def test_a_digitised_paper_becomes_an_electronic_copy_signed_by_the_agency_at_the_top_right(desk: Desk) -> None:
    copy = signed(desk, copy_of(desk, scan(desk)))

    assert copy.number_text == "01/SY-UBND"
    (found,) = verify_pdf(content(copy))
    assert found.trust == Trust.TRUSTED
    place = order_of(copy).place
    assert (place.page, place.top) == (1, 5)
    assert place.left + place.width == pytest.approx(210 - 5, abs=0.5)
    assert "SAO Y" in order_of(copy).words
    with pytest.raises(CopySigned):
        signed(desk, copy)


def test_a_signed_original_is_not_copied_into_another_electronic_one_but_onto_paper(desk: Desk) -> None:
    original = desk.bring(desk.draft(), "issue")
    Document.objects.filter(pk=original.pk).update(state="issued")

    with pytest.raises(CopyRefused, match="tự nó là bản gốc"):
        copy_of(desk, original)
    assert not CertifiedCopy.objects.exists()
    assert AuditEntry.objects.filter(action="documents.make_copy", outcome="refused").exists()
    paper = copy_of(desk, original, medium=P, powers=["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], signer_name="Lê Thị Hoa", recipients=["Lưu: VT"])

    pages = PdfReader(BytesIO(content(paper))).pages
    last = pages[-1].extract_text()
    assert "SAO Y" in last
    assert "01/SY-UBND" in last
    assert "CHÁNH VĂN PHÒNG" in last
    assert "Lê Thị Hoa" in last
    assert "Tổ công nghệ số" in pages[0].extract_text()


def test_an_extract_holds_the_pages_asked_for_and_no_signature_of_the_whole(desk: Desk) -> None:
    original = desk.bring(desk.draft(), "issue")
    Document.objects.filter(pk=original.pk).update(state="issued")

    with pytest.raises(CopyRefused, match="cần ghi các trang"):
        copy_of(desk, original, CopyKind.PART)
    extract = copy_of(desk, original, CopyKind.PART, pages="1")

    assert extract.number_text == "01/TrS-UBND"
    assert len(PdfReader(BytesIO(content(extract))).pages) == 1
    assert verify_pdf(content(extract)) == []
    assert [each.trust for each in verify_pdf(content(signed(desk, extract)))] == [Trust.TRUSTED]


def test_a_copy_of_a_copy_needs_to_be_one(desk: Desk) -> None:
    document = scan(desk)

    with pytest.raises(CopyRefused, match="bản sao y"):
        copy_of(desk, document, CopyKind.OF_COPY)
    assert copy_of(desk, document, CopyKind.OF_COPY, source_is_copy=True).number_text == "01/SL-UBND"


def test_copies_are_counted_in_one_book_of_the_year(desk: Desk) -> None:
    document = scan(desk)

    numbers = [copy_of(desk, document).number_text, copy_of(desk, document, CopyKind.PART, pages="1").number_text]

    assert numbers == ["01/SY-UBND", "02/TrS-UBND"]


def test_drafts_and_strangers(desk: Desk) -> None:
    draft, document = desk.draft(), scan(desk)

    with pytest.raises(CopyRefused, match="chưa phát hành"):
        copy_of(desk, draft)
    with pytest.raises((NotVisible, NotAllowed)):
        make_copy(actor=desk.office.officer, document_id=document.pk, asked=CopyIn(CopyKind.WHOLE, E))
    with pytest.raises(CopyRefused, match="chức vụ"):
        copy_of(desk, document, medium=P)
    assert not CertifiedCopy.objects.exists()


def test_the_seal_of_another_agency_or_a_persons_key_is_refused(desk: Desk) -> None:
    copy = copy_of(desk, scan(desk))
    (done,) = sign_documents(actor=desk.office.leader, key_id=desk.leader_key.pk, pin=PIN, orders=[order_of(copy)])

    with pytest.raises(KeyUnusable):
        store_signed_copy(actor=desk.office.registry, copy_id=copy.pk, signed=done)
    copy.refresh_from_db()
    assert copy.file is None


@pytest.mark.parametrize(("typed", "pages"), [("1", [1]), ("1-3, 5", [1, 2, 3, 5]), ("5;2", [2, 5]), ("2-2 4", [2, 4])])
def test_pages_are_read(typed: str, pages: list[int]) -> None:
    assert page_numbers(typed, 5) == pages


@pytest.mark.parametrize("typed", ["", "0", "6", "3-1", "a", "1-", "1--2"])
def test_wrong_pages_are_refused(typed: str) -> None:
    with pytest.raises(CopyRefused):
        page_numbers(typed, 5)


def test_the_screens_lead_from_the_document_to_the_signed_copy(desk: Desk, client: Client) -> None:
    document = scan(desk)
    client.force_login(Account.objects.get(username="vanthu"))
    assert f"/van-ban/sao/moi/{document.pk}/" in client.get(f"/van-ban/den/{document.pk}/").content.decode()
    wrong = client.post(f"/van-ban/sao/moi/{document.pk}/", {"kind": "TrS", "medium": "e", "pages": "9"})
    assert wrong.status_code == 422
    assert "trang" in wrong.content.decode()
    client.post(f"/van-ban/sao/moi/{document.pk}/", {"kind": "SY", "medium": "e"})
    copy = CertifiedCopy.objects.get()

    answer = client.post(f"/van-ban/sao/{copy.pk}/", {"key": desk.seal.pk, "pin": PIN}, follow=True)

    assert "Đã ký số bản sao." in answer.content.decode()
    assert client.get(f"/van-ban/sao/{copy.pk}/ban-sao.pdf")["Content-Type"] == "application/pdf"
    assert "01/SY-UBND" in client.get(f"/van-ban/den/{document.pk}/").content.decode()
    client.force_login(Account.objects.get(username="motcua"))
    assert client.get(f"/van-ban/sao/{copy.pk}/").status_code == 404
    assert client.get(f"/van-ban/sao/moi/{document.pk}/").status_code == 404
