"""A system with a key asks whatever it likes: the API never breaks, and answers as it says it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from congso.core import clock
from congso.domains.clients.models import Client
from congso.domains.clients.services.entering import issue_token
from congso.entry.api.v1.describing import OPERATIONS, Operation
from tests.clients.conftest import Program

pytestmark = pytest.mark.django_db
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


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_no_question_breaks_it(api: Any, program: Program, operation: Operation) -> None:
    Client.objects.update(per_minute=100_000)
    program.may("dossiers:read", "dossiers:people", "documents:read", "statistics:read", "webhooks:write")
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
    if operation.parameters or operation.body:
        ask_nonsense()
