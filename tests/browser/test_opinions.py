"""Opinions on a draft in a real browser: asked, answered from the inbox, gathered in a table, taken up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from congso.core import clock
from congso.domains.documents.models import Opinion
from congso.domains.documents.services.outgoing import save_draft
from congso.entry.simulators.authority.serving import Running
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.walking import PASSWORD, enter, told
from tests.incoming.makers import letter_pdf
from tests.judges import need
from tests.outgoing.conftest import Desk, authority, authority_folder, draft_in, make_desk

__all__ = ["authority", "authority_folder"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(authority: Running) -> Desk:
    """The office; everybody has the same password."""
    made = make_desk(authority)
    Account.objects.update(password=make_password(PASSWORD))
    return made


def test_a_unit_is_asked_answers_and_is_answered(desk: Desk, page: Page) -> None:
    document = desk.draft()
    address = f"/van-ban/di/{document.pk}/"
    enter(page, "chuyenvien", address)
    page.get_by_role("link", name="Lấy ý kiến đơn vị, người khác").click()
    page.get_by_label("Phòng Kinh tế", exact=True).check()
    page.get_by_label("Lý Ngọc Ánh").check()
    page.get_by_label("Hạn góp ý").fill(f"{clock.today() + timedelta(days=5):%d/%m/%Y}")
    page.get_by_label("Đề nghị góp ý về").fill("Điều 2, hiệu lực thi hành")
    page_checks(page, expected_errors=("422",))
    page.get_by_role("button", name="Gửi lấy ý kiến").click()
    told(page, "Đã gửi lấy ý kiến.")
    enter(page, "truongkinhte")
    page.locator("tr", has_text="Góp ý dự thảo").get_by_role("link").first.click()
    page.get_by_label("Nhất trí, có ý kiến góp ý").check()
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.locator(".invalid-feedback, .field-error, .alert-danger, [role=alert]").first).to_be_visible()
    page.get_by_label("Nội dung góp ý, lý do").fill("Đề nghị bổ sung trách nhiệm của Phòng Kinh tế tại Điều 3.")
    page.get_by_label("Tệp kèm theo").set_input_files({"name": "gop-y.csv", "mimeType": "text/csv", "buffer": b"dieu,gop y"})
    shot(page, "opinions-answer")
    page_checks(page, expected_errors=("422",))
    page.get_by_role("button", name="Gửi ý kiến").click()
    told(page, "Đã gửi ý kiến.")
    expect(page.get_by_role("link", name="Sửa dự thảo")).to_have_count(0)
    enter(page, "chuyenvien", address)
    expect(page.locator("#lay-y-kien")).to_contain_text("Còn 1 nơi chưa cho ý kiến")
    page_checks(page, expected_errors=("422",))
    page.locator("#lay-y-kien").get_by_role("link", name="Phòng Kinh tế").click()
    page.get_by_label("Tiếp thu", exact=True).check()
    page.get_by_label("Nội dung tiếp thu, giải trình").fill("Đã bổ sung vào Điều 3.")
    page_checks(page, expected_errors=("422",))
    page.get_by_role("button", name="Ghi", exact=True).click()
    told(page, "Đã ghi tiếp thu, giải trình.")
    shot(page, "opinions-table")
    page_checks(page, expected_errors=("422",))
    assert Opinion.objects.get(verdict="remarks").taken_up == "taken"


def test_two_uploaded_versions_are_compared(desk: Desk, page: Page) -> None:
    need("pdftotext")
    document = desk.draft(upload=letter_pdf(desk.office))
    newer = letter_pdf(desk.office, body="Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp công dân.\n\nĐiều 2. Quyết định có hiệu lực.")
    save_draft(actor=desk.office.officer, document_id=document.pk, seen_seq=None, draft=draft_in(desk, upload=newer))
    enter(page, "chuyenvien", f"/van-ban/di/{document.pk}/phien-ban/2/")
    expect(page.locator("ins", has_text="tiếp công dân")).to_be_visible()
    page_checks(page)
