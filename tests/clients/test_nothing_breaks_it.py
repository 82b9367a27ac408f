"""A system with a key asks whatever it likes: the API never breaks, and answers as it says it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.files.base import ContentFile
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import sampled_from
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from congso.core import clock
from congso.domains.clients.models import Client, HookEvent
from congso.domains.clients.services.entering import issue_token
from congso.domains.clients.services.hooks import TEST, add_hook
from congso.domains.dossiers.models import Dossier, DossierResult
from congso.entry.api.v1.describing import OPERATIONS, Operation, description
from congso.foundation.files.services import store_file
from tests.clients.conftest import Program
from tests.clients.test_sending import PDF, application
from tests.incoming.makers import make_incoming

pytestmark = pytest.mark.django_db
SCOPES = ("dossiers:read", "dossiers:people", "dossiers:submit", "documents:read", "statistics:read", "webhooks:write")
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


@pytest.fixture
def api(program: Program) -> Iterator[Any]:
    """The API; the test's own connection outlives its requests."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    with clock.at(clock.now() + timedelta(minutes=1)):
        yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def test_all_that_is_served_is_described() -> None:
    """Every address under ``/api/`` is that of an operation that is tried here or among those for everybody, or a page to read."""
    from congso.entry.api.openapi import path_of
    from congso.entry.api.operations import OPERATIONS as FOR_EVERYBODY
    from congso.entry.api.urls import urlpatterns

    tried = {"/api/v1/token", *(each.path for each in OPERATIONS), *(path_of(each) for each in FOR_EVERYBODY)}
    pages = {"/api/openapi.json", "/api/truc/openapi.json", "/api/v1/openapi.json", "/api/v1/thu/"}
    served = {"/api/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(each.pattern)) for each in urlpatterns}
    assert served == {path for path in tried if path.startswith("/api/")} | pages
    assert set(description()["webhooks"]) == {*HookEvent.values, TEST}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_no_question_breaks_it(api: Any, program: Program, operation: Operation) -> None:
    Client.objects.update(per_minute=100_000)
    program.may(*SCOPES)
    token, _scopes = issue_token(client_id=program.client.client_id, secret=program.secret)
    headers = {"Accept-Encoding": "identity", "Authorization": f"Bearer {token}"}
    asked = api[operation.path][operation.method.upper()]
    common: dict[str, Any] = {"deadline": None, "database": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}

    @given(case=asked.as_strategy())
    @settings(max_examples=20, phases=[Phase.explicit, Phase.generate], **common)
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers=headers)

    @given(case=asked.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    @settings(max_examples=20, phases=[Phase.generate], **common)
    def ask_nonsense(case: Any) -> None:
        case.call_and_validate(checks=(not_a_server_error,), headers=headers)

    ask()
    if operation.parameters or operation.body or operation.takes_file:
        ask_nonsense()


def test_no_request_for_a_key_breaks_it(api: Any, program: Program) -> None:
    asked = api["/api/v1/token"]["POST"]
    right = {"grant_type": "client_credentials", "client_id": program.client.client_id, "client_secret": program.secret}
    plain, form = {"Accept-Encoding": "identity"}, "application/x-www-form-urlencoded"
    answer = asked.Case(body=right, media_type=form).call_and_validate(checks=CHECKS, headers=plain)
    assert answer.status_code == 200
    common: dict[str, Any] = {"deadline": None, "database": None, "derandomize": True, "suppress_health_check": list(HealthCheck), "phases": [Phase.generate]}

    @given(case=asked.as_strategy(), known=sampled_from([{}, right]))
    @settings(max_examples=30, **common)
    def ask(case: Any, known: dict[str, str]) -> None:
        case.body = {**case.body, **known} if isinstance(case.body, dict) else case.body
        case.call_and_validate(checks=CHECKS, headers=plain)

    @given(case=asked.as_strategy(generation_mode=GenerationMode.NEGATIVE), key=sampled_from(["", "Basic Og==", "Basic //", "Bearer x"]))
    @settings(max_examples=30, **common)
    def ask_nonsense(case: Any, key: str) -> None:
        case.call_and_validate(checks=CHECKS, headers={**plain, "Authorization": key})

    ask()
    ask_nonsense()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_what_is_there_is_answered_as_described(api: Any, program: Program, operation: Operation) -> None:
    """Schemathesis guesses no id: here each operation is asked about something that is there, and its good answer is held against the schema."""
    program.may(*SCOPES)
    document = make_incoming(program.office)
    document.file = store_file(ContentFile(b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", name="a.pdf"), name="a.pdf")
    document.save(update_fields=["file"])
    url = f"https://{program.client.hosts[0]}/a"
    hook, _secret = add_hook(caller=program.caller(), agency_id=program.ward, url=url, events=["dossier.changed"])
    there = {"code": program.dossier.code, "document_id": str(document.pk), "hook_id": str(hook.pk)}
    asked = api[operation.path][operation.method.upper()]
    values: dict[str, Any] = {"path_parameters": {one.name: there[one.name] for one in operation.parameters if one.place == "path"}}
    values["query"] = {name: {"agency": program.ward, "direction": "in", "name": "a.pdf"}[name] for name in operation.needed}
    hooked = {"agency": program.ward, "url": url, "events": [HookEvent.DOCUMENT_ISSUED.value]}
    bodies = {"add_webhook": hooked, "submit_dossier": application(program)}
    if operation.body:
        values |= {"body": bodies[operation.name], "media_type": "application/json"}
    if operation.takes_file:
        values |= {"body": PDF, "media_type": "application/octet-stream"}
    DossierResult.objects.create(dossier=program.dossier, stored=document.file, file_name="a.pdf", name="x", approved_at=clock.now())
    Dossier.objects.update(status=9, finished_at=clock.now())
    token, _scopes = issue_token(client_id=program.client.client_id, secret=program.secret)
    answer = asked.Case(**values).call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity", "Authorization": f"Bearer {token}"})
    assert answer.status_code == (201 if operation.method == "post" else 200)
