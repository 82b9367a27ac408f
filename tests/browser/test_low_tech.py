"""Citizens with little: no script, a small screen, weak eyes, no machine of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from congso.core import clock
from congso.domains.citizens import oidc
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.tests.makers import Office, make_office
from congso.domains.ratings import sharing
from congso.domains.ratings.services import make_tablet
from congso.entry.simulators.identity import serving
from tests.browser.checks import assert_no_sideways_scroll, page_checks, shot
from tests.browser.test_citizen import AN, PHONE, file, log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office() -> Office:
    """The small province."""
    return make_office()


@pytest.fixture
def issuer(settings: Any, live_server: LiveServer) -> Iterator[str]:
    """The stand-in identity provider."""
    with serving.running(live_server.url) as found:
        settings.CONGSO_BASE_URL = live_server.url
        settings.CONGSO_OIDC = {"issuer": found, "client_id": "congso", "secret": serving.SECRET}
        oidc.forget()
        yield found
    oidc.forget()


def narrow(page: Page) -> None:
    assert_no_sideways_scroll(page, 360)


def test_the_whole_way_without_script_from_the_search_to_the_follow_page(
    office: Office, issuer: str, window_without_script: BrowserContext
) -> None:
    page = window_without_script.new_page()
    page.set_viewport_size(PHONE)

    page.goto("/")
    page.get_by_label("Bạn cần làm thủ tục gì?").fill("dang ky lai khai sinh")
    page.get_by_role("button", name="Tìm").click()
    page.locator(".found-name").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("đăng ký lại khai sinh")
    page.locator("a[href^='/nop/']").first.click()

    page.get_by_role("button", name="Đăng nhập bằng định danh điện tử").click()
    page.get_by_role("button", name=AN.name).click()
    page.get_by_role("button", name="Bắt đầu khai").click()
    page.locator("[name='applicant_phone']").fill("0912345678")
    page.locator("[name='applicant_address-province']").select_option("82")
    if not page.locator("[name='applicant_address-ward'] option:not([value=''])").count():
        page.locator("button[value^='refresh'], button[name$='-province-go'], noscript button").first.click()
    page.locator("[name='applicant_address-ward']").select_option(index=1)
    page.locator("[name='applicant_address-street']").fill("12 Nguyễn Huệ")
    page.get_by_role("button", name="Tiếp tục").last.click()
    page.locator("[name='request']").fill("Đăng ký lại khai sinh cho tôi")
    page.get_by_role("button", name="Tiếp tục").last.click()
    page.locator("[name='paper_1']").set_input_files(file("to-khai.pdf"))
    page.locator("[name='paper_2']").set_input_files(file("cu-tru.pdf"))
    page.get_by_role("button", name="Tiếp tục").last.click()
    page.locator("[name='receive'][value='online']").check()
    page.get_by_role("button", name="Tiếp tục").last.click()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    expect(page.get_by_text("Hãy đọc và đánh dấu vào lời cam đoan").first).to_be_visible()
    page.locator("[name='_agreed']").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()

    dossier = Dossier.objects.get()
    expect(page.locator("#messages")).to_contain_text(dossier.code)
    page.get_by_role("link", name="Trang tra cứu công khai").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(dossier.code)
    shot(page, "without-script-followed")


def test_large_letters_high_contrast_and_english_stay_and_fit_a_phone(office: Office, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/")
    usual = page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")
    page.get_by_role("button", name="Chữ rất to").click()
    page.wait_for_load_state()
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)") == usual * 1.5
    for path in ("/", "/dich-vu/?q=khai+sinh", "/tra-cuu/", "/cong-dan/dang-nhap/", "/du-lieu-mo/"):
        page.goto(path)
        expect(page.locator("html")).to_have_class("size-largest contrast-normal js")
        narrow(page)
        page_checks(page)
    page.goto("/dich-vu/?q=khai+sinh")
    shot(page, "large-search")
    page.get_by_role("button", name="Tương phản cao").click()
    expect(page.locator("html")).to_have_class("size-largest contrast-high js")
    page_checks(page)
    page.locator(".found-name").first.click()
    page.wait_for_url(re.compile(r"/dich-vu/[^?/]+/"))
    expect(page.locator("html")).to_have_class("size-largest contrast-high js")
    page_checks(page)
    shot(page, "large-contrast-procedure")
    page.emulate_media(media="print")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)") > 24
    assert not page.locator(".look-bar").is_visible()
    page.emulate_media(media="screen")

    page.get_by_role("button", name="English").click()
    page.wait_for_load_state()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "vi")
    page_checks(page)
    page.get_by_role("button", name="Normal text").click()
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    shot(page, "english-home")


def test_on_the_shared_machine_a_visit_ends_by_hand_or_by_itself(
    office: Office, issuer: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = office.units["phuong-mc"]
    key = make_tablet(
        actor=office.clerk,
        unit_id=unit,
        name="Sảnh",
        valid_to=clock.today() + timedelta(days=30),
        use="shared",
    )[1]
    page.goto(f"/may-chung/may/{unit}/{key}/")
    page_checks(page)
    shot(page, "shared-start")

    log_in(page)
    page_checks(page)
    expect(page.locator(".shared-left")).to_contain_text("3:5")
    shot(page, "shared-mine")
    page.get_by_role("link", name="Kết thúc").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ông/bà cần làm gì?")
    page.go_back()
    expect(page.locator("main")).not_to_contain_text("Đang soạn")
    page.goto("/cong-dan/ho-so/")
    page.locator("main form button").first.click()
    expect(page.get_by_role("button", name=AN.name)).to_be_visible()  # the provider asks again who it is

    monkeypatch.setattr(sharing.SharedMachine, "idle_s", 8)
    monkeypatch.setattr(sharing.SharedMachine, "warning_s", 5)
    monkeypatch.setattr(sharing.SharedMachine.__init__, "__defaults__", (8, 5))
    page.get_by_role("button", name=AN.name).click()
    page.wait_for_url("**/cong-dan/ho-so/")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    page_checks(page)
    shot(page, "shared-warning")
    dialog.get_by_role("button", name="Tôi còn dùng").click()
    expect(dialog).to_be_hidden()
    page.wait_for_url("**/may-chung/", timeout=20_000)
    page.goto("/cong-dan/ho-so/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập cổng dịch vụ công")
