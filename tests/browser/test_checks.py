"""The checks judge the page that was asked for, never the one before it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page, Route

from tests.browser.checks import page_checks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOUND = """<!doctype html><html lang="vi"><head><title>Một</title></head><body><main><h1>Một</h1>
<a href="/hai/">Sang trang hai</a> <a href="/khong/">Không đi đâu</a></main></body></html>"""
WRONG = SOUND.replace("<h1>", "<img src='data:,'><h1>")


def pages(route: Route) -> None:
    """A sound page, one with a picture without words, an address that leaves the browser where it is."""
    if route.request.url.endswith("/khong/"):
        route.fulfill(status=204)
    else:
        wrong = route.request.url.endswith("/hai/")
        route.fulfill(body=WRONG if wrong else SOUND, content_type="text/html; charset=utf-8")


@pytest.fixture
def sound(page: Page) -> Page:
    """The sound page, found so."""
    page.route("**/*", pages)
    page.goto("/mot/")
    page_checks(page)
    return page


@pytest.mark.parametrize("by", ["click", "key"])
def test_after_a_press_the_next_page_is_judged(sound: Page, by: str) -> None:
    link = sound.get_by_role("link", name="Sang trang hai")
    if by == "click":
        link.click()
    else:
        link.press("Enter")

    with pytest.raises(AssertionError, match="image-alt"):
        page_checks(sound)


def test_a_press_that_leads_nowhere_is_no_pass(sound: Page) -> None:
    sound.set_default_timeout(500)
    sound.get_by_role("link", name="Không đi đâu").click()

    with pytest.raises(Error, match="Timeout"):
        page_checks(sound)


def test_colours_are_judged_again_where_something_looks_new(page: Page) -> None:
    style = "<style>.pale { color: #bbb; background: #fff } [data-bs-theme=dark] .dim { color: #555; background: #222 }</style>"
    bodies = {"/a/": "<p>Rõ</p>", "/b/": "<p>Rõ</p><p>Rõ</p>", "/c/": "<p>Rõ</p><p class='pale'>Mờ</p>", "/d/": "<p>Rõ</p><p class='dim'>Mờ</p>"}

    def answer(route: Route) -> None:
        place = "/" + route.request.url.rstrip("/").rpartition("/")[2] + "/"
        route.fulfill(body=SOUND.replace("<head>", f"<head>{style}").replace("<main>", f"<main>{bodies[place]}"), content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    for place in ("/a/", "/a/", "/b/"):
        page.goto(place)
        page_checks(page)
    for place, theme in (("/c/", "light"), ("/d/", "dark")):
        page.goto(place)
        with pytest.raises(AssertionError, match=f"{theme}(.|\n)*color-contrast"):
            page_checks(page)
