"""A document signed by hand in a real browser: marked, approved, numbered and printed, scanned, issued on paper, taken over."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from congso.domains.documents.models import Document
from congso.entry.simulators.authority.serving import Running
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.walking import PASSWORD, enter, told
from tests.outgoing.conftest import Desk, authority, authority_folder, make_desk

__all__ = ["authority", "authority_folder"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUBJECT = "Về việc kiện toàn Tổ công nghệ số cộng đồng"


@pytest.fixture
def desk(authority: Running) -> Desk:
    """The office with its keys; everybody has the same password."""
    made = make_desk(authority)
    Account.objects.update(password=make_password(PASSWORD))
    return made


def checked(page: Page, name: str = "") -> None:
    if name:
        shot(page, name)
    page_checks(page, expected_errors=("422",))


def prepared(desk: Desk, page: Page) -> Document:
    """Marked by its drafter, reviewed, approved by the leader."""
    document = desk.draft()
    enter(page, "chuyenvien", f"/van-ban/di/{document.pk}/")
    page.get_by_role("link", name="Chuyển sang ký giấy").click()
    checked(page)
    page.get_by_role("button", name="Chuyển sang ký giấy").click()
    told(page, "Văn bản này sẽ ký giấy.")
    desk.bring(document, "sign")
    enter(page, "lanhdao", "/van-ban/di/ky/")
    checked(page)
    page.get_by_role("link", name=SUBJECT).click()
    page.get_by_label("Ý kiến").fill("Đồng ý")
    page.get_by_role("button", name="Duyệt để ký giấy").click()
    told(page, "Đã duyệt; văn thư cấp số, in để ký.")
    return document


def test_a_decision_is_signed_by_hand(desk: Desk, page: Page) -> None:
    document = prepared(desk, page)
    enter(page, "vanthu", "/van-ban/di/dong-dau/")
    expect(page.get_by_text("chờ cấp số, in")).to_be_visible()
    page.get_by_role("link", name=SUBJECT).click()
    checked(page)
    page.get_by_role("button", name="Cấp số, in để ký").click()
    told(page, "Đã cấp số. Hãy in, trình ký tay và đóng dấu.")
    sheet = page.request.get(str(page.get_by_role("link", name="Mở bản in để ký").get_attribute("href"))).body()
    assert sheet.startswith(b"%PDF")
    page.get_by_role("button", name="Lưu bản quét đã ký").click()
    expect(page.get_by_text("Trường này là bắt buộc.").first).to_be_visible()
    page.get_by_label("Bản quét đã ký, đóng dấu (PDF)").set_input_files({"name": "quet.pdf", "mimeType": "application/pdf", "buffer": sheet + b"\n% quet\n"})
    checked(page)
    page.get_by_role("button", name="Lưu bản quét đã ký").click()
    told(page, "Đã lưu bản quét.")
    checked(page, "on-paper-scanned")
    page.get_by_role("link", name="Phát hành", exact=True).click()
    expect(page.get_by_text("mọi nơi nhận ở dưới nhận bản giấy")).to_be_visible()
    page.get_by_label("Sở Tư pháp", exact=True).check()
    checked(page)
    page.get_by_role("button", name="Phát hành").click()
    told(page, "Đã phát hành, gửi văn bản.")
    page.locator("#phieu-gui").get_by_role("link", name="Ghi giao nhận").click()
    page.get_by_label("Ngày nhận").fill(page.get_by_label("Ngày gửi").input_value())
    page.get_by_role("button", name="Ghi giao nhận").click()
    expect(page.get_by_text("ghi cả ngày nhận và người nhận").first).to_be_visible()
    page.get_by_label("Người nhận (ký nhận)").fill("Bà Ngô Thùy Vy, văn thư")
    checked(page)
    page.get_by_role("button", name="Ghi giao nhận").click()
    told(page, "Đã ghi giao nhận bản giấy.")
    expect(page.locator("#phieu-gui")).to_contain_text("Bà Ngô Thùy Vy, văn thư")
    checked(page, "on-paper-page")
    page.goto("/van-ban/di/so/")
    expect(page.locator("table")).to_contain_text("Ký giấy")
    document.refresh_from_db()
    assert document.state == "issued"
