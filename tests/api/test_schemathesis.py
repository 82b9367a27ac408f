"""Programs ask the public API whatever they like: it never breaks, and answers as it says it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import caches
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

from congso.domains.dossiers.tests.makers import make_dossier, make_office
from congso.entry.api.openapi import path_of
from congso.entry.api.operations import OPERATIONS, Operation

pytestmark = pytest.mark.django_db
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


@pytest.fixture
def api(db: None) -> Iterator[Any]:
    """The API over a small province with a dossier; the test's own connection outlives its requests."""
    caches["near"].clear()
    make_dossier(make_office())
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", WSGIHandler())
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


UNPACKED = {"Accept-Encoding": "identity"}
"""The caller in this process unpacks nothing; browsers and programs do."""


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.url_name)
def test_no_question_breaks_it_and_every_answer_is_as_described(api: Any, operation: Operation) -> None:
    asked = api[path_of(operation)][operation.method.upper()]

    @given(case=asked.as_strategy())
    @settings(
        max_examples=30, deadline=None, database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers=UNPACKED)

    @given(case=asked.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    @settings(parent=settings(), max_examples=30, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    def ask_nonsense(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers=UNPACKED)

    ask()
    if operation.parameters or operation.body:
        ask_nonsense()
