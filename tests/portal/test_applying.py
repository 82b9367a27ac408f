"""Applying: from the first page to the code, saved at every step."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from congso.core import clock
from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.services import add_helper, give_mandate
from congso.domains.citizens.tests.makers import actor_of, enter_as, make_account
from congso.domains.dossiers.models import Dossier, FilledForm, PaperFile
from congso.domains.dossiers.tests.makers import Office
from congso.domains.portal.composing import paper_of_box
from congso.domains.portal.models import Draft, DraftFile, PartialUpload
from congso.domains.portal.queries.receiving import centres_for
from congso.domains.portal.tasks import forget_drafts
from congso.domains.procedures.facade import ServicePaper, service
from congso.domains.procedures.models import ProcedureVersion
from congso.foundation.files.services import open_file
from congso.foundation.orgs import epoch

pytestmark = pytest.mark.django_db
A_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
APPLICANT = {
    "applicant_name": "Trần Thị Ngọc Ẩn", "applicant_identity": "087190001234", "applicant_phone": "0912345678",
    "applicant_address-province": "82", "applicant_address-street": "12 Nguyễn Huệ",
}  # fmt: skip


def begin(citizen: Client, office: Office, who: str | None = None) -> Draft:
    """Start a draft for the ward's procedure."""
    page = citizen.get(f"/nop/{office.publication_id}/").content.decode()
    assert "Thủ tục đăng ký lại khai sinh" in page
    party = CitizenAccount.objects.get().party_id if who is None else 0
    citizen.post(f"/nop/{office.publication_id}/", {"as": who or f"self:{party}", "centre": office.units["phuong-mc"]})
    return Draft.objects.get()


def ward() -> str:
    """A ward of Đồng Tháp that the address box knows."""
    from congso.foundation.forms.facade import wards_of

    return wards_of("82")[0].code


def fill(citizen: Client, draft: Draft, **changes: Any) -> None:
    """Every step of the generated form."""
    base = f"/cong-dan/nhap/{draft.pk}/buoc"
    scan = SimpleUploadedFile("to-khai.pdf", A_PDF)
    second = SimpleUploadedFile("cu-tru.pdf", A_PDF + b"%2\n")
    citizen.post(f"{base}/nguoi-nop/", APPLICANT | {"applicant_address-ward": ward(), "_do": "next"} | changes)
    citizen.post(f"{base}/noi-dung/", {"request": "Đăng ký lại khai sinh cho tôi", "_do": "next"})
    citizen.post(f"{base}/giay-to/", {"paper_1": scan, "paper_2": second, "_do": "next"})
    citizen.post(f"{base}/nhan-ket-qua/", {"receive": "online", "_do": "next"})


def test_from_the_first_page_to_the_code(citizen: Client, office: Office, account: CitizenAccount) -> None:
    draft = begin(citizen, office)
    assert draft.answers["applicant_name"] == "Trần Thị Ngọc Ẩn", "filled in from the identity"
    fill(citizen, draft)
    page = citizen.get(f"/cong-dan/nhap/{draft.pk}/xem-lai/").content.decode()
    assert "Còn những ô chưa đúng" not in page
    assert "12 Nguyễn Huệ" in page

    answer = citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})

    dossier = Dossier.objects.get()
    assert answer["Location"] == f"/cong-dan/ho-so/{dossier.pk}/"
    assert (dossier.status, dossier.party_id, dossier.submitter_kind) == (1, account.party_id, "self")
    assert (dossier.return_method, dossier.applicant_phone) == ("online", "0912345678")
    papers = list(dossier.papers.values_list("name", "requirement_id"))
    assert [name for name, _id in papers[1:]] == ["Tờ khai theo mẫu", "Giấy tờ chứng minh nơi cư trú"]
    assert all(requirement for _name, requirement in papers[1:])
    assert sorted(PaperFile.objects.values_list("name", flat=True)) == ["cu-tru.pdf", "to-khai.pdf"]
    assert FilledForm.objects.get().answers["request"] == "Đăng ký lại khai sinh cho tôi"
    assert dossier.code in citizen.get("/cong-dan/ho-so/").content.decode()


def test_sending_twice_makes_one_dossier(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    fill(citizen, draft)
    citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})

    assert citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"}).status_code == 404
    assert Dossier.objects.count() == 1


def test_the_statement_of_truth_is_demanded_and_nothing_is_sent(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    fill(citizen, draft)

    answer = citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/")

    assert answer.status_code == 422
    assert "Hãy đọc và đánh dấu vào lời cam đoan" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_what_is_wrong_is_kept_shown_and_not_sent(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    fill(citizen, draft, applicant_phone="12")

    page = citizen.get(f"/cong-dan/nhap/{draft.pk}/buoc/nguoi-nop/").content.decode()
    assert 'value="12"' in page
    answer = citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})
    assert answer.status_code == 422
    assert "Số điện thoại" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_the_applicant_is_who_logged_in_whatever_is_typed(citizen: Client, office: Office, account: CitizenAccount) -> None:
    draft = begin(citizen, office)
    fill(citizen, draft, applicant_name="Người Khác", applicant_identity="087290004321")
    citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})

    dossier = Dossier.objects.get()
    assert (dossier.party_id, dossier.applicant_name) == (account.party_id, "Trần Thị Ngọc Ẩn")


def test_another_ones_draft_does_not_exist(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    stranger = Client()
    enter_as(stranger, make_account(subject="s-9", number="087290004321", name="Người Lạ"))

    for path in ("", "buoc/nguoi-nop/", "xem-lai/", "dung-lai/"):
        assert stranger.get(f"/cong-dan/nhap/{draft.pk}/{path}").status_code == 404, path
    assert stranger.post(f"/cong-dan/nhap/{draft.pk}/xoa/").status_code == 404
    assert Draft.objects.count() == 1


def test_a_low_identity_reads_but_does_not_begin(client: Client, office: Office) -> None:
    account = make_account(level=1)
    enter_as(client, account)

    assert "mức định danh" in client.get(f"/nop/{office.publication_id}/").content.decode()
    answer = client.post(f"/nop/{office.publication_id}/", {"as": f"self:{account.party_id}", "centre": office.units["phuong-mc"]})
    assert answer.status_code == 422
    assert not Draft.objects.exists()


def test_a_company_is_not_offered_what_is_for_persons(client: Client, office: Office) -> None:
    company = make_account(subject="s-7", number="1400000158", name="Công ty TNHH Sen Hồng", is_organisation=True)
    enter_as(client, company)
    url, version = f"/nop/{office.publication_id}/", service(office.publication_id).version_id
    asked = {"as": f"self:{company.party_id}", "centre": office.units["phuong-mc"]}
    ProcedureVersion.objects.filter(pk=version).update(audience=["Công dân Việt Nam"])

    page = client.get(url).content.decode()
    assert "chỉ dành cho cá nhân" in page
    assert "Bắt đầu khai" not in page
    answer = client.post(url, asked)
    assert (answer.status_code, Draft.objects.count()) == (422, 0)
    assert "chỉ dành cho cá nhân" in answer.content.decode()

    ProcedureVersion.objects.filter(pk=version).update(audience=["Công dân Việt Nam", "Doanh nghiệp"])
    epoch.bump()
    assert "Bắt đầu khai" in client.get(url).content.decode()
    assert client.post(url, asked).status_code == 302


def test_one_applies_only_for_whom_one_may(citizen: Client, office: Office, account: CitizenAccount) -> None:
    other = make_account(subject="s-2", number="087290004321", name="Lê Văn Bảy")
    asked = {"as": f"authorised:{other.party_id}", "centre": office.units["xa-mc"]}

    assert citizen.post(f"/nop/{office.publication_id}/", asked).status_code == 422
    give_mandate(actor=actor_of(other), holder_number=account.party.identity_number, holder_name="x")
    citizen.post(f"/nop/{office.publication_id}/", asked)
    draft = Draft.objects.get()
    assert draft.answers["applicant_name"] == "Lê Văn Bảy"
    fill(citizen, draft)
    citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})
    dossier = Dossier.objects.get()
    assert (dossier.applicant_name, dossier.submitter_name, dossier.submitter_kind) == ("Lê Văn Bảy", "Trần Thị Ngọc Ẩn", "authorised")
    assert dossier.receiving_unit_id == office.units["xa-mc"]


def _picture(colour: str) -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (600, 800), colour).save(content, "JPEG")
    return SimpleUploadedFile(f"{colour}.jpg", content.getvalue())


def test_pictures_are_put_in_order_and_joined_into_one_pdf(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    step = f"/cong-dan/nhap/{draft.pk}/buoc/giay-to/"
    citizen.post(step, {"paper_1": [_picture("red"), _picture("blue")], "_do": "save"})
    draft.refresh_from_db()
    first, second = draft.answers["paper_1"]
    small = citizen.get(f"/cong-dan/nhap/{draft.pk}/tep/{first['id']}/nho/")
    assert Image.open(BytesIO(small.content)).size == (180, 240)

    citizen.post(step, {"_do": f"fileup:paper_1:{second['id']}"})
    citizen.post(step, {"_do": "join:paper_1"})

    draft.refresh_from_db()
    assert [ref["name"] for ref in draft.answers["paper_1"]] == ["blue.pdf"]
    row = DraftFile.objects.select_related("stored").get()
    assert len(PdfReader(open_file(row.stored)).pages) == 2


def test_a_large_file_comes_in_pieces_and_goes_on_after_a_break(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    content = A_PDF.replace(b"trailer", b"%" + b"x" * 3000 + b"\ntrailer")
    start = citizen.post(f"/cong-dan/nhap/{draft.pk}/tai-len/", {"name": "lon.pdf", "size": len(content), "box": "paper_1"}).json()
    url = f"/cong-dan/nhap/{draft.pk}/tai-len/{start['upload']}/"

    def send(begin_at: int, end: int) -> Any:
        return citizen.post(url, content[begin_at:end], content_type="application/octet-stream", headers={"Upload-Offset": str(begin_at)})

    assert send(0, 1000).json() == {"received": 1000}
    assert send(500, 1500).status_code == 409, "a piece that does not follow"
    assert citizen.get(url).json() == {"received": 1000}
    last = send(1000, len(content)).json()
    assert last.get("name") == "lon.pdf", last
    draft.refresh_from_db()
    assert draft.answers["paper_1"][0]["size"] == len(content)
    assert not PartialUpload.objects.exists()


def test_a_disguised_file_in_pieces_is_refused(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    content = b"MZ" + b"x" * 100
    start = citizen.post(f"/cong-dan/nhap/{draft.pk}/tai-len/", {"name": "a.pdf", "size": len(content), "box": "paper_1"}).json()
    answer = citizen.post(f"/cong-dan/nhap/{draft.pk}/tai-len/{start['upload']}/", content, content_type="application/octet-stream",
                          headers={"Upload-Offset": "0"})  # fmt: skip

    assert answer.status_code == 422
    assert not DraftFile.objects.exists()


def test_what_was_given_before_is_used_again(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    fill(citizen, draft)
    citizen.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})
    Draft.objects.all().update(publication_id=0)
    party = CitizenAccount.objects.get().party_id
    answer = citizen.post(f"/nop/{office.publication_id}/", {"as": f"self:{party}", "centre": office.units["phuong-mc"]})
    second = Draft.objects.get(pk=UUID(answer["Location"].split("/")[-2]))
    page = citizen.get(f"/cong-dan/nhap/{second.pk}/dung-lai/").content.decode()
    assert "cu-tru.pdf" in page

    stored = PaperFile.objects.get(name="cu-tru.pdf").stored_id
    citizen.post(f"/cong-dan/nhap/{second.pk}/dung-lai/", {"file": stored, "box": "paper_2"})

    second.refresh_from_db()
    assert [ref["name"] for ref in second.answers["paper_2"]] == ["cu-tru.pdf"]
    assert DraftFile.objects.get(draft=second).reused
    wrong = citizen.post(f"/cong-dan/nhap/{second.pk}/dung-lai/", {"file": "0" * 64, "box": "paper_2"})
    assert wrong.status_code == 404


def test_the_second_time_the_address_is_filled_in(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    fill(citizen, draft)
    Draft.objects.all().update(publication_id=0)
    party = CitizenAccount.objects.get().party_id
    citizen.post(f"/nop/{office.publication_id}/", {"as": f"self:{party}", "centre": office.units["phuong-mc"]})

    second = Draft.objects.exclude(pk=draft.pk).get()
    assert second.answers["applicant_address"]["street"] == "12 Nguyễn Huệ"


def test_with_a_form_of_its_own_each_paper_goes_under_the_name_the_procedure_has_for_it(office: Office) -> None:
    offered = service(office.publication_id)
    long = ServicePaper(7, "", "Giấy tờ rất dài " * 20, 1, 0, False, "")
    offered = replace(offered, papers=(*offered.papers, long))

    assert paper_of_box(offered, "Giấy tờ chứng minh nơi cư trú") == offered.papers[1]
    assert paper_of_box(offered, ("Giấy tờ rất dài " * 20)[:120].rstrip() + "…") == long
    assert paper_of_box(offered, "Ảnh chân dung") is None


def test_drafts_left_lying_and_broken_uploads_are_thrown_away(citizen: Client, office: Office) -> None:
    draft = begin(citizen, office)
    start = citizen.post(f"/cong-dan/nhap/{draft.pk}/tai-len/", {"name": "lon.pdf", "size": 100, "box": "paper_1"}).json()
    url = f"/cong-dan/nhap/{draft.pk}/tai-len/{start['upload']}/"
    citizen.post(url, b"%PDF-", content_type="application/octet-stream", headers={"Upload-Offset": "0"})

    forget_drafts(timestamp=0)
    assert PartialUpload.objects.exists()
    with clock.at(clock.now() + timedelta(days=3)):
        forget_drafts(timestamp=0)
    assert not PartialUpload.objects.exists()
    assert Draft.objects.exists()
    with clock.at(clock.now() + timedelta(days=91)):
        forget_drafts(timestamp=0)
    assert not Draft.objects.exists()


def test_a_helper_on_the_spot_types_for_whom_it_is(client: Client, office: Office) -> None:
    helper = make_account(subject="s-5", number="087090005678", name="Võ Thanh Hùng")
    add_helper(actor=office.actor("quantri"), identity_number="087090005678", name="Võ Thanh Hùng", unit_id=office.units["phuong"])
    enter_as(client, helper)
    client.post(f"/nop/{office.publication_id}/", {"as": "helper:", "centre": office.units["phuong-mc"]})
    draft = Draft.objects.get()
    fill(client, draft)
    client.post(f"/cong-dan/nhap/{draft.pk}/xem-lai/", {"_agreed": "1"})

    dossier = Dossier.objects.get()
    assert (dossier.applicant_number, dossier.submitter_kind, dossier.submitter_name) == ("087190001234", "helper", "Võ Thanh Hùng")
    assert "087190001234" not in client.get(f"/cong-dan/ho-so/{dossier.pk}/").content.decode(), "not the helper's matter"


def test_centres_are_told_apart_by_what_differs_in_their_names(office: Office) -> None:
    centres = centres_for(office.units["phuong"])

    assert centres[0].is_own
    assert all(centre.short_name and centre.name.lower().endswith(centre.short_name.lower()) for centre in centres)
    assert len({centre.short_name.split()[0] for centre in centres}) > 1
    assert len({centre.short_name for centre in centres}) == len(centres)
