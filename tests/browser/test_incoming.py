"""A letter comes to the ward: registered from its file, distributed, assigned, done, seen by everybody on their own screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from congso.core import clock
from congso.domains.documents.models import Document
from congso.domains.dossiers.tests.makers import make_office
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.incoming.makers import letter_pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_letter_from_the_file_to_the_follow_up_book(page: Page, sign_in: SignIn, tmp_path: Path) -> None:
    office = make_office()
    file = tmp_path / "quyet-dinh.pdf"
    file.write_bytes(letter_pdf(office).read())
    annex = tmp_path / "phu-luc.pdf"
    annex.write_bytes(letter_pdf(office, body="Danh sách kèm theo.").read())

    sign_in(Account.objects.get(username="vanthu"))
    page.goto("/van-ban/den/dang-ky/")
    page_checks(page)
    page.locator("#id_upload").set_input_files(file)
    page.locator("#id_further").set_input_files([file, annex])
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_label("Số, ký hiệu văn bản")).to_have_value("1234/QĐ-UBND")
    expect(page.get_by_label("Người ký", exact=True)).to_have_value("Nguyễn Văn Hai")
    expect(page.get_by_alt_text("Trang 1 của văn bản")).to_be_visible()
    expect(page.get_by_text("phu-luc.pdf")).to_be_visible()
    page_checks(page)
    shot(page, "incoming-register")
    page.get_by_role("button", name="Vào sổ, trình lãnh đạo").press("Enter")
    expect(page.get_by_text("Đã đăng ký: số đến 01.")).to_be_visible()

    sign_in(Account.objects.get(username="lanhdao"))
    page.goto("/viec/")
    page.get_by_role("link", name="01/2026").first.click()
    page.get_by_label("Câu mẫu", exact=True).select_option(index=1)
    page.get_by_label("Văn phòng HĐND và UBND", exact=True).select_option("main")
    page.get_by_label("Phòng Kinh tế", exact=True).select_option("help")
    page.get_by_label("Hạn giải quyết", exact=True).fill(f"{clock.today():%d/%m/%Y}")
    page_checks(page)
    shot(page, "incoming-distribute")
    page.get_by_role("button", name="Cho ý kiến, phân phối").click()
    expect(page.get_by_text("Đã cho ý kiến và phân phối văn bản.")).to_be_visible()

    sign_in(Account.objects.get(username="truongphong"))
    address = f"/van-ban/den/{Document.objects.get().pk}/"
    page.goto(address)
    page.get_by_label("Giao cho", exact=True).select_option(label="Trần Minh Khoa")
    page.get_by_role("button", name="Phân công chuyên viên").click()
    expect(page.get_by_text("Lê Hoàng Phúc đã xem lúc")).to_be_visible()
    page_checks(page)

    sign_in(Account.objects.get(username="chuyenvien"))
    page.goto(address)
    page.locator("summary", has_text="Giải quyết xong").click()
    page.get_by_label("Kết quả giải quyết, đề xuất").fill("Đã triển khai kế hoạch.")
    page.get_by_role("button", name="Giải quyết xong").click()
    expect(page.get_by_text("Đã ghi kết quả giải quyết.")).to_be_visible()
    page_checks(page)
    shot(page, "incoming-page")

    sign_in(Account.objects.get(username="vanthu"))
    page.goto("/van-ban/den/so/?so=theo-doi")
    expect(page.locator("tbody tr")).to_contain_text("Đã giải quyết xong")
    page_checks(page)
    shot(page, "incoming-book")
    page.goto("/van-ban/den/")
    expect(page.locator("tbody tr")).to_have_count(1)
    page_checks(page)
    shot(page, "incoming-list")
    page.goto("/van-ban/den/mat/")
    page_checks(page)
