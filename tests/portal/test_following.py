"""A citizen follows a dossier: reads, answers, writes, withdraws, gets the result; nobody else sees anything."""

from __future__ import annotations

import hashlib
import re
import zipfile
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congso.core import clock
from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.services import give_mandate
from congso.domains.citizens.tests.makers import actor_of, enter_as, make_account
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.models import Dossier, DossierFee, DossierMessage, IssuedForm, PaperFile
from congso.domains.dossiers.services import (
    accept_application,
    ask_payment,
    ask_supplement,
    move_dossier,
    propose,
    return_result,
    send_message,
)  # fmt: skip
from congso.domains.dossiers.tests.makers import Office, bring_to, make_application, make_dossier
from congso.foundation.audit.models import AuditEntry
from congso.foundation.audit.tests.makers import seal_all
from congso.foundation.files.models import StoredFile
from congso.foundation.jobs.testing import run_pending_jobs

pytestmark = pytest.mark.django_db
A_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
OFFICIALS = ("Nguyễn Thị Thanh Mai", "Trần Minh Khoa", "Lê Hoàng Phúc", "Phạm Ngọc Hạnh", "Huỳnh Kim Liên")


def pdf(name: str, mark: str = "") -> SimpleUploadedFile:
    """A small PDF with a content of its own."""
    return SimpleUploadedFile(name, A_PDF + f"%{mark or name}\n".encode())


@pytest.fixture
def dossier(office: Office, account: CitizenAccount) -> Dossier:
    """Her dossier, sent in online and with the officer."""
    made = make_application(office, actor_of(account))
    accept_application(actor=office.clerk, dossier_id=made.pk, seen_seq=None)
    return bring_to(office, made, "work")


def ask(office: Office, dossier: Dossier, items: str = "- Bản sao hộ chiếu\n- Ảnh 4x6", **more: Any) -> None:
    """The officer asks for two things."""
    ask_supplement(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, items=items, reason="Thiếu giấy tờ", **more)


def finish(office: Office, dossier: Dossier, **more: Any) -> Dossier:
    """Work the dossier up to its result, with a file."""
    propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result", name="Giấy khai sinh",
            number="12/2026", upload=pdf("khai-sinh.pdf", "result"), **more)  # fmt: skip
    for actor in (office.officer, office.head, office.leader, office.registry):
        dossier = move_dossier(actor=actor, dossier_id=dossier.pk, seen_seq=None, way_code="forward")
    return dossier


def pay(dossier: Dossier) -> None:
    """All fees are paid."""
    DossierFee.objects.filter(dossier=dossier).update(paid_at=clock.now())


def page_of(citizen: Client, dossier: Dossier) -> str:
    """The page of the dossier."""
    answer = citizen.get(f"/cong-dan/ho-so/{dossier.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_where_it_is_by_unit_and_why_it_is_due_then(citizen: Client, dossier: Dossier) -> None:
    page = page_of(citizen, dossier)

    assert "Văn phòng HĐND và UBND, Ủy ban nhân dân phường Cao Lãnh" in page
    assert "Vì sao là ngày này?" in page
    assert "Trần Thị Ngọc Ẩn" in page
    assert not [name for name in OFFICIALS if name in page]


def test_what_must_be_done_stands_on_top(citizen: Client, office: Office, dossier: Dossier) -> None:
    assert "Bạn cần làm" not in page_of(citizen, dossier)
    ask(office, dossier, answer_by=date(2026, 12, 24))

    page = page_of(citizen, dossier)

    assert page.index("Bạn cần làm") < page.index("Tình trạng</h2>")
    assert "<li>Bản sao hộ chiếu</li><li>Ảnh 4x6</li>" in page
    assert "24/12/2026" in page


def test_a_payment_is_asked_for_with_its_sum(citizen: Client, office: Office, dossier: Dossier) -> None:
    pay(dossier)
    ask_payment(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, name="Thuế", amount=70_000, reason="Thông báo 1")

    assert "Còn phải nộp: 70.000" in page_of(citizen, dossier).replace("\xa0", " ")


def test_strangers_find_nothing_mandated_people_do_and_helpers_see_the_state_alone(
    office: Office, dossier: Dossier, account: CitizenAccount
) -> None:
    other = make_account(subject="s-2", number="087290004321", name="Lê Văn Bảy")
    browser = Client()
    enter_as(browser, other)
    base = f"/cong-dan/ho-so/{dossier.pk}/"
    paths = ("", "bo-sung/", "rut/", "lien-he/", "giay-tiep-nhan.pdf", "to-khai.pdf", "ket-qua/")
    assert {browser.get(base + path).status_code for path in paths} == {404}
    assert {browser.post(base + path).status_code for path in ("tin-nhan/", "tat-ca.zip")} == {404}

    Dossier.objects.filter(pk=dossier.pk).update(submitter_party_id=other.party_id, submitter_kind="helper")
    page = browser.get(base).content.decode()
    assert "Đang xử lý" in page
    assert "Trần T** N** Ẩ**" in page
    assert "Trần Thị Ngọc Ẩn" not in page
    assert "0912345678" not in page
    assert {browser.get(base + path).status_code for path in paths[1:]} == {404}
    assert "Trần Thị Ngọc Ẩn" not in browser.get("/cong-dan/ho-so/").content.decode()

    give_mandate(actor=actor_of(account), holder_number="087290004321", holder_name="Lê Văn Bảy")
    assert "Trần Thị Ngọc Ẩn" in browser.get(base).content.decode()


def test_the_list_narrows_to_what_needs_me(citizen: Client, office: Office, dossier: Dossier) -> None:
    def listed(only: str) -> bool:
        return dossier.code in citizen.get(f"/cong-dan/ho-so/?loc={only}").content.decode()

    assert (listed("dang-giai-quyet"), listed("can-toi"), listed("da-xong")) == (True, False, False)
    send_message(actor=office.officer, dossier_id=dossier.pk, text="Chào ông/bà")
    assert listed("can-toi")
    citizen.post(f"/cong-dan/ho-so/{dossier.pk}/tin-nhan/da-doc/")
    assert not listed("can-toi")
    ask(office, dossier)
    assert listed("can-toi")
    citizen.post(f"/cong-dan/ho-so/{dossier.pk}/rut/", {"seq": Dossier.objects.get().case.seq, "reason": "Không cần nữa"})
    assert (listed("dang-giai-quyet"), listed("can-toi"), listed("da-xong")) == (False, False, True)
    assert citizen.get("/cong-dan/ho-so/?loc=x").status_code == 404


def answer_fields(dossier: Dossier, **more: Any) -> dict[str, Any]:
    """What the page of the supplement sends."""
    return {"seq": Dossier.objects.get(pk=dossier.pk).case.seq, "files_1": pdf("ho-chieu.pdf"), "note_2": "Chụp lại sau"} | more


def test_a_supplement_is_answered_thing_by_thing(citizen: Client, office: Office, dossier: Dossier) -> None:
    ask(office, dossier)
    url = f"/cong-dan/ho-so/{dossier.pk}/bo-sung/"
    assert "Bản sao hộ chiếu" in citizen.get(url).content.decode()

    answer = citizen.post(url, answer_fields(dossier, files_1=[pdf("a.pdf"), pdf("b.pdf")]))

    assert answer.status_code == 302
    dossier.refresh_from_db()
    assert dossier.status == NationalStatus.PROCESSING
    paper = dossier.papers.get(name="Bản sao hộ chiếu")
    assert sorted(paper.files.values_list("name", flat=True)) == ["a.pdf", "b.pdf"]
    assert "Chụp lại sau" in dossier.case.events.get(action="supplement_completed").note
    assert "Đã nhận giấy tờ bổ sung" in page_of(citizen, dossier)


def test_an_empty_box_is_pointed_at_and_the_files_of_the_others_are_kept(citizen: Client, office: Office, dossier: Dossier) -> None:
    ask(office, dossier)
    url = f"/cong-dan/ho-so/{dossier.pk}/bo-sung/"

    answer = citizen.post(url, answer_fields(dossier, note_2=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy gửi tệp, hoặc ghi vì sao chưa có." in page
    assert not PaperFile.objects.exists()
    kept = re.search(r'name="kept_1" value="([^"]+)"', page)
    assert kept is not None

    citizen.post(url, {"seq": dossier.case.seq + 1, "kept_1": kept[1], "note_2": "Không có"})
    assert PaperFile.objects.get().name == "ho-chieu.pdf"


def test_a_disguised_file_and_somebody_elses_are_refused(citizen: Client, office: Office, dossier: Dossier) -> None:
    ask(office, dossier)
    url = f"/cong-dan/ho-so/{dossier.pk}/bo-sung/"

    answer = citizen.post(url, answer_fields(dossier, files_1=SimpleUploadedFile("x.pdf", b"MZ" + b"x" * 50)))
    assert answer.status_code == 422
    assert "không nhận được" in answer.content.decode()
    foreign = StoredFile.objects.create(sha256="f" * 64, size=1, media_type="application/pdf", stored_at=clock.now())
    assert citizen.post(url, answer_fields(dossier, reuse_1=foreign.pk)).status_code == 404
    assert citizen.post(url, answer_fields(dossier, kept_1="gia:mao")).status_code == 404
    assert not PaperFile.objects.exists()


def test_of_two_devices_one_answers(citizen: Client, office: Office, dossier: Dossier) -> None:
    ask(office, dossier)
    url, first, second = f"/cong-dan/ho-so/{dossier.pk}/bo-sung/", answer_fields(dossier), answer_fields(dossier)

    citizen.post(url, first)
    answer = citizen.post(url, second, follow=True)

    assert "có thể đã được gửi từ máy khác" in answer.content.decode()
    assert PaperFile.objects.count() == 1


def test_a_paper_given_before_is_used_again(citizen: Client, office: Office, dossier: Dossier) -> None:
    ask(office, dossier)
    citizen.post(f"/cong-dan/ho-so/{dossier.pk}/bo-sung/", answer_fields(dossier))
    ask(office, dossier, items="Hộ chiếu", repeat_reason="Nhầm")
    stored = PaperFile.objects.get().stored_id

    citizen.post(f"/cong-dan/ho-so/{dossier.pk}/bo-sung/", {"seq": Dossier.objects.get().case.seq, "reuse_1": stored})

    assert list(PaperFile.objects.values_list("stored_id", "reused")) == [(stored, False), (stored, True)]


def test_withdrawing_asks_why_and_gives_the_notice(citizen: Client, dossier: Dossier) -> None:
    url = f"/cong-dan/ho-so/{dossier.pk}/rut/"
    assert citizen.post(url, {"seq": dossier.case.seq, "reason": " "}).status_code == 422

    citizen.post(url, {"seq": dossier.case.seq, "reason": "Đã tìm thấy bản chính"})

    dossier.refresh_from_db()
    assert dossier.status == NationalStatus.WITHDRAWN
    form = IssuedForm.objects.get(form="05")
    assert form.number in page_of(citizen, dossier)
    answer = citizen.get(f"/cong-dan/ho-so/{dossier.pk}/phieu/{form.pk}.pdf")
    assert answer.content.startswith(b"%PDF-")


def test_after_a_decision_withdrawing_is_refused_in_words(citizen: Client, office: Office, dossier: Dossier) -> None:
    finish(office, dossier)
    url = f"/cong-dan/ho-so/{dossier.pk}/rut/"
    assert "không rút được nữa" in citizen.get(url).content.decode()

    answer = citizen.post(url, {"seq": Dossier.objects.get().case.seq, "reason": "Thôi"})

    assert answer.status_code == 409
    assert "đã có quyết định giải quyết" in answer.content.decode()
    assert "Rút hồ sơ</a>" not in page_of(citizen, dossier)


def test_contact_and_the_way_of_return_are_changed(citizen: Client, office: Office, dossier: Dossier) -> None:
    url = f"/cong-dan/ho-so/{dossier.pk}/lien-he/"
    seq = Dossier.objects.get().case.seq
    wrong = citizen.post(url, {"seq": seq, "phone": "0987654321", "return_method": "post"})
    assert wrong.status_code == 422
    assert "Hãy ghi địa chỉ" in wrong.content.decode()

    citizen.post(url, {"seq": seq, "phone": "0987654321", "email": "moi@example.vn", "return_method": "post",
                       "return_address": "5 Lê Lợi, phường Mỹ Tho"})  # fmt: skip
    dossier.refresh_from_db()
    assert (dossier.applicant_phone, dossier.return_method, dossier.return_address) == ("0987654321", "post", "5 Lê Lợi, phường Mỹ Tho")
    finish(office, dossier)
    return_result(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by="Bưu điện", method="post", post_code="EB123456789VN")
    assert "EB123456789VN" in page_of(citizen, dossier)
    late = citizen.post(url, {"seq": Dossier.objects.get().case.seq, "phone": "0912000111", "return_method": "online"})
    assert late.status_code == 409


@pytest.mark.django_db(transaction=True)
def test_the_result_is_downloaded_verified_and_compared(citizen: Client, office: Office, dossier: Dossier) -> None:
    finish(office, dossier, valid_until=date(2030, 1, 1))
    base = f"/cong-dan/ho-so/{dossier.pk}"
    assert citizen.get(f"{base}/ket-qua/").status_code == 409, "the fee is not paid"
    pay(dossier)
    content = b"".join(citizen.get(f"{base}/ket-qua/").streaming_content)  # type: ignore[attr-defined]
    page = page_of(citizen, dossier)
    url = re.search(r'href="http://[^/]+(/xac-minh/[^"]+)"', page)
    assert url is not None
    assert 'src="data:image/svg+xml' in page
    seal_all()

    public = Client().get(url[1]).content.decode()
    for words in ("Giấy khai sinh", "12/2026", "Ủy ban nhân dân phường Cao Lãnh", "Chủ tịch UBND phường", "01/01/2030",
                  hashlib.sha256(content).hexdigest(), "niêm phong"):  # fmt: skip
        assert words in public
    assert not [name for name in (*OFFICIALS, "Trần Thị Ngọc Ẩn", "087190001234") if name in public]
    same = Client().post(url[1], {"upload": SimpleUploadedFile("a.pdf", content)}).content.decode()
    assert "Giống hệt" in same
    other = Client().post(url[1], {"upload": SimpleUploadedFile("a.pdf", content + b" ")}).content.decode()
    assert "Khác: tệp này không phải" in other
    proof = Client().get(url[1] + "kiem-chung.json").json()
    assert proof["sha256"] == hashlib.sha256(content).hexdigest()
    assert Client().get("/xac-minh/khong-co/").status_code == 404


def test_a_draft_result_is_nobodys_business(citizen: Client, office: Office, dossier: Dossier) -> None:
    pay(dossier)
    propose(actor=office.officer, dossier_id=dossier.pk, seen_seq=None, proposal="result", name="Bản nháp bí mật", upload=pdf("n.pdf"))

    assert "Bản nháp bí mật" not in page_of(citizen, dossier)
    assert citizen.get(f"/cong-dan/ho-so/{dossier.pk}/ket-qua/").status_code == 404


def test_everything_comes_in_one_archive_with_an_audit_line(citizen: Client, office: Office, dossier: Dossier) -> None:
    ask(office, dossier)
    twice = [pdf("../../anh.pdf", "1"), pdf("anh.pdf", "2")]
    citizen.post(f"/cong-dan/ho-so/{dossier.pk}/bo-sung/", answer_fields(dossier, files_1=twice))
    finish(office, Dossier.objects.get())
    pay(dossier)

    answer = citizen.post(f"/cong-dan/ho-so/{dossier.pk}/tat-ca.zip")
    archive = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]

    names = archive.namelist()
    assert archive.testzip() is None
    assert {"giay-tiep-nhan.pdf", "ket-qua/khai-sinh.pdf", "giay-to/03-anh.pdf", "giay-to/03-anh-2.pdf"} <= set(names)
    assert any(name.startswith("phieu/Phiếu yêu cầu bổ sung") for name in names)
    assert not [name for name in names if ".." in name or name.startswith("/")]
    line = AuditEntry.objects.get(action="dossiers.download_all")
    assert line.subject_id == str(dossier.pk)


def test_the_store_shows_papers_and_results_with_their_validity(citizen: Client, office: Office, dossier: Dossier) -> None:
    ask(office, dossier)
    citizen.post(f"/cong-dan/ho-so/{dossier.pk}/bo-sung/", answer_fields(dossier))
    finish(office, Dossier.objects.get(), valid_until=date(2020, 1, 1))
    return_result(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by="Trần Thị Ngọc Ẩn")

    page = citizen.get("/cong-dan/giay-to/").content.decode()

    assert "ho-chieu.pdf" in page
    assert "khai-sinh.pdf" in page
    assert "có giá trị đến 01/01/2020" in re.sub(r"</?time[^>]*>", "", page)
    stranger = Client()
    enter_as(stranger, make_account(subject="s-3", number="087290004321", name="Người Lạ"))
    assert "ho-chieu.pdf" not in stranger.get("/cong-dan/giay-to/").content.decode()
    assert stranger.get(f"/cong-dan/giay-to/{PaperFile.objects.get().pk}/").status_code == 404


def test_citizen_and_office_write_to_each_other(citizen: Client, office: Office, dossier: Dossier) -> None:
    run_pending_jobs()
    mail.outbox.clear()
    citizen.post(f"/cong-dan/ho-so/{dossier.pk}/tin-nhan/", {"text": "Tôi đổi tên đường", "uploads": pdf("giay.pdf")})
    message = DossierMessage.objects.get()
    assert message.files.get().name == "giay.pdf"
    send_message(actor=office.officer, dossier_id=dossier.pk, text="Bí mật của hai bên")
    run_pending_jobs()

    page = page_of(citizen, dossier)
    assert "Bí mật của hai bên" in page
    assert "Văn phòng HĐND và UBND" in page
    assert not [name for name in OFFICIALS if name in page]
    letter = mail.outbox[-1]
    assert "tin nhắn" in letter.subject
    assert "Bí mật" not in letter.body
    message.refresh_from_db()
    assert message.read_at is not None, "who answers has read"


def test_the_page_asks_the_same_number_of_questions_however_much_happened(
    citizen: Client, office: Office, dossier: Dossier, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        send_message(actor=office.officer, dossier_id=dossier.pk, text=f"Tin {number}")
        citizen.post(f"/cong-dan/ho-so/{dossier.pk}/tin-nhan/", {"text": "x", "uploads": pdf(f"{number}.pdf")})
    ask(office, dossier)
    citizen.post(f"/cong-dan/ho-so/{dossier.pk}/bo-sung/", answer_fields(dossier))
    page_of(citizen, dossier)

    with django_assert_max_num_queries(23):
        page_of(citizen, dossier)


def test_a_counter_dossier_of_the_same_person_is_theirs_too(citizen: Client, office: Office) -> None:
    dossier = make_dossier(office)

    assert citizen.get(f"/cong-dan/ho-so/{dossier.pk}/giay-tiep-nhan.pdf").content.startswith(b"%PDF-")


def test_writing_ends_thirty_days_after_the_dossier(citizen: Client, office: Office, dossier: Dossier) -> None:
    finish(office, dossier)
    return_result(actor=office.clerk, dossier_id=dossier.pk, seen_seq=None, received_by="Trần Thị Ngọc Ẩn")
    url = f"/cong-dan/ho-so/{dossier.pk}/tin-nhan/"
    with clock.at(clock.now() + timedelta(days=29)):
        assert citizen.post(url, {"text": "Cảm ơn"}).status_code == 302
    with clock.at(clock.now() + timedelta(days=31)):
        answer = citizen.post(url, {"text": "Còn một câu"})
    assert answer.status_code == 409
    assert "quá 30 ngày" in answer.content.decode()
