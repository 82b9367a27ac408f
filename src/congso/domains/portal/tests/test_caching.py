"""A public page that several ask for at once is drawn once, and one at a time."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from congso.domains.portal import caching


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses drawn, in their order; pages are known by their address alone."""
    monkeypatch.setattr(caching, "_key", lambda request: ("test", request.get_full_path()))
    monkeypatch.setattr(caching, "_pages", type(caching._pages)())
    return []


def _ask_at_once(addresses: list[str], drawn: list[str], status: int = 200) -> list[HttpResponse]:
    drawing = []

    @caching.kept_page
    def page(request: HttpRequest) -> HttpResponse:
        drawing.append(request.path)
        assert len(drawing) == 1, "two pages are drawn at once"
        time.sleep(0.05)
        drawn.append(request.path)
        drawing.clear()
        return HttpResponse(f"<p>{request.path}</p>", status=status)

    with ThreadPoolExecutor(len(addresses)) as readers:
        return list(readers.map(lambda address: page(RequestFactory().get(address)), addresses))


def test_what_several_ask_for_at_once_is_drawn_once(drawn: list[str]) -> None:
    answers = _ask_at_once(["/a/"] * 4, drawn)

    assert drawn == ["/a/"]
    assert {answer.content for answer in answers} == {b"<p>/a/</p>"}


def test_different_pages_are_drawn_one_after_the_other(drawn: list[str]) -> None:
    answers = _ask_at_once(["/a/", "/b/", "/c/"], drawn)

    assert sorted(drawn) == ["/a/", "/b/", "/c/"]
    assert [answer.content for answer in answers] == [b"<p>/a/</p>", b"<p>/b/</p>", b"<p>/c/</p>"]


def test_a_page_that_is_not_found_is_kept_for_nobody(drawn: list[str]) -> None:
    answers = _ask_at_once(["/a/"] * 2, drawn, status=404)

    assert drawn == ["/a/", "/a/"]
    assert [answer.status_code for answer in answers] == [404, 404]
