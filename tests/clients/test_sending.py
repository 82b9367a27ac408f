"""A program sends dossiers in for people it authenticated: what comes of them, and what is refused with nothing kept."""

from __future__ import annotations

import json
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
from django.core.files.base import ContentFile
from django.test import Client as Browser

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.domains.clients.models import ClientFile
from congso.domains.clients.services.registering import register_client, set_reach
from congso.domains.clients.services.sending_files import sweep_files
from congso.domains.dossiers.models import Dossier, DossierResult
from congso.domains.dossiers.queries.own import own_dossiers
from congso.domains.dossiers.services import accept_application
from congso.domains.dossiers.tests.makers import bring_to, make_applicant
from congso.domains.parties.facade import DataUse
from congso.foundation.audit.models import AuditEntry
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import store_file
from congso.foundation.people.models import Account
from tests.axis.inside import Inside
from tests.clients.conftest import GIVEN, RUNS, Program

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sender(program: Program) -> Program:
    """It may send dossiers in to the ward, and read them."""
    program.may("dossiers:submit", "dossiers:read")
    return program


def put(sender: Program, content: bytes = PDF, name: str = "to-khai.pdf") -> Any:
    from congso.domains.clients.services.entering import issue_token

    token, _scopes = issue_token(client_id=sender.client.client_id, secret=sender.secret)
    return Browser().generic("POST", f"/api/v1/files/?name={name}", content, "application/octet-stream", headers={"Authorization": f"Bearer {token}"})


def application(sender: Program, *files: str, **changes: Any) -> dict[str, Any]:
    """A whole one."""
    applicant = make_applicant()
    values: dict[str, Any] = {
        "key": str(uuid4()), "agency": sender.ward, "procedure_code": procedure_code(sender),
        "papers": [{"name": "Tờ khai theo mẫu", "files": list(files)}], "return_method": "online",
        "applicant": {"identity_number": applicant.identity_number, "name": applicant.name, "address": applicant.address, "phone": applicant.phone},
    }  # fmt: skip
    return values | changes


def procedure_code(sender: Program) -> str:
    from congso.domains.procedures.facade import service

    return service(sender.office.publication_id).code


def send(sender: Program, **changes: Any) -> Any:
    return sender.ask("dossiers/", "POST", json.dumps(application(sender, **changes)))


def test_what_a_program_sends_in_waits_at_the_counter_and_is_its_applicants(sender: Program) -> None:
    sent = put(sender)
    assert sent.status_code == 201
    given = application(sender, sent.json()["id"])

    answer = sender.ask("dossiers/", "POST", json.dumps(given))

    assert answer.status_code == 201
    made = answer.json()
    dossier = Dossier.objects.select_related("case").get(code=made["code"])
    assert (made["status"], made["received_at"], made["agency"], made["result"]) == (1, None, sender.ward, None)
    assert "applicant" not in made
    assert (dossier.channel, dossier.submitter_kind, dossier.submitter_name) == (2, "program", sender.client.name)
    assert dossier.receiving_unit_id == sender.office.units["phuong-mc"]
    file = dossier.files.get()
    assert (file.name, file.paper.name if file.paper else "") == ("to-khai.pdf", "Tờ khai theo mẫu")
    use = DataUse.objects.get(subject=dossier.code)
    assert sender.client.name in use.purpose
    assert AuditEntry.objects.get(action="dossiers.submit_for_applicant").actor_name == f"Ứng dụng: {sender.client.name}"
    citizen = Actor(account_id=None, name="x", party_id=dossier.party_id, parties=frozenset({dossier.party_id}))
    assert dossier.code in {row.code for row in own_dossiers(viewer=citizen).rows}
    browser = Browser()
    browser.force_login(Account.objects.get(username="motcua"))
    assert dossier.code in browser.get("/ho-so/truc-tuyen/").text
    accept_application(actor=sender.office.clerk, dossier_id=dossier.pk, seen_seq=None)
    assert sender.ask(f"dossiers/{dossier.code}/").json()["status"] == 2


def test_sent_again_it_is_the_same_dossier_and_its_key_serves_nothing_else(sender: Program) -> None:
    given = application(sender)
    first, again = (sender.ask("dossiers/", "POST", json.dumps(given)).json() for _each in range(2))
    assert first["code"] == again["code"]
    other = given | {"applicant": given["applicant"] | {"identity_number": "087290004321"}}
    refused = sender.ask("dossiers/", "POST", json.dumps(other))
    assert (refused.status_code, "key" in refused.json()["detail"]) == (422, True)
    assert Dossier.objects.filter(submitter_kind="program").count() == 1


def test_another_programs_key_is_not_answered_with_somebodys_dossier(sender: Program) -> None:
    given = application(sender)
    sender.ask("dossiers/", "POST", json.dumps(given))
    theirs, secret = register_client(actor=RUNS, given=GIVEN.__class__("Kho khác", "x", "y"))
    set_reach(actor=RUNS, client_pk=theirs.pk, agency_id=sender.ward, scopes=["dossiers:submit"])
    other = Program(sender.office, theirs, secret, sender.dossier)
    assert other.ask("dossiers/", "POST", json.dumps(given)).status_code == 422


@pytest.mark.parametrize(("change", "said"), [
    ({"procedure_code": "9.999999"}, "không giải quyết thủ tục"),
    ({"papers": []}, "giấy tờ"),
    ({"papers": [{"name": " ", "files": []}]}, "papers.name"),
    ({"papers": [{"name": "x", "files": ["0199443e-8a00-7000-8000-000000000001"]}]}, "không có tệp"),
    ({"papers": [{"name": "x", "files": ["x"]}]}, "files"),
    ({"papers": [{"name": "x", "files": [], "more": 1}]}, "papers"),
    ({"applicant": {"identity_number": "123", "name": "A", "address": "B", "phone": "0912345678"}}, "12 chữ số"),
    ({"applicant": {"identity_number": "087190001234", "name": "", "address": "B", "phone": "0912345678"}}, "name"),
    ({"applicant": {"identity_number": "087190001234"}}, "applicant"),
    ({"return_method": "bay"}, "return_method"),
    ({"key": "x"}, "key"),
    ({"centre": 999_999}, "một cửa"),
    ({"agency": True}, "agency"),
    ({"them": 1}, "agency"),
    ({"request": "\x00"}, "agency"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_kept(sender: Program, change: dict[str, Any], said: str) -> None:
    before = Dossier.objects.count()
    answer = send(sender, **change)
    assert answer.status_code == 422, answer.json()
    assert said in answer.json()["detail"], answer.json()
    assert Dossier.objects.count() == before


def test_who_may_only_read_sends_nothing(program: Program) -> None:
    program.may("dossiers:read", "dossiers:people")
    assert put(program).status_code == 403
    assert send(program).status_code == 403
    program.may("dossiers:submit", unit="xa")
    assert send(program).status_code == 403  # the commune's, not the ward's
    assert not ClientFile.objects.exists()
    assert not Dossier.objects.filter(submitter_kind="program").exists()


def test_what_the_office_takes_only_at_the_counter_is_refused(sender: Program) -> None:
    from congso.domains.procedures.facade import service

    sender.may("dossiers:submit", unit="so")
    code = service(sender.office.department_publication_id).code
    answer = send(sender, agency=sender.office.units["so"], procedure_code=code, centre=sender.ward)
    assert answer.status_code in {409, 422}
    assert not Dossier.objects.filter(submitter_kind="program").exists()


@pytest.mark.parametrize(("content", "name"), [(b"", "a.pdf"), (b"MZ\x90\x00", "a.pdf"), (b"MZ\x90\x00", "a.exe"), (PDF, ""), (PDF, "..%2F..%2Fetc")])
def test_what_is_no_file_of_a_dossier_is_refused(sender: Program, content: bytes, name: str) -> None:
    before = StoredFile.objects.count()
    assert put(sender, content, name).status_code == 422
    assert StoredFile.objects.count() == before


def test_files_of_others_and_of_yesterday_are_not_there(sender: Program) -> None:
    mine = put(sender).json()["id"]
    theirs, secret = register_client(actor=RUNS, given=GIVEN)
    set_reach(actor=RUNS, client_pk=theirs.pk, agency_id=sender.ward, scopes=["dossiers:submit"])
    other = Program(sender.office, theirs, secret, sender.dossier)
    assert send(other, papers=[{"name": "x", "files": [mine]}]).status_code == 422
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        assert sweep_files(actor=system_actor("x")) == 1
    assert send(sender, papers=[{"name": "x", "files": [mine]}]).status_code == 422


def test_the_result_is_fetched_by_who_may_read_people(sender: Program) -> None:
    sender.may("dossiers:read", "dossiers:people")
    code = sender.dossier.code
    assert sender.ask(f"dossiers/{code}/").json()["result"] is None
    assert sender.ask(f"dossiers/{code}/result/").status_code == 404
    dossier = bring_to(sender.office, sender.dossier, "return")
    stored = store_file(ContentFile(PDF, name="ket-qua.pdf"), name="ket-qua.pdf")
    DossierResult.objects.update_or_create(dossier=dossier, defaults={"stored": stored, "file_name": "ket-qua.pdf", "name": "Trích lục"})

    where = sender.ask(f"dossiers/{dossier.code}/").json()["result"]
    assert b"".join(sender.ask(where.removeprefix("/api/v1/")).streaming_content) == PDF
    assert AuditEntry.objects.filter(action="clients.read_people").last().details["dossiers"] == [dossier.code]
    sender.may("dossiers:read")
    assert sender.ask(f"dossiers/{dossier.code}/").json()["result"] is None
    assert sender.ask(f"dossiers/{dossier.code}/result/").status_code == 403


def test_the_generated_client_sends_a_dossier_in(sender: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    module: Any = import_module("congso_client")
    session = requests.Session()
    session.mount("http://", Inside())
    found = module.Client("http://inside.example", sender.client.client_id, sender.secret, session=session)
    file = found.add_file(PDF, "to-khai.pdf")
    given = application(sender, file["id"])
    made = found.submit_dossier(**given)
    assert Dossier.objects.get(code=made["code"]).files.get().name == "to-khai.pdf"
