"""Somebody looks for a document: by words and filters, keeps the search, follows its family, with and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from congso.domains.documents.enums import RelationKind
from congso.domains.documents.models import Document, Relation
from congso.domains.dossiers.tests.makers import make_office
from congso.flows.demonstration.correspondence import load_correspondence
from congso.foundation.people.models import Account
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_words_to_the_family(page: Page, sign_in: SignIn) -> None:
    office = make_office()
    load_correspondence(agency_id=office.units["phuong"])
    sign_in(Account.objects.get(username="vanthu"))

    page.goto("/van-ban/tim/")
    page_checks(page)
    page.get_by_label("Từ khóa, số ký hiệu, tên người").fill("dang ky khai sinh")
    page.get_by_role("button", name="Tìm", exact=True).click()
    expect(page.locator(".find-total")).to_have_text("2 văn bản")
    expect(page.locator("mark").first).to_have_text("đăng ký khai sinh")
    page_checks(page)
    page.get_by_role("link", name="Văn bản đến 1").click()
    expect(page.locator(".find-total")).to_have_text("1 văn bản")
    expect(page).to_have_url(re.compile("huong=in"))
    page_checks(page)
    page.get_by_text("Lưu tìm kiếm này").click()
    page.get_by_label("Tên", exact=True).fill("Khai sinh")
    page.get_by_label("Báo cho tôi mỗi sáng khi có văn bản mới").check()
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu tìm kiếm «Khai sinh».")).to_be_visible()
    page.goto("/van-ban/tim/?q=ubnd")
    page_checks(page)
    page.goto("/van-ban/tim/?q=ke+hoach")
    page_checks(page)
    shot(page, "documents-find")
    page.goto("/van-ban/tim/?q=khong+co+van+ban+nao+nhu+the")
    expect(page.get_by_text("Không tìm thấy văn bản nào")).to_be_visible()
    page_checks(page)

    letter = Document.objects.get(number_text="2215/STP-HCTP")
    answer = Document.objects.get(type_code="BC", subject__startswith="Rà soát")
    Relation.objects.create(source=answer, kind=RelationKind.BASED_ON, outside="Luật Hộ tịch số 60/2014/QH13")
    page.goto("/tim/?q=2215+stp+hctp")
    page_checks(page)
    page.get_by_role("link", name="2215/STP-HCTP").first.click()
    page_checks(page)
    page.get_by_role("link", name="Xem cả cây").click()
    expect(page).to_have_url(re.compile(f"cay/{letter.pk}"))
    expect(page.get_by_text("Được trả lời bởi")).to_be_visible()
    page_checks(page)
    page.goto(f"/van-ban/cay/{answer.pk}/")
    expect(page.get_by_text("Luật Hộ tịch số 60/2014/QH13")).to_be_visible()
    page_checks(page)
    shot(page, "documents-family")


def test_without_javascript(window_without_script: BrowserContext, sign_in: SignIn, window: BrowserContext) -> None:
    office = make_office()
    load_correspondence(agency_id=office.units["phuong"])
    sign_in(Account.objects.get(username="vanthu"))
    window_without_script.add_cookies(window.cookies())  # type: ignore[arg-type]
    page = window_without_script.new_page()

    page.goto("/van-ban/tim/?q=ke+hoach")
    page.locator(".find-facet a", has_text="Kế hoạch").first.click()
    expect(page.locator(".find-chosen")).to_contain_text("Tên loại: Kế hoạch")
    page.get_by_text("Lưu tìm kiếm này").click()
    page.get_by_label("Tên", exact=True).fill("Kế hoạch")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu tìm kiếm «Kế hoạch».")).to_be_visible()
    page.get_by_role("button", name="Xóa Kế hoạch").click()
    expect(page.get_by_text("Đã xóa tìm kiếm đã lưu.")).to_be_visible()
