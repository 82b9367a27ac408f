"""Odd bodies against both forms: whatever comes, the axis answers in its own words and never breaks."""

from __future__ import annotations

import hashlib
import json
import time
import uuid
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congso.domains.axis.api import OPERATIONS
from congso.domains.axis.services.entering import signature_of
from tests.axis.conftest import SECRETS, Axis

pytestmark = pytest.mark.django_db
JSON, FORM = "application/json", "multipart/form-data; boundary=x"
HUGE = "9" * 400
BODIES: list[tuple[str, bytes]] = [
    (JSON, b""), (JSON, b"{"), (JSON, b"null"), (JSON, b"[]"), (JSON, b'"x"'), (JSON, b"1"), (JSON, b"[" * 100_000), (JSON, b'{"a":' * 5000),
    (JSON, b"\xff\xfe\x00"), (JSON, b"\x00"), (JSON, b'{"docId": null, "after": true, "limit": -5}'),
    (JSON, json.dumps({"docId": HUGE, "after": HUGE, "limit": HUGE}).encode()), (JSON, b'{"docId": 1e400, "limit": NaN, "after": Infinity}'),
    (JSON, b'{"docId": "\\u0000", "after": "\\u0000", "messageType": "\\u0000"}'), (JSON, b'{"after": "\\ud800", "docId": "\\ud800"}'),
    (JSON, b'{"docId": {"a": 1}, "after": [1], "messageType": {}}'), (JSON, b'{"docId": 9223372036854775807, "after": 999999999999999999}'),
    (JSON, b'{"receipts": 5}'), (JSON, b'{"receipts": [1, null, [], {}]}'), (JSON, b'{"receipts": [{"docId": "x", "status": 1}]}'),
    (JSON, b'{"receipts": [{"docId": 1, "status": "fail", "errorDesc": "\\u0000\\ud800", "errorCode": "' + b"x" * 999 + b'"}]}'),
    (JSON, b'{"x": "' + b"a" * 300_000 + b'"}'), (JSON + "; charset=utf-7", b"{}"), (JSON + "; charset=none-such", b"{}"),
    (FORM, b""), (FORM, b"--x"), (FORM, b"--x\r\n\r\n"), (FORM, b'--x\r\nContent-Disposition: form-data; name="edocFile"\r\n\r\ntext\r\n--x--\r\n'),
    (FORM, b'--x\r\nContent-Disposition: form-data; name="edocFile"; filename="a"\r\n\r\n\r\n--x--\r\n'),
    (FORM, b'--x\r\nContent-Disposition: form-data; name="edocFile"; filename="../../a\x00"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n'),
    (FORM, b'--x\r\nContent-Disposition: form-data; name="edocFile"; filename="a"\r\n\r\n<a>' + b"&lt;" * 1000 + b"</a>\r\n--x--\r\n"),
    (FORM, b'--x\r\nContent-Disposition: form-data; name="to"\r\n\r\nH20,\x00,\xff\r\n--x--\r\n'),
    ("multipart/form-data", b"x"), ("multipart/form-data; boundary=", b"x"), ("text/plain", b"\xff"), ("", b"x"), ("application/x-www-form-urlencoded", b"docId=1&after=%00"),
]  # fmt: skip


def signed(operation: str, body: bytes) -> dict[str, str]:
    """Headers of both forms, the hash of what is sent in JSON."""
    stamp, digest = str(int(time.time())), hashlib.sha256(body).hexdigest()
    made = signature_of(SECRETS["tinh"], system_id="tinh", timestamp=stamp, path=f"/{operation}", body_hash=digest)
    return {"X-SystemId": "tinh", "X-SecretKey": SECRETS["tinh"], "XroadVnpt-SystemId": "tinh", "XroadVnpt-Timestamp": stamp,
            "XroadVnpt-BodyHash": digest, "XroadVnpt-Signature": made}  # fmt: skip


def ask(form: str, operation: str, body: bytes, kind: str, headers: dict[str, str] | None = None) -> Any:
    return Client().generic("POST", f"/truc/{form}/{operation}", body, kind, headers=signed(operation, body) if headers is None else headers)


@pytest.mark.parametrize("form", ["v1", "vxp"])
def test_no_body_breaks_any_operation(axis: Axis, form: str) -> None:
    broken = []
    for operation in OPERATIONS:
        for kind, body in BODIES:
            status = ask(form, operation, body, kind).status_code
            if status >= 500:
                broken.append((operation, kind, body[:60], status))
    assert broken == []


@pytest.mark.parametrize("form", ["v1", "vxp"])
@pytest.mark.parametrize("value", ["", "\x00", "é" * 50, "x" * 5000, "٣" * 10, "-1", "' OR 1=1"])
def test_no_header_breaks_it_and_none_opens_it(axis: Axis, form: str, value: str) -> None:
    for name in signed("getAgenciesList", b"{}"):
        headers = signed("getAgenciesList", b"{}") | {name: value}
        status = ask(form, "getAgenciesList", b"{}", JSON, headers).status_code
        concerned = name.startswith("XroadVnpt") == (form == "vxp")
        assert status == (401 if concerned else 200), (name, value)


_VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=8)
_ASKED = st.fixed_dictionaries({}, optional=dict.fromkeys(("docId", "after", "limit", "messageType", "receipts", "status", "errorCode", "errorDesc"), _VALUES))


def test_invented_questions_break_nothing(axis: Axis) -> None:
    @given(said=_ASKED, operation=st.sampled_from(sorted(OPERATIONS)), form=st.sampled_from(["v1", "vxp"]))
    @settings(max_examples=150, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def one(said: dict[str, Any], operation: str, form: str) -> None:
        assert ask(form, operation, json.dumps(said).encode(), JSON).status_code < 500

    one()


def test_other_methods_are_not_answered(axis: Axis) -> None:
    for form in ("v1", "vxp"):
        for method in ("GET", "PUT", "DELETE", "OPTIONS"):
            assert Client().generic(method, f"/truc/{form}/getAgenciesList").status_code == 405
    assert ask("v1", str(uuid.uuid4()), b"{}", JSON).status_code == 404
