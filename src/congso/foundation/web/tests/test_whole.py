"""Whole pages drawn once: the values of this request stand in them, nobody gets another's, nothing goes stale."""

from __future__ import annotations

import re
from collections.abc import Hashable

import pytest
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest
from django.test import override_settings
from django.utils import translation
from django.utils.safestring import mark_safe

from congso.foundation.web.tests.makers import make_actor, make_request
from congso.foundation.web.whole import render_whole

LIST = {"has_rows": True, "has_more": False, "query": "", "kinds": ()}


class Wanted:
    """What the inbox's template looks at."""

    scope, due, kind, words = "all", "", "", ""


WANTED = Wanted()


def request_of(path: str = "/viec/", name: str = "Nguyễn Thị Bình", *rights: str) -> HttpRequest:
    request = make_request(path, make_actor(*rights, name=name))
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


def page(request: HttpRequest, rows: object = "", late: int = 0, **fixed: Hashable) -> str:
    known: dict[str, Hashable] = {**LIST, "wanted": WANTED, **fixed}
    named = {"rows": rows, "next_key": "", "all": 0, "mine": 0, "late": late, "soon": 0, "paused": 0}
    return render_whole(request, "casework/inbox.html", fixed=known, named=named).content.decode()


def test_each_request_gets_its_own_rows_and_counts_and_they_are_escaped() -> None:
    first = page(request_of(), rows=mark_safe("<tr><td>một</td></tr>"), late=3)
    second = page(request_of(), rows="<script>", late=4)

    assert "<td>một</td>" in first
    assert "<b>3</b>" in first
    assert "một" not in second
    assert "&lt;script&gt;" in second
    assert "<b>4</b>" in second


def test_the_frame_is_the_persons_own() -> None:
    assert "Nguyễn Thị Bình" in page(request_of())
    other = page(request_of(name="Trần Văn Cường"))

    assert "Trần Văn Cường" in other
    assert "Nguyễn Thị Bình" not in other


def test_what_the_template_compares_makes_another_page() -> None:
    assert "<table" in page(request_of())
    empty = page(request_of(), has_rows=False)

    assert "<table" not in empty
    assert "Không có việc nào" in empty


def test_the_language_makes_another_page() -> None:
    vietnamese = page(request_of())
    with translation.override("en"):
        english = page(request_of())

    assert "Quá hạn" in vietnamese
    assert "Quá hạn" not in english


def test_a_waiting_message_is_shown_once_and_never_kept() -> None:
    request = request_of()
    messages.success(request, "Đã chuyển hồ sơ 17.")

    assert "Đã chuyển hồ sơ 17." in page(request)
    assert "Đã chuyển hồ sơ 17." not in page(request_of())


@pytest.mark.parametrize("path", ["/viec/?q=an", "/viec/?q=binh"])
def test_the_address_is_part_of_the_key(path: str) -> None:
    assert path.replace("&", "&amp;") in page(request_of(path))


@override_settings(CONGSO_DEMO=True)
def test_every_visitor_has_a_token_of_their_own() -> None:
    tokens = {re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page(request_of()))[0] for _visitor in range(2)}

    assert len(tokens) == 2
