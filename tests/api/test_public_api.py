"""What a program gets from the public API, and what it must not get."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.tests.makers import make_dossier, make_office
from congso.entry.api.openapi import description

COMMITTED = Path(__file__).resolve().parents[2] / "docs/openapi.json"


@pytest.fixture
def dossier(db: None) -> Dossier:
    """A dossier in the small province."""
    return make_dossier(make_office())


def ask(client: Client, **question: Any) -> Any:
    return client.post("/api/v1/follow/", json.dumps(question), content_type="application/json")


def test_the_description_is_served_and_the_committed_one_is_the_same(client: Client) -> None:
    served = client.get("/api/openapi.json").json()

    assert served == description()
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == served, "run python tools/openapi.py"


@pytest.mark.usefixtures("dossier")
def test_a_procedure_is_found_without_tone_marks_and_read(client: Client) -> None:
    found = client.get("/api/v1/procedures/", {"q": "dang ky lai khai sinh", "online": "true"}).json()
    line = found["procedures"][0]
    assert (line["name"], line["agencies"], line["online"]) == ("Thủ tục đăng ký lại khai sinh", 1, True)

    read = client.get(f"/api/v1/procedures/{line['code']}/").json()

    assert read["cong_bo_tai_tinh"][0]["phi_le_phi"] == [{"ten": "Lệ phí hộ tịch", "dong": 8000}]
    assert client.get("/api/v1/procedures/9.999999/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["level=village", "online=ja", "field=x", "field=-1", "q=" + "a" * 301, "so=1", "q=a&q=b", "after=%00"]
)
def test_wrong_questions_are_refused_in_words(client: Client, query: str) -> None:
    answer = client.get(f"/api/v1/procedures/?{query}")

    assert answer.status_code in {404, 422}
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_a_dossier_is_followed_by_code_and_digits_with_its_applicant_masked(client: Client, dossier: Dossier) -> None:
    read = ask(client, code=dossier.code, last_digits="1234").json()

    assert (read["code"], read["status"], read["is_closed"]) == (dossier.code, 2, False)
    assert read["happenings"][0]["what"]
    assert "Trần Thị Ngọc Ẩn" not in json.dumps(read, ensure_ascii=False)


def test_guessing_digits_gets_nothing_and_soon_no_answer(client: Client, dossier: Dossier) -> None:
    statuses = [ask(client, code=dossier.code, last_digits=f"{n:04}").status_code for n in range(12)]

    assert set(statuses[:10]) <= {404, 422}
    assert statuses[10:] == [429, 429]
    assert ask(client, code=dossier.code, last_digits="1234").status_code == 429


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize("body", ["", "[]", "null", '{"code":1,"last_digits":"1234"}', '{"code":"H20","last_digits":"12\\ud800"}',
                                  '{"code":"H20.31-261122-0001"}', "[" * 100_000])  # fmt: skip
def test_what_is_no_question_is_refused(client: Client, body: str) -> None:
    answer = client.post("/api/v1/follow/", body, content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert client.get("/api/v1/follow/").status_code == 405
