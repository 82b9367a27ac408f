"""A decision in a real browser: drafted, reviewed, signed, sealed, issued to two units, and read again."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from congso.domains.documents.models import Document
from congso.entry.simulators.authority.serving import Running
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot, watch
from tests.browser.walking import PASSWORD, enter, press, told
from tests.outgoing.conftest import BODY, Desk, make_desk
from tests.signing.conftest import PIN, authority, authority_folder

__all__ = ["authority", "authority_folder"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUBJECT = "Về việc kiện toàn Tổ công nghệ số cộng đồng"


@pytest.fixture
def desk(authority: Running) -> Desk:
    """The office with its keys; everybody has the same password."""
    made = make_desk(authority)
    Account.objects.update(password=make_password(PASSWORD))
    return made


def open_document(page: Page, username: str) -> None:
    """From the inbox to the document."""
    enter(page, username)
    page.locator("tr", has_text=SUBJECT).get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(SUBJECT)


def write(page: Page) -> None:
    """The officer writes a decision from its template."""
    enter(page, "chuyenvien", "/van-ban/di/")
    page_checks(page)
    page.get_by_role("link", name="Soạn văn bản").click()
    page.get_by_label("Tên loại văn bản").select_option(label="Quyết định (QĐ)")
    page.get_by_role("button", name="Mở mẫu và soạn").click()
    expect(page.get_by_label("Nội dung", exact=True)).to_have_value(re.compile(r"Điều 3\. Chánh Văn phòng"))
    page.get_by_label("Trích yếu").fill(SUBJECT)
    page.get_by_label("Người ký", exact=True).select_option(label="Phạm Ngọc Hạnh")
    page.get_by_label("Thẩm quyền ký").select_option("TM.")
    page.get_by_label("Ký thay, thay mặt cho").fill("Ủy ban nhân dân")
    page.get_by_label("Chức vụ in trên văn bản").fill("Chủ tịch")
    shot(page, "documents/soan-van-ban")
    page_checks(page)
    page.get_by_role("button", name="Lưu dự thảo").click()
    told(page, "Đã lưu dự thảo.")
    expect(page.locator("#cho-trong")).to_contain_text("Theo đề nghị của […chức vụ người đứng đầu đơn vị trình]")
    press(page, "Trình duyệt", note="Kính trình")
    expect(page.get_by_text("còn chỗ bỏ trống, hãy điền hoặc xóa trước").first).to_be_visible()
    shot(page, "documents-gaps")
    page_checks(page, expected_errors=("422",))
    page.get_by_role("link", name="Điền vào dự thảo").click()
    page.get_by_label("Căn cứ", exact=True).fill("Căn cứ Luật Tổ chức chính quyền địa phương\nTheo đề nghị của Chánh Văn phòng")
    page.get_by_label("Nội dung", exact=True).fill(BODY)
    page.get_by_label("Nơi nhận (in trên văn bản)").fill("Như Điều 3\nLưu: VT, VP")
    page_checks(page, expected_errors=("422",))
    page.get_by_role("button", name="Lưu dự thảo").click()
    told(page, "Đã lưu dự thảo.")
    expect(page.locator("#cho-trong")).to_have_count(0)


def test_a_decision_goes_out(desk: Desk, page: Page) -> None:
    write(page)
    draft = page.request.get(str(page.get_by_role("link", name="Xem bản in dự thảo").get_attribute("href")))
    assert draft.body().startswith(b"%PDF")
    press(page, "Trình duyệt", note="Kính trình")
    told(page, "Đã chuyển văn bản.")
    open_document(page, "truongphong")
    press(page, "Góp ý", note="Thêm căn cứ thi hành")
    told(page, "Đã ghi góp ý.")
    page.get_by_role("link", name="Sửa dự thảo").click()
    page.get_by_label("Ghi chú cho phiên bản này").fill("Thêm căn cứ")
    page.get_by_label("Căn cứ", exact=True).fill("Căn cứ Luật Chính quyền địa phương\nCăn cứ Đề án 06")
    page.get_by_role("button", name="Lưu dự thảo").click()
    page.get_by_role("button", name="Đã tiếp thu").click()
    page.get_by_role("link", name="Phiên bản 3").click()
    expect(page.locator("ins").first).to_be_visible()
    shot(page, "documents/so-sanh-phien-ban")
    page_checks(page, expected_errors=("422",))
    page.go_back()
    shot(page, "documents/van-ban-di")
    page_checks(page, expected_errors=("422",))
    press(page, "Duyệt nội dung, chuyển văn thư")
    open_document(page, "vanthu")
    press(page, "Đúng thể thức, trình ký")
    told(page, "Đã chuyển văn bản.")
    enter(page, "lanhdao", "/van-ban/di/ky/")
    shot(page, "documents/ky-van-ban")
    page_checks(page, expected_errors=("422",))
    page.get_by_label("Mã PIN").fill("khong-phai")
    page.get_by_role("button", name="Ký các văn bản đã chọn").click()
    expect(page.get_by_text("Mã PIN không đúng. Còn 4 lần thử.").first).to_be_visible()
    page_checks(page, expected_errors=("422",))
    page.get_by_label("Mã PIN").fill(PIN)
    page.get_by_role("button", name="Ký các văn bản đã chọn").click()
    told(page, "Đã ký 1 văn bản.")
    enter(page, "vanthu", "/van-ban/di/dong-dau/")
    page.get_by_label("Mã PIN").fill(PIN)
    page.get_by_role("button", name="Đóng dấu các văn bản đã chọn").click()
    told(page, "Đã đóng dấu 1 văn bản.")
    page.get_by_role("link", name="01/QĐ-UBND " + SUBJECT).click()
    page.get_by_label("Ủy ban nhân dân xã Tháp Mười").check()
    page.get_by_label("Sở Tư pháp", exact=True).check()
    page.get_by_label("Nơi nhận bên ngoài").fill("Công ty Cấp nước")
    shot(page, "documents/phat-hanh")
    page_checks(page, expected_errors=("422",))
    page.get_by_role("button", name="Phát hành").click()
    told(page, "Đã phát hành, gửi văn bản.")
    sheet = page.locator("#phieu-gui")
    expect(sheet).to_contain_text("Sở Tư pháp")
    expect(sheet).to_contain_text("Chờ gửi qua trục liên thông")
    shot(page, "documents/phieu-gui")
    page_checks(page, expected_errors=("422",))
    signed = page.request.get(f"/van-ban/di/{Document.objects.get().pk}/van-ban.pdf").body()
    assert [each["/FT"] for each in (PdfReader(BytesIO(signed)).get_fields() or {}).values() if each.get("/V")] == ["/Sig", "/Sig"]
    page.goto("/van-ban/di/so/")
    expect(page.locator("table")).to_contain_text("Công ty Cấp nước")
    shot(page, "documents/so-van-ban-di")
    page_checks(page, expected_errors=("422",))
    page.goto("/van-ban/di/so/ky-hieu/")
    page_checks(page, expected_errors=("422",))


def test_a_draft_is_written_and_sent_without_script(desk: Desk, window_without_script: BrowserContext) -> None:
    del desk
    page = watch(window_without_script.new_page())
    enter(page, "chuyenvien", "/van-ban/di/moi/?loai=QĐ")
    page.get_by_label("Trích yếu").fill(SUBJECT)
    page.get_by_role("button", name="Lưu dự thảo").click()
    told(page, "Đã lưu dự thảo.")
    page.get_by_role("button", name="Trình duyệt").click()
    expect(page.get_by_text("Dự thảo còn thiếu: người ký, chức vụ").first).to_be_visible()
