"""Tables in a draft: a wrong one is refused where it was typed, a right one is found by its words and goes into the extract."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from congso.core.errors import InvalidInput
from congso.domains.documents.extract_paper import extract_pdf
from congso.domains.documents.models import DraftVersion, Outgoing, OutgoingFile
from congso.domains.documents.services.outgoing import save_draft
from congso.domains.documents.services.outgoing_files import FileIn, add_file
from congso.domains.dossiers.tests.expecting import refused
from congso.foundation.files.services import open_file
from congso.foundation.people.models import Account
from tests.outgoing.conftest import Desk, draft_in

pytestmark = pytest.mark.django_db(transaction=True)
RIGHT = "Điều 1. Phân công như sau:\n| STT | Nội dung | Thời hạn |\n|---|---|---|\n| 1 | Rà soát hộ nghèo | 05/12/2026 |"
UNEVEN = RIGHT + "\n| 2 | Lập danh sách |"


def test_uneven_rows_are_refused_beside_the_box_and_what_was_typed_stays(desk: Desk, client: Client) -> None:
    document = desk.draft()
    client.force_login(Account.objects.get(username="chuyenvien"))
    page = client.post(f"/van-ban/di/{document.pk}/soan/", {"type_code": "QĐ", "subject": "Phân công", "body": UNEVEN})
    assert page.status_code == 422
    text = page.content.decode()
    assert "bảng thứ 1 hàng 3 có 2 ô, hàng tiêu đề có 3 ô" in text
    assert "| 2 | Lập danh sách |" in text
    assert Outgoing.objects.get(pk=document.pk).body.startswith("Điều 1. Kiện toàn")
    assert DraftVersion.objects.filter(outgoing_id=document.pk).count() == 1


def test_a_table_is_kept_as_typed_and_found_by_its_words(desk: Desk) -> None:
    document = desk.draft()
    save_draft(actor=desk.office.officer, document_id=document.pk, seen_seq=None, draft=replace(draft_in(desk), body=RIGHT))
    document.refresh_from_db()
    assert Outgoing.objects.get(pk=document.pk).body == RIGHT
    assert "1 Rà soát hộ nghèo 05/12/2026" in document.text
    assert "|" not in document.text


def test_an_annex_of_words_may_hold_a_table_and_not_a_wrong_one(desk: Desk) -> None:
    document = desk.draft()
    with refused(InvalidInput, "bảng thứ 1 hàng 3 có 2 ô"):
        add_file(actor=desk.office.officer, document_id=document.pk, seen_seq=None, given=FileIn("text", "Phân công", UNEVEN))
    assert not OutgoingFile.objects.exists()
    add_file(actor=desk.office.officer, document_id=document.pk, seen_seq=None, given=FileIn("text", "Phân công", RIGHT))
    kept = DraftVersion.objects.filter(outgoing_id=document.pk).latest("number").content["files"]
    assert kept == ["1. Phân công\nĐiều 1. Phân công như sau:\nSTT | Nội dung | Thời hạn\n1 | Rà soát hộ nghèo | 05/12/2026"]


def test_an_extract_prints_the_chosen_rows_as_a_table(desk: Desk) -> None:
    document = desk.bring(desk.draft(body=RIGHT), "issue")
    with open_file(document.file) as stream:
        pdf = stream.read()
    made = extract_pdf(document, pdf, ["| 1 | Rà soát hộ nghèo | 05/12/2026 |"], [])
    words = " ".join(PdfReader(BytesIO(made)).pages[0].extract_text().split())
    assert "1 Rà soát hộ nghèo 05/12/2026" in words
    assert "|" not in words
