"""The shell as people meet it: login, second factor, menu, forms, refusals, look."""

from __future__ import annotations

import hashlib
import hmac
import re
import struct
import time
from base64 import b32decode
from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings

from congso.foundation.web import accounts, navigation
from congso.foundation.web.accounts import DemoAccount, Identity
from congso.foundation.web.navigation import NavItem
from tests.browser import sample
from tests.browser.checks import page_checks, shot
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "dong-thap-2026"


@pytest.fixture
def binh() -> AbstractBaseUser:
    """An official with a password."""
    account = get_user_model()(username="binh", full_name="Nguyễn Thị Thanh Bình", sort_name="binh")
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def workspace(settings: Settings, binh: AbstractBaseUser, sign_in: SignIn) -> Iterator[None]:
    """A signed-in official with a menu."""
    settings.ROOT_URLCONF = "tests.browser.sample"
    sample.presses.clear()
    with navigation.isolated(), accounts.isolated():
        accounts.register_identity(
            lambda _request: Identity(
                "Nguyễn Thị Thanh Bình", "Chuyên viên", "Văn phòng HĐND và UBND phường Mỹ Tho"
            )
        )
        navigation.register_search("sample:work")
        for item in (
            NavItem("inbox", "Việc của tôi", "sample:work", "inbox", "work", 1, None, "g i", "sample:count"),
            NavItem("intake", "Tiếp nhận hồ sơ", "sample:intake", "file-plus", "counter", shortcut="g t"),
            NavItem("reports", "Tình hình giải quyết", "account_inactive", "chart-bar", "reports"),
        ):
            navigation.register(item)
        sign_in(binh)
        yield


def totp(secret: str) -> str:
    """The six digits of this half minute (RFC 6238)."""
    key = b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1)
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def enter(page: Page, password: str = PASSWORD) -> None:
    page.goto("/tai-khoan/login/?next=/tai-khoan/2fa/")
    page.get_by_label("Tên đăng nhập").fill("binh")
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def test_a_wrong_password_is_told_and_the_name_kept(page: Page, binh: AbstractBaseUser) -> None:
    page.goto("/tai-khoan/login/")
    page_checks(page)
    shot(page, "login")

    enter(page, "khong-dung")

    expect(page.get_by_role("alert")).to_contain_text("Tên đăng nhập hoặc mật khẩu chưa đúng.")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("binh")
    page_checks(page)


def test_the_demonstration_lets_one_in_with_a_press(
    page: Page, binh: AbstractBaseUser, settings: Settings
) -> None:
    page.goto("/tai-khoan/login/")  # the usual addresses are made up before the switch is on
    settings.CONGSO_DEMO = True
    settings.ROOT_URLCONF = "congso.foundation.web.tests.urls_demo"
    offered = [
        DemoAccount("binh", "Nguyễn Thị Thanh Bình", "Cán bộ một cửa", "Phường Mỹ Tho"),
        DemoAccount("an", "Lê Văn An", "Chuyên viên", "Sở Nông nghiệp và Môi trường"),
        DemoAccount("dung", "Phạm Quốc Dũng", "Lãnh đạo", "Sở Nông nghiệp và Môi trường"),
        DemoAccount("ha", "Võ Thị Hà", "Văn thư", "Văn phòng UBND tỉnh"),
    ]
    with accounts.isolated(), navigation.isolated():
        accounts.register_demo_accounts(lambda: offered)
        page.goto("/tai-khoan/login/?next=/tai-khoan/2fa/")
        page_checks(page)
        shot(page, "login-demo")

        page.get_by_role("button", name=re.compile("Nguyễn Thị Thanh Bình")).click()

        expect(page.get_by_role("heading", name="Xác thực hai lớp")).to_be_visible()


def test_login_works_without_script(window_without_script: BrowserContext, binh: AbstractBaseUser) -> None:
    page = window_without_script.new_page()
    enter(page)

    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Đăng xuất").click()

    page.goto("/tai-khoan/2fa/")
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_the_second_factor_is_switched_on_and_then_asked_for(
    page: Page, binh: AbstractBaseUser, window: BrowserContext
) -> None:
    enter(page)
    page_checks(page)
    shot(page, "shell/security")
    page.get_by_role("link", name="Bật", exact=True).click()
    page_checks(page)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_role("heading", name="Bật ứng dụng xác thực")).to_be_visible()
    page_checks(page)
    shot(page, "shell/totp")
    secret = page.locator("#authenticator_secret").input_value()

    page.get_by_label("Mã xác thực").fill("000000")
    page.get_by_role("button", name="Bật", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Mã chưa đúng.")
    assert page.locator("#authenticator_secret").input_value() == secret
    page.get_by_label("Mã xác thực").fill(totp(secret))
    page.get_by_role("button", name="Bật", exact=True).click()

    expect(page.locator("#messages")).to_contain_text("Đã bật ứng dụng xác thực.")
    page_checks(page)
    shot(page, "shell/recovery-codes")
    codes = page.locator("#recovery_codes").input_value().split()
    window.clear_cookies()
    enter(page)
    expect(page.get_by_text("Tài khoản này có xác thực hai lớp.")).to_be_visible()
    page_checks(page)
    page.get_by_label("Mã", exact=True).fill(codes[0])
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_text("Còn 9 trong 10 mã khôi phục chưa dùng.")).to_be_visible()


@pytest.mark.usefixtures("workspace")
def test_the_workspace_is_readable_in_light_and_dark_and_on_a_phone(page: Page) -> None:
    page.goto("/mau/")
    expect(page.locator(".side-count")).to_have_text("12")
    expect(
        page.get_by_role("navigation", name="Danh mục công việc").locator("[aria-current]")
    ).to_contain_text("Việc của tôi")
    page_checks(page)
    shot(page, "shell/workspace")

    page.locator(".user-menu summary").click()
    expect(page.locator(".menu-about")).to_contain_text("Văn phòng HĐND và UBND phường Mỹ Tho")
    shot(page, "shell/workspace-menu")
    page_checks(page)
    page.get_by_role("button", name="Giao diện tối").click()
    page.goto("/mau/")

    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    shot(page, "shell/workspace-dark")


@pytest.mark.usefixtures("workspace")
def test_errors_of_a_form_are_summed_up_and_lead_to_their_boxes(page: Page) -> None:
    page.goto("/mau/don/")
    page.get_by_label("Họ và tên người nộp").fill("Trần Thị Ngọc Hương")
    page.get_by_role("button", name="Lưu hồ sơ").click()

    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Họ và tên người nộp")).to_have_value("Trần Thị Ngọc Hương")
    page_checks(page, expected_errors=("422",))
    shot(page, "shell/form-errors")
    page.get_by_role("link", name=re.compile("^Ngày sinh")).click()
    expect(page.get_by_label("Ngày sinh")).to_be_focused()


@pytest.mark.usefixtures("workspace")
def test_a_question_comes_first_and_two_presses_are_one_request(page: Page) -> None:
    page.goto("/mau/")
    page.get_by_role("button", name="Gửi đi").click()
    expect(page.get_by_role("dialog")).to_contain_text("Gửi mọi hồ sơ đã chọn?")
    page.get_by_role("button", name="Không").click()
    assert sample.presses == []

    page.get_by_role("button", name="Gửi đi").click()
    page.evaluate(
        """() => { document.querySelector('#confirm-dialog [value=yes]').click(); setTimeout(() => {
        const button = document.querySelector('[name=send]'); sessionStorage.rested = button.disabled; button.click() }, 60) }"""
    )

    expect(page.get_by_role("status")).to_contain_text("Đã gửi hồ sơ đi.")
    assert page.evaluate("sessionStorage.rested") == "true"
    assert sample.presses == ["all"]


@pytest.mark.usefixtures("workspace")
def test_a_refusal_and_a_lost_part_are_told_in_the_page_at_hand(page: Page) -> None:
    page.goto("/mau/")
    page.locator("#part").click()
    expect(page.locator("#messages")).to_contain_text("Vừa có người khác xử lý việc này.")
    page_checks(page, expected_errors=("409",))

    page.locator("#gone").click()
    expect(page.locator("#messages")).to_contain_text("Máy chủ chưa xử lý được yêu cầu.")
    expect(page.locator("#here")).to_be_empty()


@pytest.mark.usefixtures("workspace")
def test_keys_open_pages_search_and_help_and_can_be_switched_off(page: Page) -> None:
    page.goto("/mau/don/")
    page.locator("#main").focus()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.locator("#main").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Việc của tôi")
    shot(page, "shell/shortcuts")
    page_checks(page)
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/mau/")

    page.keyboard.press("?")
    page.get_by_label("Dùng phím tắt trên máy này").uncheck()
    page.get_by_role("button", name="Đóng").click()
    page.goto("/mau/don/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()


@pytest.mark.usefixtures("workspace")
def test_the_keyboard_reaches_the_content_first_and_the_menu_opens_on_a_phone(page: Page) -> None:
    page.goto("/mau/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Chuyển đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator("#nav")).to_be_hidden()
    page.get_by_role("button", name="Danh mục").click()
    expect(page.get_by_role("link", name="Tiếp nhận hồ sơ").first).to_be_visible()


def test_an_unknown_address_shows_a_friendly_page(page: Page) -> None:
    page.goto("/khong-co-trang-nay/")

    expect(page.get_by_role("heading", name="Không tìm thấy")).to_be_visible()
    page_checks(page, expected_errors=("404",))
    shot(page, "shell/not-found")
