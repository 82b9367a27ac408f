"""How a person walks through the screens: sign in, open a case, press its buttons, read what is said."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from congso.domains.dossiers.models import Dossier
from congso.foundation.casework.models import Case
from tests.browser.checks import page_checks

PASSWORD = "dong-thap-2026"


def enter(page: Page, username: str, path: str = "/viec/", password: str = PASSWORD) -> None:
    """Sign in by the login page, as whoever comes next to this machine."""
    page.goto("about:blank")  # whoever was here leaves first: no request of theirs is still on its way
    page.context.clear_cookies()
    page.goto(f"/tai-khoan/login/?next={path}")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda url: "/login/" not in url)


def open_case(page: Page, username: str, dossier: Dossier | Case) -> None:
    """Sign in and open a case from the inbox, or by the search when it is in other hands."""
    enter(page, username)
    if not page.locator(f"a[href$='{dossier.pk}/']").count():
        page.goto(f"/tim/?q={Case.objects.get(pk=dossier.pk).number}")
    page.locator(f"a[href$='{dossier.pk}/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page_checks(page, expected_errors=("422", "409"))


def panel(page: Page, label: str) -> Locator:
    """The panel of an action, opened."""
    found = page.locator("details.work-panel").filter(has=page.locator("summary", has_text=label)).first
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


def press(page: Page, label: str, **typed: str) -> None:
    """Fill in an action's boxes (by the end of their names) and press its button."""
    box = panel(page, label)
    for name, value in typed.items():
        field = box.locator(f"[name={name}]")
        kind = field.first.evaluate("e => e.tagName + '/' + e.type")
        if kind == "SELECT/select-one":
            field.select_option(label=value)
        elif kind == "INPUT/radio":
            field.locator(f"xpath=self::*[@value='{value}']").check()
        else:
            field.fill(value)
    box.locator("button").click()


def told(page: Page, words: str) -> None:
    """The message on top says it."""
    expect(page.locator("#messages")).to_contain_text(words)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the keyboard is there."""
    for _press in range(80):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")
