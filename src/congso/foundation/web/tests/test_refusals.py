from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.http import HttpResponse

from congso.core.errors import InvalidInput, NotAllowed, NotVisible, StaleView
from congso.foundation.web import accounts, navigation
from congso.foundation.web.middleware import DomainErrorMiddleware
from congso.foundation.web.tests.makers import make_actor, make_request

middleware = DomainErrorMiddleware(lambda _request: HttpResponse("ok"))


@pytest.fixture(autouse=True)
def _the_shell_alone() -> Iterator[None]:
    """Without the rooms above, which would look the person up in the database."""
    with accounts.isolated(), navigation.isolated():
        yield


def test_a_broken_rule_is_told_as_a_page_with_a_way_back() -> None:
    request = make_request("/ho-so/", make_actor(), Referer="http://testserver/viec-cua-toi/")

    answer = middleware.process_exception(request, StaleView())

    assert answer is not None
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Vừa có người khác xử lý việc này" in page
    assert 'href="http://testserver/viec-cua-toi/"' in page


def test_the_way_back_never_leads_to_another_site() -> None:
    request = make_request("/ho-so/", make_actor(), Referer="https://elsewhere.example/")

    answer = middleware.process_exception(request, NotAllowed())

    assert answer is not None
    assert "elsewhere.example" not in answer.content.decode()


def test_what_may_not_be_seen_looks_like_what_does_not_exist() -> None:
    answer = middleware.process_exception(make_request("/ho-so/1/", make_actor()), NotVisible())

    assert answer is not None
    assert answer.status_code == 404
    assert "Trang này không có" in answer.content.decode()


def test_a_part_of_a_page_gets_one_line_into_its_messages() -> None:
    request = make_request("/ho-so/", make_actor(), **{"HX-Request": "true"})

    answer = middleware.process_exception(request, NotAllowed())

    assert answer is not None
    assert answer.status_code == 403
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "<html" not in answer.content.decode()
    assert "Bạn không có quyền thực hiện việc này." in answer.content.decode()


@pytest.mark.parametrize(("path", "accept"), [("/api/v1/dossiers", "*/*"), ("/ho-so/", "application/json")])
def test_programs_get_a_problem_document(path: str, accept: str) -> None:
    request = make_request(path, Accept=accept)

    answer = middleware.process_exception(request, InvalidInput(field="identity", reason="thiếu một số"))

    assert answer is not None
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = json.loads(answer.content)
    assert body["type"] == "urn:congso:invalid_input"
    assert body["field"] == "identity"
    assert "thiếu một số" in body["detail"]


def test_other_errors_rise() -> None:
    assert middleware.process_exception(make_request(), ValueError("broken")) is None
