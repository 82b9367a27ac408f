"""A QR code on the paper: whoever scans it learns whether the document is genuine and still holds, and nothing that is not for everybody."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from congso.core import clock
from congso.domains.documents.layout import LaidOut
from congso.domains.documents.models import Document, Outgoing
from congso.domains.documents.services.outgoing import (
    issue_document,
    recall_document,
    save_draft,
    set_symbol_rule,
    start_draft,
)
from congso.domains.documents.tests.test_layout import one, pieces_of
from congso.foundation.files.services import open_file
from congso.foundation.printing.rendering import render_pdf
from congso.foundation.signing.facade import Trust, verify_pdf
from tests.outgoing.conftest import Desk, draft_in
from tests.signing.conftest import HERE

pytestmark = pytest.mark.django_db(transaction=True)


def with_codes(desk: Desk) -> None:
    set_symbol_rule(actor=desk.office.registry, unit_id=desk.office.units["phuong"], abbreviation="UBND", one_book=False, with_code=True, valid_from=clock.today())


def issued(desk: Desk, document: Document | None = None) -> Document:
    document = desk.bring(document or desk.draft(), "issue")
    return issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["xa"]])


def pdf_of(document: Document) -> bytes:
    document.refresh_from_db()
    assert document.file is not None
    with open_file(document.file) as stream:
        return stream.read()


def page_of(document: Document) -> str:
    return "/xac-minh/van-ban/" + Outgoing.objects.get(pk=document.pk).check_token + "/"  # type: ignore[operator]


def test_the_code_below_the_receivers_leads_to_the_page(desk: Desk) -> None:
    with_codes(desk)
    document = issued(desk)
    pieces = pieces_of(LaidOut(pdf_of(document), ()), len(PdfReader(BytesIO(pdf_of(document))).pages) - 1)
    words, receivers = one(pieces, "Quét mã để kiểm tra văn bản"), one(pieces, "Nơi nhận")
    assert words.top > receivers.top + 18
    assert words.left == pytest.approx(receivers.left, abs=1)
    assert [each.trust for each in verify_pdf(pdf_of(document))] == [Trust.TRUSTED] * 2

    shown = Client().get(page_of(document))
    assert shown.status_code == 200
    for words_ in ("Có thật trong hệ thống", document.number_text, document.subject, "Phạm Ngọc Hạnh", "UBND phường Cao Lãnh"):
        assert words_ in shown.text, words_
    assert "noindex" in shown.text


def test_a_draft_has_no_page_and_an_unknown_code_none(desk: Desk) -> None:
    with_codes(desk)
    draft = desk.draft()
    assert Client().get(page_of(draft)).status_code == 404
    assert Client().get("/xac-minh/van-ban/khong-co/").status_code == 404
    sealed = desk.bring(draft, "issue")
    assert Client().get(page_of(sealed)).status_code == 404
    assert sealed.subject not in Client().get(page_of(sealed)).text


def test_the_page_says_that_it_was_recalled_or_by_what_it_was_replaced(desk: Desk) -> None:
    with_codes(desk)
    recalled, old = issued(desk), issued(desk)
    recall_document(actor=desk.office.registry, document_id=recalled.pk, reason="Ban hành nhầm")
    new = issued(desk, start_draft(actor=desk.office.officer, draft=draft_in(desk), relation=("replaces", old.pk)))

    first, second = Client().get(page_of(recalled)).text, Client().get(page_of(old)).text
    assert "Đã thu hồi" in first
    assert "Văn bản này không còn giá trị." in first
    assert "Ban hành nhầm" not in first
    assert "Đã bị thay thế" in second
    assert f"bởi {new.number_text}" in second
    assert "Có thật trong hệ thống" in Client().get(page_of(new)).text


def test_what_circulates_inside_only_keeps_its_subject(desk: Desk) -> None:
    with_codes(desk)
    document = issued(desk, desk.draft(circulation="LƯU HÀNH NỘI BỘ"))
    shown = Client().get(page_of(document)).text
    assert document.number_text in shown
    assert document.subject not in shown


def test_a_file_is_compared_and_forgotten(desk: Desk) -> None:
    with_codes(desk)
    document = issued(desk)
    pdf = pdf_of(document)
    same = Client().post(page_of(document), {"upload": SimpleUploadedFile("a.pdf", pdf)})
    other = Client().post(page_of(document), {"upload": SimpleUploadedFile("a.pdf", pdf + b"x")})
    none = Client().post(page_of(document), {})
    assert "Giống hệt" in same.text
    assert "Khác:" in other.text
    assert none.status_code == 422


def test_without_the_agencys_wish_there_is_no_code(desk: Desk) -> None:
    document = issued(desk)
    assert "Quét mã" not in "".join(page.extract_text() for page in PdfReader(BytesIO(pdf_of(document))).pages)


def test_an_uploaded_paper_gets_the_code_where_it_has_room(desk: Desk) -> None:
    with_codes(desk)
    upload = SimpleUploadedFile("a.pdf", render_pdf(HERE / "paper.typ", {"text": "QUYẾT ĐỊNH"}))
    places = {"sign": [1, 110, 200], "number": [40, 40], "date": [120, 40], "code": [30, 230]}
    document = desk.draft()
    save_draft(actor=desk.office.officer, document_id=document.pk, seen_seq=None, draft=draft_in(desk, upload=upload, places=places))
    bare = desk.draft()
    upload.seek(0)
    save_draft(actor=desk.office.officer, document_id=bare.pk, seen_seq=None, draft=draft_in(desk, upload=upload, places={**places, "code": []}))
    assert len(pdf_of(issued(desk, document))) > len(pdf_of(issued(desk, bare))) + 500
    assert Client().get(page_of(document)).status_code == 200
