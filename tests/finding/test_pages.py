"""The screens: search page, filters, saving, family, panels, the search box of the top bar."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congso.domains.documents import machine_text
from congso.domains.documents.enums import RelationKind
from congso.domains.documents.models import Document, Relation, SavedSearch
from congso.domains.dossiers.tests.makers import Office
from congso.foundation.people.models import Account
from tests.finding.makers import draft
from tests.incoming.makers import make_given, make_incoming

FIND = "/van-ban/tim/"


def _as(who: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=who))
    return client


def test_the_page_shows_hits_with_marks_filters_and_what_is_on(office: Office) -> None:
    draft(office, "Về việc <b>khen thưởng</b> tập thể", body="Thưởng cho tập thể Văn phòng.")
    make_incoming(office, subject="đề nghị khen thưởng", urgency=1)

    page = _as("vanthu").get(FIND, {"q": "khen thuong", "huong": "in"}).content.decode()

    assert "<mark>khen thưởng</mark>" in page
    assert "1 văn bản" in page
    assert "Đi hay đến: Văn bản đến" in page
    assert "<b>khen" not in page
    both = _as("vanthu").get(FIND, {"q": "khen thuong"}).content.decode()
    assert "2 văn bản" in both
    assert "&lt;b&gt;<mark>khen thưởng</mark>" in both


def test_wrong_days_keep_what_was_typed_with_a_sentence_beside_the_box(office: Office) -> None:
    answer = _as("vanthu").get(FIND, {"q": "khen", "tu": "05/11/2026", "den": "01/11/2026"})

    assert answer.status_code == 422
    assert "Ngày kết thúc phải sau ngày bắt đầu." in answer.content.decode()
    assert 'value="khen"' in answer.content.decode()
    assert _as("vanthu").get(FIND, {"tu": "hôm qua"}).status_code == 422


def test_a_search_is_saved_used_and_deleted_on_the_page(office: Office) -> None:
    client = _as("chuyenvien")
    draft(office, "Về việc khen thưởng")

    refused = client.post(f"{FIND}luu/", {"q": "khen", "name": ""})
    assert refused.status_code == 422
    assert 'name="q" value="khen"' in refused.content.decode()
    answer = client.post(f"{FIND}luu/", {"q": "khen", "huong": "out", "name": "Khen", "shared": "on"})
    assert answer.status_code == 302
    saved = SavedSearch.objects.get()
    assert saved.asked == {"text": "khen", "direction": "out"}
    assert saved.unit_id == office.units["phuong-vp"]
    again = client.post(f"{FIND}luu/", {"q": "khen", "name": "Khen"})
    assert again.status_code == 422
    assert "Đã có tìm kiếm đã lưu tên «Khen»" in again.content.decode()

    shared = _as("truongphong").get(FIND, {"luu": saved.pk}).content.decode()
    assert "Về việc <mark>khen</mark> thưởng" in shared
    assert f"{saved.pk}/xoa/" not in shared
    assert client.post(f"{FIND}luu/{saved.pk}/xoa/").status_code == 302
    assert not SavedSearch.objects.exists()


def test_the_family_stands_on_the_documents_page_and_on_a_page_of_its_own(office: Office) -> None:
    letter = make_given(office, make_incoming(office, subject="yêu cầu báo cáo"), helping=[])
    answer = draft(office, "Báo cáo kết quả")
    Relation.objects.create(source=answer, kind=RelationKind.ANSWERS, target=letter)

    client = _as("truongphong")
    assert "Trả lời" in client.get(f"/van-ban/di/{answer.pk}/").content.decode()
    assert f"/van-ban/cay/{letter.pk}/" in client.get(f"/van-ban/den/{letter.pk}/").content.decode()
    page = client.get(f"/van-ban/cay/{letter.pk}/").content.decode()
    assert "Được trả lời bởi" in page
    assert "Báo cáo kết quả" in page
    assert _as("truongkinhte").get(f"/van-ban/cay/{letter.pk}/").status_code == 404


def test_the_words_a_machine_read_are_shown_as_such_and_a_missing_program_is_named(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from congso.domains.documents.services.incoming_holding import hold_file
    from tests.frame.world import A_PDF

    monkeypatch.setattr(machine_text, "is_available", lambda: False)
    held = hold_file(actor=office.registry, agency_id=office.units["phuong"], upload=SimpleUploadedFile("a.pdf", A_PDF))
    document = make_incoming(office, held=held)
    client = _as("vanthu")
    assert "chưa cài tesseract" in client.get(f"/van-ban/den/{document.pk}/").content.decode()
    Document.objects.filter(pk=document.pk).update(text="Kính gửi Ủy ban", text_by_machine=True)
    page = client.get(f"/van-ban/den/{document.pk}/").content.decode()
    assert "đọc bằng máy" in page
    assert "Kính gửi Ủy ban" in page


def test_the_search_box_of_the_top_leads_to_the_document_of_that_number(office: Office) -> None:
    document = make_incoming(office, number_text="15/QĐ-UBND")

    page = _as("vanthu").get("/tim/", {"q": "15 qd ubnd"}).content.decode()
    assert f"/van-ban/den/{document.pk}/" in page
    assert f"{FIND}?q=15%20qd%20ubnd" in page
    hidden = _as("truongkinhte").get("/tim/", {"q": "15 qd ubnd"}).content.decode()
    assert str(document.pk) not in hidden
    assert FIND not in _as("vanthu").get("/tim/", {"q": ""}).content.decode().split("<main")[1]


def test_the_page_costs_the_same_however_much_is_found(office: Office) -> None:
    client = _as("chuyenvien")

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(FIND, {"q": "kế hoạch"}).status_code == 200
        return len(captured)

    draft(office, "Kế hoạch một")
    cost()
    few = cost()
    for place in range(12):
        draft(office, f"Kế hoạch {place}", body="Kế hoạch")
    assert cost() == few <= 12
