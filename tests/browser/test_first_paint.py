"""On the first visit a citizen reads the first screen before the style sheet has come; nothing jumps when it comes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Route, expect

from congso.domains.dossiers.tests.makers import make_office
from congso.foundation.web import first_style
from tests.browser.checks import page_checks, watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}
_SHIFTS = """
new PerformanceObserver(list => { for (const each of list.getEntries()) window.shifted = (window.shifted || 0) + each.value })
  .observe({type: 'layout-shift', buffered: true})
"""
_PLACES = """
() => [...document.querySelectorAll('header *:not(use), main h1, main form *:not(use)')].filter(each => each.getClientRects().length)
  .map(each => { const box = each.getBoundingClientRect(); return [each.tagName, Math.round(box.top), Math.round(box.height)] })
"""
_LOOK = "(each, name) => getComputedStyle(each)[name]"


@contextmanager
def sheet_held_back(window: BrowserContext) -> Iterator[list[Route]]:
    """Requests for the style sheet wait in the list until somebody lets them through; letters stay the machine's own."""
    waiting: list[Route] = []
    window.route("**/*.woff2", lambda route: route.abort())
    window.route("**/web/public*.css", lambda route: waiting.append(route))
    yield waiting
    window.unroute("**/web/public*.css")


def open_before_the_sheet(page: Page, address: str) -> None:
    page.add_init_script(_SHIFTS)
    page.goto(address, wait_until="commit")
    expect(page.locator("footer")).to_be_visible()
    while not page.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
        page.wait_for_timeout(20)


def look(page: Page, selector: str, name: str) -> str:
    return str(page.locator(selector).evaluate(_LOOK, name))


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desk"])
def test_the_first_screen_stands_styled_while_the_sheet_is_still_on_its_way(
    window: BrowserContext, size: Any
) -> None:
    make_office()
    page = watch(window.new_page())
    page.set_viewport_size(size)
    with sheet_held_back(window) as waiting:
        open_before_the_sheet(page, "/")
        assert len(waiting) == 1, "the sheet was asked for, and has not come"

        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert look(page, "h1", "fontSize") == "26px"
        assert look(page, "main .find-box", "backgroundColor") == "rgb(234, 240, 247)"
        box = page.get_by_label("Bạn cần làm thủ tục gì?")
        assert (box.bounding_box() or {})["height"] >= 52
        before = page.evaluate(_PLACES)

        waiting[0].continue_()
        page.wait_for_load_state("load")
    assert page.evaluate(_PLACES) == before
    assert page.evaluate("window.shifted || 0") < 0.1
    page_checks(page, expected_errors=("net::ERR_FAILED",))


@pytest.mark.parametrize(
    ("cookies", "shown"),
    [
        ({"congso_size": "largest"}, ("html", "fontSize", "24px")),
        ({"congso_contrast": "high"}, ("body", "color", "rgb(0, 0, 0)")),
        ({"congso_contrast": "high", "congso_theme": "dark"}, ("body", "backgroundColor", "rgb(0, 0, 0)")),
        ({"congso_theme": "dark"}, ("body", "backgroundColor", "rgb(20, 24, 30)")),
    ],
    ids=["largest", "contrast", "dark contrast", "dark"],
)
def test_the_chosen_look_holds_from_the_first_moment(
    window: BrowserContext, live_server: Any, cookies: dict[str, str], shown: tuple[str, str, str]
) -> None:
    make_office()
    window.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    page = watch(window.new_page())
    page.set_viewport_size(PHONE)
    with sheet_held_back(window) as waiting:
        open_before_the_sheet(page, "/")
        assert look(page, shown[0], shown[1]) == shown[2]
        before = page.evaluate(_PLACES)
        waiting[0].continue_()
        page.wait_for_load_state("load")
    assert page.evaluate(_PLACES) == before
    assert look(page, shown[0], shown[1]) == shown[2]
    assert page.evaluate("window.shifted || 0") < 0.1


def test_the_next_page_brings_no_style_of_its_own_and_a_browser_without_script_gets_its_sheet(
    page: Page, window_without_script: BrowserContext, client: Client
) -> None:
    make_office()
    page.goto("/", wait_until="load")
    assert page.locator("#first-style").count() == 1

    page.goto("/dich-vu/")

    assert page.locator("#first-style").count() == 0
    assert page.locator("head link[rel=stylesheet]").count() == 1
    page_checks(page)

    plain = window_without_script.new_page()
    plain.goto("/", wait_until="load")
    plain.goto("/dich-vu/", wait_until="load")
    assert look(plain, ".foot-button", "cursor") == "pointer", "only the sheet says so"


def test_a_page_kept_by_the_browser_stays_good_after_the_sheet_has_come(client: Client) -> None:
    make_office()
    first = client.get("/", headers={"Accept-Encoding": "gzip"})
    client.cookies[first_style.COOKIE] = first_style.version()

    later = client.get("/", headers={"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]})

    assert later.status_code == 304
    assert b"first-style" in client.get("/", headers={"Cookie": ""}).content
