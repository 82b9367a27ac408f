"""An officer drafts a dossier's result as an official document; the dossier, the document and the templates lead to each other."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from congso.domains.documents.models import Document
from congso.domains.dossiers.tests.makers import bring_to, make_dossier, make_office
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.browser.walking import press, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_result_is_begun_from_its_template(page: Page, sign_in: SignIn) -> None:
    office = make_office()
    dossier = bring_to(office, make_dossier(office), "work")
    sign_in(Account.objects.get(username="quantri"))
    page.goto("/ho-so/mau-ket-qua/")
    page_checks(page)
    page.get_by_role("link", name="Thêm mẫu").click()
    page.get_by_label("Mã thủ tục").fill(dossier.procedure_code)
    page.get_by_label("Tên loại").select_option(label="Quyết định")
    page.get_by_label("Trích yếu").fill("Về việc đăng ký lại khai sinh cho {ho_ten}")
    page.get_by_label("Nội dung").fill("Điều 1. Đăng ký lại khai sinh cho {ho_ten}, hồ sơ {ma_ho_so}.")
    page_checks(page)
    page.locator("main form").get_by_role("button").last.click()
    told(page, "Đã lưu mẫu văn bản kết quả.")
    page_checks(page)
    shot(page, "dossier-result-templates")

    sign_in(Account.objects.get(username="chuyenvien"))
    page.goto(f"/ho-so/{dossier.pk}/")
    press(page, "Soạn văn bản kết quả", proposal="result")
    told(page, "Đã tạo dự thảo từ mẫu")
    expect(page.get_by_text("hồ sơ chờ văn bản phát hành")).to_be_visible()
    page_checks(page)
    shot(page, "dossier-result-draft")
    page.get_by_role("link", name="Về việc đăng ký lại khai sinh cho Trần Thị Ngọc Ẩn").click()
    expect(page.get_by_role("link", name=dossier.code)).to_be_visible()
    page_checks(page)
    assert Document.objects.get().state == "draft"
