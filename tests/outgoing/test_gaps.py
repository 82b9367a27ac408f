"""A half-written document goes to nobody and is signed by nobody; the page says which places are open."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congso.domains.documents.errors_outgoing import GapsLeft
from congso.domains.documents.models import Outgoing
from congso.domains.documents.outgoing_skeletons import skeleton
from congso.domains.documents.services.outgoing import save_draft, send_on
from congso.domains.documents.services.outgoing_signing import prepare_paper
from congso.domains.dossiers.services.result_templates import TemplateIn, draft_from
from congso.domains.dossiers.tests.expecting import refused
from congso.domains.dossiers.tests.makers import make_dossier
from congso.foundation.numbering.models import NumberBook
from congso.foundation.people.models import Account
from tests.outgoing.conftest import Desk, draft_in
from tests.signing.conftest import paper

pytestmark = pytest.mark.django_db(transaction=True)
SPOTS = {"sign": [1.0, 110.0, 200.0], "number": [40.0, 50.0], "date": [120.0, 50.0]}
OPEN_GROUND = "Theo đề nghị của […chức vụ người đứng đầu đơn vị trình]"


def test_a_skeleton_sent_as_it_was_opened_is_refused_with_its_places(desk: Desk) -> None:
    start = skeleton("QĐ", agency="Ủy ban nhân dân phường Cao Lãnh")
    document = desk.draft(body=start["body"], grounds=start["grounds"].splitlines(), recipients=start["recipients"].splitlines())
    with refused(GapsLeft, "Căn cứ, dòng 2: «Theo đề nghị của"):
        send_on(actor=desk.office.officer, document_id=document.pk, seen_seq=None)
    with refused(GapsLeft, "Nội dung, đoạn 1"):
        send_on(actor=desk.office.officer, document_id=document.pk, seen_seq=None)


def test_filled_or_deleted_it_goes_on(desk: Desk) -> None:
    document = desk.draft(grounds=["Căn cứ Luật Hộ tịch", OPEN_GROUND])
    for grounds in (["Căn cứ Luật Hộ tịch", "Theo đề nghị của Trưởng phòng Tư pháp"], ["Căn cứ Luật Hộ tịch"]):
        draft = replace(draft_in(desk), grounds=grounds)
        save_draft(actor=desk.office.officer, document_id=document.pk, seen_seq=None, draft=draft)
    desk.bring(document, "issue")
    assert document.number_text == "01/QĐ-UBND"


def test_what_became_open_on_the_way_is_not_signed_and_takes_no_number(desk: Desk) -> None:
    document = desk.bring(desk.draft(), "sign")
    Outgoing.objects.filter(pk=document.pk).update(grounds=["Theo đề nghị của ."])  # a draft of before the rule
    with refused(GapsLeft, "Theo đề nghị của"):
        prepare_paper(actor=desk.office.leader, document_id=document.pk)
    with pytest.raises(GapsLeft):
        desk.sign([document.pk])
    document.refresh_from_db()
    assert (document.state, document.number) == ("draft", None)
    assert not NumberBook.objects.filter(kind__startswith="document").exists()


def test_of_a_batch_only_the_open_one_is_left(desk: Desk) -> None:
    whole, half = desk.bring(desk.draft(), "sign"), desk.bring(desk.draft(), "sign")
    Outgoing.objects.filter(pk=half.pk).update(body="Điều 1. ...")
    done = desk.sign([whole.pk, half.pk])
    assert [each.pk for each in done] == [whole.pk]


def test_a_paper_laid_out_elsewhere_is_not_judged(desk: Desk) -> None:
    upload = SimpleUploadedFile("mau.pdf", BytesIO(paper()).read(), content_type="application/pdf")
    document = desk.draft(body="Điều 1. ...", upload=upload, places=SPOTS)
    assert desk.bring(document, "sign").state == "draft"


def test_a_dossier_that_does_not_say_a_word_leaves_a_marked_gap(desk: Desk) -> None:
    dossier = make_dossier(desk.office)
    dossier.applicant_address = ""
    draft = draft_from(TemplateIn(subject="x", body="Cấp cho {ho_ten}, địa chỉ {dia_chi}."), dossier)
    assert draft.body == "Cấp cho Trần Thị Ngọc Ẩn, địa chỉ […địa chỉ]."


def test_page_and_editor_show_the_places_and_the_refusal(desk: Desk, client: Client) -> None:
    client.force_login(Account.objects.get(username="chuyenvien"))
    document = desk.draft(grounds=[OPEN_GROUND])
    page = client.get(f"/van-ban/di/{document.pk}/").content.decode()
    assert "Chỗ còn bỏ trống" in page
    assert "<mark>[…chức vụ người đứng đầu đơn vị trình]</mark>" in page
    assert "<mark>[…chức vụ" in client.get(f"/van-ban/di/{document.pk}/soan/").content.decode()
    sent = client.post(f"/van-ban/di/{document.pk}/lam/trinh/", {"note": "Kính trình"})
    assert sent.status_code == 422
    assert "còn chỗ bỏ trống, hãy điền hoặc xóa trước: Căn cứ, dòng 1" in sent.content.decode()
    whole = desk.draft()
    assert "Chỗ còn bỏ trống" not in client.get(f"/van-ban/di/{whole.pk}/").content.decode()
    fresh = client.get("/van-ban/di/moi/?loai=GM").content.decode()
    assert "<mark>[…người được mời]</mark>" in fresh
    assert "<mark>[…địa điểm]</mark>" in fresh
