"""The registry's further books: what goes to the post, copies lent out, years opened and closed, figures that open their documents."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from congso.core import clock
from congso.domains.documents.models import Delivery, Outgoing
from congso.domains.documents.services.outgoing import DraftIn, start_draft
from congso.domains.dossiers.tests.makers import make_office
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn
from tests.records.makers import seen_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_registrys_books_of_a_year(page: Page, sign_in: SignIn) -> None:
    office = make_office()
    came = seen_document(office)
    went = start_draft(actor=office.officer, draft=DraftIn(type_code="QĐ", subject="Về việc khen thưởng"))
    Outgoing.objects.filter(pk=went.pk).update(issued_at=clock.now(), signed_at=clock.now())
    Delivery.objects.create(document=went, name="Công ty Cấp nước", way="outside", state="waiting", sent_at=clock.now())

    sign_in(Account.objects.get(username="chuyenvien"))
    page.goto(f"/van-ban/den/{came.pk}/")
    page.get_by_role("link", name="Đề nghị sử dụng bản lưu").click()
    page.get_by_label("Mục đích sử dụng").fill("Đối chiếu")
    page_checks(page)
    page.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.get_by_text("Đề nghị sử dụng", exact=True)).to_be_visible()
    page_checks(page)

    sign_in(Account.objects.get(username="lanhdao"))
    page.goto("/van-ban/so-sach/ban-luu/")
    page.get_by_role("link", name="Quyết định Trần Minh Khoa").click()
    page_checks(page)
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã ghi quyết định.")).to_be_visible()

    sign_in(Account.objects.get(username="vanthu"))
    page.goto("/van-ban/so-sach/ban-luu/")
    page.get_by_role("button", name="Giao bản lưu Trần Minh Khoa").click()
    expect(page.get_by_role("button", name="Nhận lại Trần Minh Khoa")).to_be_visible()
    page_checks(page)
    page.goto("/van-ban/so-sach/buu-dien/")
    page.get_by_role("link", name="Công ty Cấp nước").click()
    page.get_by_label("Số lượng bì").fill("2")
    page_checks(page)
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page_checks(page)

    page.goto("/van-ban/so-sach/nam/")
    page.get_by_role("button", name=f"Mở sổ năm {clock.today().year}").click()
    expect(page.get_by_text("Các sổ của năm đã mở đủ.")).to_be_visible()
    page_checks(page)
    shot(page, "registers-year")
    page.goto("/van-ban/so-sach/so-khuyet/")
    page_checks(page)
    page.goto("/van-ban/so-sach/thong-ke/")
    page_checks(page)
    shot(page, "registers-statistics")
    page.get_by_role("link", name="1", exact=True).first.click()
    expect(page.get_by_text("215/STP-HCTP")).to_be_visible()
    page_checks(page)
