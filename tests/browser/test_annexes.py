"""An officer names grounds, puts annexes to a decision, and the division that gets it reads them; a correction begins as a letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from congso.domains.documents.models import Document, OutgoingFile, Relation
from congso.domains.documents.services.outgoing import issue_document
from congso.entry.simulators.authority.serving import Running
from congso.foundation.jobs.testing import run_pending_jobs
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.walking import PASSWORD, enter, told
from tests.outgoing.conftest import Desk, make_desk
from tests.outgoing.test_annexes import CSV, pdf
from tests.outgoing.test_refusals import issued
from tests.signing.conftest import authority, authority_folder

__all__ = ["authority", "authority_folder"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(authority: Running) -> Desk:
    """The office with its keys; everybody has the same password."""
    made = make_desk(authority)
    Account.objects.update(password=make_password(PASSWORD))
    return made


def test_grounds_are_found_ticked_and_written_into_the_draft(desk: Desk, page: Page) -> None:
    plan, draft = issued(desk, subject="Ban hành Kế hoạch số hóa hồ sơ lưu trữ"), desk.draft()
    enter(page, "chuyenvien", f"/van-ban/di/{draft.pk}/")
    page.get_by_role("link", name="Căn cứ, văn bản liên quan").click()
    page.get_by_label("Tìm theo số, ký hiệu hoặc từ trong văn bản").press_sequentially("kế hoạch số hóa")
    page.get_by_role("checkbox", name=plan.number_text).check()  # found while it is typed
    page.get_by_label("Văn bản không lưu trong hệ thống").fill("Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024")
    page_checks(page)
    shot(page, "documents/quan-he-tim")
    page.get_by_role("button", name="Ghi quan hệ").click()
    told(page, "Đã ghi quan hệ của văn bản.")
    assert Relation.objects.filter(source=draft).count() == 2
    page_checks(page)
    shot(page, "documents/quan-he")
    page.goto(f"/van-ban/di/{draft.pk}/soan/")
    page.get_by_role("checkbox", name="về việc ban hành Kế hoạch số hóa").check()
    page_checks(page)
    shot(page, "documents/soan-co-can-cu")
    page.get_by_role("button", name="Lưu dự thảo").click()
    told(page, "Đã lưu dự thảo.")
    page.goto(f"/van-ban/di/{draft.pk}/quan-he/")
    page.get_by_role("button", name="Bỏ Luật Lưu trữ").click()
    page.get_by_role("dialog").get_by_role("button").last.click()
    told(page, "Đã bỏ quan hệ.")


def test_annexes_go_with_a_decision_to_the_division_that_gets_it(desk: Desk, page: Page, tmp_path: Path) -> None:
    document = desk.draft()
    for name, content in (("danh-sach.pdf", pdf()), ("bang.csv", CSV)):
        (tmp_path / name).write_bytes(content)
    enter(page, "chuyenvien", f"/van-ban/di/{document.pk}/")
    page.get_by_role("link", name="Thêm, sửa tệp kèm theo").click()
    page_checks(page)
    for kind, title, name in (("Phụ lục là tệp riêng", "Danh sách thành viên", "danh-sach.pdf"), ("Tệp khác kèm theo", "Bảng phân công", "bang.csv")):
        page.get_by_label(kind).check()
        page.get_by_label("Tên phụ lục, tệp").fill(title)
        page.get_by_label("Tệp", exact=True).set_input_files(tmp_path / name)
        page.get_by_role("button", name="Thêm", exact=True).click()
        told(page, "Đã thêm tệp kèm theo.")
    page.get_by_role("link", name="Sửa, thay tệp Danh sách thành viên").click()
    page.get_by_label("Tệp", exact=True).set_input_files(tmp_path / "danh-sach.pdf")
    page.get_by_role("button", name="Lưu").click()
    told(page, "Đã sửa tệp kèm theo.")
    page_checks(page)
    shot(page, "documents/tep-kem-theo")
    desk.bring(document, "issue")
    issue_document(actor=desk.office.registry, document_id=document.pk, seen_seq=None, unit_ids=[desk.office.units["phuong-kt"]])
    run_pending_jobs()
    enter(page, "truongkinhte", f"/van-ban/di/{document.pk}/")
    expect(page.locator("#tep")).to_contain_text("cơ quan đã ký số")
    expect(page.locator("#phieu-gui")).to_contain_text("Đỗ Văn Tâm đã xem")
    page_checks(page)
    shot(page, "documents/van-ban-co-phu-luc")
    row = OutgoingFile.objects.get(title="Danh sách thành viên", removed_at=None)
    assert page.request.get(f"/van-ban/di/{document.pk}/tep/{row.pk}/").body().startswith(b"%PDF")


def test_a_correction_begins_as_a_letter(desk: Desk, page: Page) -> None:
    old: Document = issued(desk)
    enter(page, "chuyenvien", f"/van-ban/di/{old.pk}/")
    page.get_by_role("link", name="Đính chính").click()
    expect(page.get_by_text("được đính chính bằng công văn")).to_be_visible()
    page_checks(page)
    shot(page, "documents/dinh-chinh")


def test_the_registry_notes_who_signs_by_order_and_the_draft_offers_it(desk: Desk, page: Page) -> None:
    enter(page, "vanthu", "/van-ban/di/ky/tham-quyen/")
    page_checks(page)
    page.get_by_label("Đơn vị có người đứng đầu được ký").select_option(label="Phòng Kinh tế")
    page.get_by_label("Chức vụ in trên văn bản").fill("Trưởng phòng Kinh tế")
    page.get_by_label("Từ ngày").fill("01/10/2026")
    page.get_by_role("button", name="Lưu").last.click()
    told(page, "Đã ghi thẩm quyền ký.")
    expect(page.get_by_role("table")).to_contain_text("TL. Chủ tịch / Trưởng phòng Kinh tế")
    page.get_by_text("Ghi ngày hết hiệu lực").click()
    page_checks(page)
    shot(page, "documents/tham-quyen-ky")
    enter(page, "chuyenvien", "/van-ban/di/moi/?loai=TB")
    page.get_by_label("Hoặc ký thừa lệnh, thừa ủy quyền được giao").select_option(label="TL. Chủ tịch / Trưởng phòng Kinh tế · Đỗ Văn Tâm")
    page_checks(page)
