"""Whatever a connected system asks within and beside the description, both forms answer as described, never with a fault of theirs."""

from __future__ import annotations

import hashlib
import json
import time
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from congso.domains.axis.api import OPERATIONS, SIGNED_FIELDS
from congso.domains.axis.services.entering import signature_of
from congso.entry.api.axis import CALLS, description
from tests.axis.conftest import SECRETS, Axis

pytestmark = pytest.mark.django_db
BOUNDARY = "----congso"


def test_all_that_may_be_called_is_described() -> None:
    assert set(CALLS) == set(OPERATIONS)


def _parts(given: Any) -> bytes:
    """A form with files out of whatever Schemathesis made; what is no form goes as it is."""
    if not isinstance(given, dict):
        return json.dumps(given, default=str).encode(errors="ignore")
    found = b""
    for name, value in given.items():
        for each in value if isinstance(value, list) else [value]:
            file = '; filename="a.edxml"' if name == "edocFile" else ""
            head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'
            found += head.encode(errors="ignore") + (each if isinstance(each, bytes) else str(each).encode(errors="ignore")) + b"\r\n"
    return found + f"--{BOUNDARY}--\r\n".encode()


def _signed_part(given: Any) -> bytes:
    """What form (a) signs of a form: its files, then what says to whom they go."""
    if not isinstance(given, dict):
        return b""
    files = given.get("edocFile", [])
    found = b"".join(each if isinstance(each, bytes) else str(each).encode(errors="ignore") for each in (files if isinstance(files, list) else [files]))
    for name in SIGNED_FIELDS:
        value = given.get(name)
        last = value[-1] if isinstance(value, list) and value else value
        if name in given and str(last):
            found += b"\n" + str(last).encode(errors="ignore")
    return found


def _asked(path: str, given: Any) -> Any:
    """The answer to a question that is signed and knows its secret."""
    name = path.rsplit("/", 1)[1]
    if CALLS[name].form:
        body, kind = _parts(given), f"multipart/form-data; boundary={BOUNDARY}"
    else:
        body, kind = json.dumps(given, default=str).encode(errors="ignore"), "application/json"
    stamp, digest = str(int(time.time())), hashlib.sha256(_signed_part(given) if CALLS[name].form else body).hexdigest()
    made = signature_of(SECRETS["tinh"], system_id="tinh", timestamp=stamp, path=f"/{name}", body_hash=digest)
    headers = {"X-SystemId": "tinh", "X-SecretKey": SECRETS["tinh"], "XroadVnpt-SystemId": "tinh", "XroadVnpt-Timestamp": stamp,
               "XroadVnpt-BodyHash": digest, "XroadVnpt-Signature": made}  # fmt: skip
    return Client().generic("POST", path, body, kind, headers=headers)


def _require_described(path: str, answer: Any) -> None:
    known = description()["paths"][path]["post"]["responses"]
    assert str(answer.status_code) in known, (path, answer.status_code)
    content = known[str(answer.status_code)]["content"]
    kind = answer["Content-Type"].partition(";")[0]
    assert kind in content, (path, kind)
    if kind == "application/json":
        jsonschema_rs.validator_for(content[kind]["schema"]).validate(answer.json())


@pytest.mark.parametrize("path", sorted(description()["paths"]))
def test_no_question_breaks_the_axis_and_every_answer_is_as_described(axis: Axis, path: str) -> None:
    axis.take("G09")
    operation = schemathesis.openapi.from_dict(description())[path]["POST"]
    common: dict[str, Any] = {"deadline": None, "database": None, "derandomize": True, "suppress_health_check": list(HealthCheck), "max_examples": 15}

    @given(case=operation.as_strategy())
    @settings(phases=[Phase.explicit, Phase.generate], **common)
    def ask(case: Any) -> None:
        _require_described(path, _asked(path, case.body))

    @given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    @settings(phases=[Phase.generate], **common)
    def ask_nonsense(case: Any) -> None:
        _require_described(path, _asked(path, case.body))

    ask()
    ask_nonsense()
