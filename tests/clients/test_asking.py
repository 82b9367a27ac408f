"""What a system gets over the API, what it does not get, and what is written down."""

from __future__ import annotations

import base64
import json
import sys
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import requests
from django.test import Client as Browser

from congso.core import clock
from congso.domains.clients.models import Client
from congso.domains.clients.services.entering import issue_token
from congso.domains.documents.models import Document
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.tests.makers import bring_to, make_dossier
from congso.entry.api.v1.describing import OPERATIONS, description
from congso.entry.api.v1.examples import EXAMPLES
from congso.foundation.audit.models import AuditEntry
from congso.foundation.people.models import Account
from tests.axis.inside import Inside
from tests.clients.conftest import Program
from tests.incoming.makers import make_incoming

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def test_the_committed_description_and_client_are_those_of_the_code(client: Browser) -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    from make_client import client_of

    served = client.get("/api/v1/openapi.json").json()
    assert served == description()
    assert json.loads((ROOT / "docs/openapi-v1.json").read_text(encoding="utf-8")) == served, "run python tools/openapi.py"
    axis = client.get("/api/truc/openapi.json").json()
    assert json.loads((ROOT / "docs/openapi-axis.json").read_text(encoding="utf-8")) == axis, "run python tools/openapi.py"
    assert (ROOT / "docs/congso_client.py").read_text(encoding="utf-8") == client_of(served), "run python tools/openapi.py"


def test_the_examples_are_as_the_description_says() -> None:
    whole = description()
    for name, example in EXAMPLES.items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": whole["components"]}
        jsonschema_rs.validator_for(schema).validate(example)


def test_a_key_by_form_or_by_basic_and_nothing_without(program: Program, client: Browser) -> None:
    given = {"grant_type": "client_credentials", "client_id": program.client.client_id, "client_secret": program.secret}
    answer = client.post("/api/v1/token", given)
    assert answer.json()["expires_in"] == 900
    assert answer["Cache-Control"] == "no-store"
    basic = base64.b64encode(f"{program.client.client_id}:{program.secret}".encode()).decode()
    less = client.post("/api/v1/token", {"grant_type": "client_credentials", "scope": "dossiers:read"}, headers={"Authorization": f"Basic {basic}"})
    assert less.json()["scope"] == "dossiers:read"
    wrong = [client.post("/api/v1/token", given | change) for change in
             ({"client_secret": "x"}, {"client_id": "x"}, {"grant_type": "password"}, {"scope": "dossiers:people"}, {"client_id": "\x00", "scope": "\x00"})]  # fmt: skip
    assert [each.status_code for each in wrong] == [401, 401, 422, 403, 401]
    assert {each["Content-Type"] for each in wrong} == {"application/problem+json"}
    odd = client.post("/api/v1/token", {"grant_type": "client_credentials"}, headers={"Authorization": "Basic ///"})
    assert odd.status_code == 401
    bare = client.get("/api/v1/dossiers/", {"agency": program.ward})
    assert (bare.status_code, bare["WWW-Authenticate"].split()[0]) == (401, "Bearer")


def test_dossiers_by_change_without_people(program: Program) -> None:
    first = program.ask("dossiers/", agency=program.ward).json()
    assert [row["code"] for row in first["dossiers"]] == [program.dossier.code]
    assert "applicant" not in first["dossiers"][0]
    assert program.dossier.applicant_number not in json.dumps(first)
    assert not AuditEntry.objects.filter(action="clients.read_people").exists()
    again = program.ask("dossiers/", agency=program.ward, after=first["next"]).json()
    assert (again["dossiers"], again["next"], again["more"]) == ([], first["next"], False)
    with clock.at(clock.now() + timedelta(minutes=2)):
        bring_to(program.office, program.dossier, "work")
    with clock.at(clock.now() + timedelta(minutes=5)):
        later = program.ask("dossiers/", agency=program.ward, after=first["next"]).json()
    assert [row["code"] for row in later["dossiers"]] == [program.dossier.code]
    assert later["dossiers"][0]["status"] == 4


def test_pages_of_changes_leave_nothing_out(program: Program) -> None:
    codes = {program.dossier.code, *(make_dossier(program.office).code for _more in range(4))}
    seen: list[str] = []
    after = "0"
    while (page := program.ask("dossiers/", agency=program.ward, after=after, limit=2).json())["dossiers"]:
        seen += [row["code"] for row in page["dossiers"]]
        after = page["next"]
    assert set(seen) == codes


def test_people_only_with_the_scope_and_written_down(program: Program) -> None:
    program.may("dossiers:read", "dossiers:people")
    one = program.ask(f"dossiers/{program.dossier.code}/").json()
    assert one["applicant"]["identity_number"] == program.dossier.applicant_number
    program.ask("dossiers/", agency=program.ward)
    lines = AuditEntry.objects.filter(action="clients.read_people")
    assert [line.details["dossiers"] for line in lines] == [[program.dossier.code]] * 2


def test_other_agencies_are_closed(program: Program) -> None:
    program.may("dossiers:people", "dossiers:read", unit="xa")
    assert program.ask("dossiers/", agency=program.office.units["so"]).status_code == 403
    mine = program.ask(f"dossiers/{program.dossier.code}/").json()
    assert "applicant" not in mine  # people of the commune, not of the ward
    Dossier.objects.update(agency_id=program.office.units["so"])
    assert program.ask(f"dossiers/{program.dossier.code}/").status_code == 404
    assert program.ask("dossiers/H20-khong-co/").status_code == 404
    assert {row["id"] for row in program.ask("agencies/").json()["agencies"]} == {program.ward, program.office.units["xa"]}


def test_registers_of_documents_and_the_file(program: Program) -> None:
    came = make_incoming(program.office)
    inside = make_incoming(program.office, number_text="216/STP-HCTP")
    Document.objects.filter(pk=inside.pk).update(circulation="LƯU HÀNH NỘI BỘ")
    page = program.ask("documents/", agency=program.ward, direction="in").json()
    assert [row["id"] for row in page["documents"]] == [str(came.pk)]
    assert page["documents"][0]["number"] == came.number_text
    assert program.ask("documents/", agency=program.ward, direction="in", after=page["next"]).json()["documents"] == []
    assert program.ask("documents/", agency=program.ward, direction="out").json()["documents"] == []
    assert program.ask(f"documents/{came.pk}/").json() == page["documents"][0]
    assert program.ask(f"documents/{inside.pk}/").status_code == 404
    program.may("dossiers:read")
    assert program.ask(f"documents/{came.pk}/").status_code == 403


def test_the_file_of_a_document_is_given(program: Program) -> None:
    came = make_incoming(program.office)
    if came.file_id is None:
        assert program.ask(f"documents/{came.pk}/file/").status_code == 404
        from django.core.files.base import ContentFile

        from congso.foundation.files.services import store_file

        came.file = store_file(ContentFile(b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", name="a.pdf"), name="a.pdf")
        came.save(update_fields=["file"])
    answer = program.ask(f"documents/{came.pk}/file/")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_statistics_of_ones_agencies(program: Program) -> None:
    found = program.ask("statistics/", period="nam-nay").json()
    assert [(row["agency"], row["counts"]["total"]) for row in found["agencies"]] == [(program.ward, 1)]
    assert program.ask("statistics/", agency=program.office.units["so"]).status_code == 403


def test_what_is_unchanged_is_not_sent_again(program: Program) -> None:
    first = program.ask(f"dossiers/{program.dossier.code}/")
    same = program.ask(f"dossiers/{program.dossier.code}/", headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    Dossier.objects.update(status=4)
    assert program.ask(f"dossiers/{program.dossier.code}/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_too_many_calls_hear_when_to_come_again(program: Program, client: Browser) -> None:
    Client.objects.update(per_minute=3)
    with clock.at(clock.now().replace(second=20)):
        token, _scopes = issue_token(client_id=program.client.client_id, secret=program.secret)
        answers = [client.get("/api/v1/agencies/", headers={"Authorization": f"Bearer {token}"}) for _call in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "40"


@pytest.mark.parametrize("query", ["", "agency=x", "agency=0", "agency=1&agency=1", "agency=1&limit=0", "agency=1&limit=201", "agency=1&after=x", "x=1"])
def test_wrong_questions_are_refused_in_words(program: Program, query: str) -> None:
    answer = program.ask("dossiers/", **dict(part.split("=", 1) for part in query.split("&") if part)) if query.count("agency") < 2 else None
    if answer is not None:
        assert answer.status_code in {403, 422}
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("body", ["", "[]", "{}", "[" * 50_000, '{"agency": true, "url": "", "events": []}', '{"agency": 1, "url": 1, "events": [1]}',
                                  '{"agency": 1, "url": "https://\\ud800", "events": ["\\u0000"]}', "x" * 30_000])  # fmt: skip
def test_what_is_no_webhook_is_refused(program: Program, body: str) -> None:
    assert program.ask("webhooks/", "POST", body).status_code in {403, 422}


def test_webhooks_are_made_tried_and_removed(program: Program) -> None:
    said = {"agency": program.ward, "url": "https://tin.soyte.example/a", "events": ["dossier.changed"]}
    made = program.ask("webhooks/", "POST", json.dumps(said))
    assert made.status_code == 201
    hook = made.json()
    assert len(hook.pop("secret")) == 43
    assert program.ask("webhooks/").json() == {"webhooks": [hook]}
    assert program.ask(f"webhooks/{hook['id']}/test/", "POST").json()["delivery"]
    assert program.ask(f"webhooks/{hook['id']}/", "DELETE").json() == {"removed": hook["id"]}
    assert program.ask(f"webhooks/{hook['id']}/", "DELETE").status_code == 404


def test_the_generated_client_asks_everything(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    module: Any = import_module("congso_client")
    session = requests.Session()
    session.mount("http://", Inside())
    with clock.at(clock.now() + timedelta(minutes=1)):
        found: Any = module.Client("http://inside.example", program.client.client_id, program.secret, session=session)
        assert {each.name for each in OPERATIONS} <= set(dir(found))
        assert found.agencies()["agencies"][0]["id"] == program.ward
        assert found.dossiers(program.ward, limit=5)["dossiers"][0]["code"] == program.dossier.code
        assert found.dossier(program.dossier.code)["agency"] == program.ward
        assert found.documents(program.ward, "in")["documents"] == []
        assert found.statistics(period="nam-nay")["agencies"]
        hook = found.add_webhook(program.ward, "https://tin.soyte.example/", ["dossier.received"])
        assert found.try_webhook(hook["id"])["delivery"]
        assert found.remove_webhook(hook["id"]) == {"removed": hook["id"]}
        with pytest.raises(module.ApiError, match="not_found"):
            found.dossier("H20-khong-co")


def test_the_sandbox_asks_as_the_client(program: Program, client: Browser) -> None:
    given = {"client_id": program.client.client_id, "client_secret": program.secret, "operation": "agencies", "argument": "", "query": ""}
    assert client.get("/api/v1/thu/").status_code == 200
    shown = client.post("/api/v1/thu/", given).content.decode()
    assert "Ủy ban nhân dân phường Cao Lãnh" in shown
    assert program.secret not in client.get("/api/v1/thu/").content.decode()
    one = client.post("/api/v1/thu/", given | {"operation": "dossier", "argument": program.dossier.code}).content.decode()
    assert program.dossier.code in one
    assert "401" in client.post("/api/v1/thu/", given | {"client_secret": "x"}).content.decode()
    for odd in ({"operation": "document", "argument": "x"}, {"operation": "dossiers", "query": "agency=%00&x=%ff"}, {"operation": "dossier", "argument": "\x00"}):
        assert client.post("/api/v1/thu/", given | odd).status_code < 500
    assert client.post("/api/v1/thu/", {}).status_code == 422


def test_administrators_register_programs_and_give_them_their_reach(program: Program, client: Browser) -> None:
    client.force_login(Account.objects.get(username="quantri"))
    given = {"name": "Kho dữ liệu", "purpose": "Thống kê", "contact": "Sở KH&CN", "per_minute": "60", "hosts": "tin.example.vn"}
    wrong = client.post("/quan-tri/ung-dung/them/", given | {"hosts": "10.0.0.1"})
    assert (wrong.status_code, "không nhập địa chỉ IP" in wrong.content.decode()) == (422, True)
    shown = client.post("/quan-tri/ung-dung/them/", given)
    assert "no-store" in shown["Cache-Control"]
    made = Client.objects.latest("pk")
    secret = shown.content.decode().split('id="secret">')[1].split("<")[0]
    url = f"/quan-tri/ung-dung/{made.pk}/"
    assert secret not in client.get(url).content.decode()
    assert client.post(f"{url}pham-vi/", {"agency_id": program.ward, "scopes": ["statistics:read"]}).status_code == 302
    assert "Đọc số liệu giải quyết hồ sơ" in client.get(url).content.decode()
    assert issue_token(client_id=made.client_id, secret=secret)[1] == ["statistics:read"]
    assert client.post(f"{url}pham-vi/", {"agency_id": program.ward, "scopes": ["dossiers:people"]}).status_code == 422
    assert client.post(f"{url}sua/", given | {"name": "Kho mới"}).status_code == 302
    assert client.post(f"{url}khoa-bi-mat/").status_code == 200
    assert client.post(f"{url}thu-hoi/", {"reason": "Hết hạn"}).status_code == 302
    assert "đã thu hồi" in client.get("/quan-tri/ung-dung/").content.decode()
