"""Work that was stuck goes on: given anew, recalled and answered between two agencies, put right in the book, shown to everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from congso.domains.documents.models import Document
from congso.domains.documents.services.incoming_registering import register_waiting
from congso.domains.documents.services.incoming_routing import Routing, assign_officer, distribute
from congso.domains.documents.services.outgoing import issue_document, reserve_number
from congso.domains.documents.services.outgoing_signing import prepare_paper
from congso.domains.dossiers.tests.makers import START, SYSTEM, make_office
from congso.entry.simulators.authority.serving import Running
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.numbering.models import NumberBook
from congso.foundation.people.loading import OfficialSpec, load_officials
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.incoming.makers import make_incoming
from tests.incoming.test_giving_anew import leaves
from tests.outgoing.conftest import Desk, authority, authority_folder, make_desk
from tests.schedules.makers import make_entry, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["authority", "authority_folder"]


def _open(page: Page, sign_in: SignIn, who: str, address: str) -> None:
    sign_in(Account.objects.get(username=who))
    page.goto(address)


def _panel(page: Page, words: str) -> None:
    panel = page.locator("details.work-panel", has=page.locator("summary", has_text=words))
    if panel.get_attribute("open") is None:
        panel.locator("summary").first.click()


def _arrived(desk: Desk) -> tuple[Document, Document]:
    document = desk.bring(desk.draft(), "issue")
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["so"]])
    run_pending_jobs()
    arrival = register_waiting(actor=desk.actor("sovanthu"), document_id=Document.objects.get(direction="in").pk)
    routing = Routing(text="Giao Phòng tham mưu", main_unit_id=desk.office.units["so-cm"])
    distribute(actor=desk.actor("sogiamdoc"), document_id=arrival.pk, seen_seq=None, routing=routing)
    assign_officer(actor=desk.actor("sotruong"), case_id=arrival.case_id, seen_seq=None, holder_id=desk.office.accounts["sochuyenvien"])
    run_pending_jobs()
    return document, arrival


def test_a_recall_between_two_agencies_and_a_signer_who_left(page: Page, sign_in: SignIn, authority: Running) -> None:
    desk = make_desk(authority)
    document, arrival = _arrived(desk)
    leaves(desk.office, "sochuyenvien")
    _open(page, sign_in, "sotruong", f"/van-ban/den/{arrival.pk}/")
    expect(page.get_by_text("không còn giữ việc này, cần phân công lại")).to_be_visible()
    _panel(page, "Phân công lại")
    page_checks(page)
    shot(page, "stuck-reassign")

    _open(page, sign_in, "vanthu", f"/van-ban/di/{document.pk}/")
    expect(page.get_by_text("Mai Thu Yến").or_(page.get_by_text("Bùi Gia Khánh")).first).to_be_visible()
    _panel(page, "Thu hồi văn bản đã phát hành")
    page.get_by_label("Lý do thu hồi").fill("Ban hành nhầm phụ lục")
    page.get_by_role("button", name="Thu hồi văn bản đã phát hành").click()
    page.get_by_role("dialog").get_by_role("button", name="Đồng ý").click()
    expect(page.get_by_text("Đã thu hồi và báo các nơi nhận.")).to_be_visible()
    run_pending_jobs()

    _open(page, sign_in, "sovanthu", "/van-ban/den/de-nghi/")
    page_checks(page)
    shot(page, "recall-list")
    page.locator("tbody a").first.click()
    expect(page.get_by_text("Nơi gửi đề nghị: Thu hồi")).to_be_visible()
    page_checks(page)
    shot(page, "recall-demand")
    page.get_by_role("button", name="Đồng ý").click()
    expect(page.get_by_text("Đã đồng ý, nơi gửi được báo lại.")).to_be_visible()
    run_pending_jobs()
    _open(page, sign_in, "vanthu", f"/van-ban/di/{document.pk}/")
    expect(page.locator("#phieu-gui")).to_contain_text("Đã thu hồi")
    expect(page.locator("#phieu-gui")).to_contain_text("Ngô Thùy Vy")
    page_checks(page)
    shot(page, "recall-sheet")
    _signer_left(page, sign_in, desk)


def _signer_left(page: Page, sign_in: SignIn, desk: Desk) -> None:
    waiting, draft = desk.bring(desk.draft(), "sign"), desk.draft()
    prepare_paper(actor=desk.office.leader, document_id=waiting.pk)
    reserve_number(actor=desk.office.registry, document_id=draft.pk, seen_seq=None)
    spec = OfficialSpec("phochutich", "Võ Thành Nhân", desk.office.units["phuong"], "leader", "Phó Chủ tịch UBND phường", START, "pho@dongthap.example")
    load_officials(actor=SYSTEM, officials=[spec], password_hash="!")
    leaves(desk.office, "lanhdao")
    _open(page, sign_in, "vanthu", f"/van-ban/di/{waiting.pk}/")
    expect(page.get_by_text("Người ký Phạm Ngọc Hạnh không còn giữ chức vụ này")).to_be_visible()
    _panel(page, "Đổi người ký")
    page_checks(page)
    shot(page, "signer-left")
    page.get_by_label("Người ký", exact=True).select_option(label="Võ Thành Nhân")
    page.get_by_label("Chức vụ in trên văn bản").fill("Phó Chủ tịch")
    page.get_by_label("Lý do đổi người ký").fill("Chủ tịch nghỉ hưu")
    page.get_by_role("button", name="Đổi người ký").click()
    expect(page.get_by_text("Đã đổi người ký.")).to_be_visible()
    expect(page.get_by_text("02/QĐ-UBND").first).to_be_visible()

    book = NumberBook.objects.get(kind="document:QĐ")
    page.goto(f"/quan-tri/so/{book.pk}/")
    expect(page.get_by_role("link", name="Hủy số 03/QĐ-UBND")).to_be_visible()
    expect(page.get_by_role("link", name="văn bản 02/QĐ-UBND")).to_be_visible()
    page_checks(page)
    shot(page, "number-book")


def test_a_line_of_the_book_is_put_right_and_passed_on(page: Page, sign_in: SignIn) -> None:
    office = make_office()
    document = make_incoming(office)
    _open(page, sign_in, "lanhdao", "/van-ban/den/chuyen-thang/")
    page.get_by_label("Cho phép văn thư chuyển thẳng").check()
    page_checks(page)
    shot(page, "forwarding-rule")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Hôm nay: được phép")).to_be_visible()

    _open(page, sign_in, "vanthu", f"/van-ban/den/{document.pk}/sua/")
    page.get_by_label("Số, ký hiệu văn bản").fill("216/STP-HCTP")
    page.get_by_label("Lý do sửa").fill("Gõ nhầm số")
    page_checks(page)
    shot(page, "arrival-correct")
    page.get_by_role("button", name="Lưu bản sửa").click()
    expect(page.get_by_role("heading", name="Đã sửa đăng ký")).to_be_visible()
    expect(page.locator("del")).to_have_text(["215/STP-HCTP"])
    expect(page.locator("summary", has_text="Phân công lại")).to_have_count(0)
    _panel(page, "Chuyển thẳng đơn vị giải quyết")
    page_checks(page)
    shot(page, "arrival-corrected")
    page.get_by_role("link", name="Thêm tệp").click()
    page_checks(page)
    shot(page, "arrival-add-files")
    page.goto(f"/van-ban/den/{document.pk}/")
    _panel(page, "Hủy đăng ký")
    page.get_by_label("Lý do hủy đăng ký").fill("Trùng")
    page.get_by_role("button", name="Hủy đăng ký").click()
    expect(page.get_by_text("Lý do hủy đăng ký")).to_be_visible()
    page_checks(page)
    page.goto("/van-ban/den/")
    page_checks(page)
    shot(page, "arrival-list")


def test_the_calendar_is_opened_to_everybody(page: Page, sign_in: SignIn) -> None:
    office = make_office()
    make_entry(office, content="Tiếp công dân định kỳ", is_public=True, place="Trụ sở tiếp công dân")
    publish(office)
    _open(page, sign_in, "vanthu", "/lich-cong-tac/cong-khai/")
    page.get_by_role("button", name="Công khai lịch").click()
    expect(page.get_by_text("Đang công khai")).to_be_visible()
    page_checks(page)
    shot(page, "calendar-setting")
    page.goto("/lich-cong-tac/dia-chi/")
    page.get_by_role("button", name="Tạo địa chỉ lịch lãnh đạo").click()
    expect(page.get_by_text("Địa chỉ mới của lịch lãnh đạo, chỉ hiện lần này")).to_be_visible()
    page_checks(page)
    shot(page, "calendar-feed")
    page.context.clear_cookies()
    page.goto("/lich-cong-tac/cong-khai/H20.31/")
    expect(page.get_by_text("Tiếp công dân định kỳ")).to_be_visible()
    page_checks(page)
    shot(page, "calendar-public")
