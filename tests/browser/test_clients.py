"""An administrator lets another system read the ward's dossiers; the system tries it on the page for that."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from congso.domains.dossiers.tests.makers import make_dossier, make_office
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_program_is_registered_and_tried(page: Page, sign_in: SignIn) -> None:
    office = make_office()
    dossier = make_dossier(office)
    sign_in(Account.objects.get(username="quantri"))
    page.goto("/quan-tri/ung-dung/")
    page_checks(page)
    page.get_by_role("link", name="Đăng ký ứng dụng").click()
    page.get_by_label("Tên ứng dụng").fill("Cổng tiêm chủng của Sở Y tế")
    page.get_by_label("Mục đích đọc dữ liệu").fill("Đối chiếu khai sinh với tiêm chủng mở rộng")
    page.get_by_label("Đơn vị, người liên hệ").fill("Sở Y tế, Lê Thị Mẫu")
    page.get_by_label("Máy chủ nhận tin (webhook)").fill("tin.soyte.example")
    page_checks(page)
    page.get_by_role("button", name="Lưu").click()
    secret = page.locator("#secret").inner_text()
    client_id = page.locator("main code").first.inner_text()
    page_checks(page)
    page.get_by_role("link", name="Đã chép xong").click()
    page.get_by_role("link", name="Cấp phạm vi").click()
    page.get_by_label("Cơ quan").select_option(str(office.units["phuong"]))
    page.get_by_label("Đọc hồ sơ, không có dữ liệu của người nộp").check()
    page_checks(page)
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã đặt phạm vi của ứng dụng.")).to_be_visible()

    page.goto("/api/v1/thu/")
    page_checks(page)
    page.get_by_label("client_id").fill(client_id)
    page.get_by_label("client_secret").fill(secret)
    page.get_by_label("Câu hỏi").select_option("dossier")
    page.get_by_label("Mã trong đường dẫn").fill(dossier.code)
    page.get_by_role("button", name="Gọi thử").click()
    expect(page.locator("pre")).to_contain_text("Thủ tục đăng ký lại khai sinh")
    expect(page.locator("pre")).not_to_contain_text("applicant")
    page_checks(page)
    shot(page, "clients-sandbox")
    page.goto("/quan-tri/ung-dung/")
    page.get_by_role("link", name="Cổng tiêm chủng của Sở Y tế").click()
    page_checks(page)
    shot(page, "clients-page")
