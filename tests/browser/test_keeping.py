"""An officer asks to keep an ended dossier back, the chairman agrees, the list is printed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from congso.domains.dossiers.tests.makers import make_office
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.browser.walking import press, told
from tests.records.makers import make_closed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_dossier_is_kept_back(page: Page, sign_in: SignIn) -> None:
    office = make_office()
    dossier = make_closed(office)
    assert dossier.hand_over_by is not None
    sign_in(Account.objects.get(username="chuyenvien"))
    page.goto(f"/ho-so-cong-viec/{dossier.pk}/")
    press(page, "Đề nghị giữ lại, chưa nộp lưu", reason="Đang dùng cho đề án chuyển đổi số", until="01/01/2099")
    expect(page.get_by_text("không quá 02 năm kể từ ngày đến hạn").first).to_be_visible()
    until = dossier.hand_over_by + timedelta(days=300)
    press(page, "Đề nghị giữ lại, chưa nộp lưu", reason="Đang dùng cho đề án chuyển đổi số", until=f"{until:%d/%m/%Y}")
    told(page, "Đã gửi đề nghị giữ lại hồ sơ.")
    page_checks(page, expected_errors=("422",))

    sign_in(Account.objects.get(username="lanhdao"))
    page.goto("/ho-so-cong-viec/giu-lai/")
    page_checks(page, expected_errors=("422",))
    page.locator("summary", has_text="Trả lời").click()
    page.get_by_label("Số văn bản đồng ý (nếu có)").fill("12/UBND-VP")
    page.get_by_role("button", name="Ghi trả lời").click()
    told(page, "Đã trả lời đề nghị giữ lại hồ sơ.")
    expect(page.locator("tbody")).to_contain_text("Được giữ lại")
    page_checks(page, expected_errors=("422",))
    shot(page, "records-kept-back")
    pdf = page.request.get("/ho-so-cong-viec/giu-lai/danh-muc.pdf")
    assert pdf.body().startswith(b"%PDF")
    page.goto("/ho-so-cong-viec/den-han/")
    expect(page.get_by_text("Không có hồ sơ nào đến hạn nộp lưu")).to_be_visible()
