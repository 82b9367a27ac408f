"""What an address is told, held against what the description says under ``webhooks``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import jsonschema_rs

from congso.entry.api.v1.describing import description


@cache
def _described() -> dict[str, Any]:
    return description()


def require_described(headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    """What a delivery says, after its body and headers were found to be as described for its event."""
    said: dict[str, Any] = json.loads(body)
    call = _described()["webhooks"][said["event"]]["post"]
    content = call["requestBody"]["content"]
    assert headers["Content-Type"] in content, headers
    _require(content[headers["Content-Type"]]["schema"], said)
    for each in call["parameters"]:
        assert (each["in"], each["required"]) == ("header", True)
        _require(each["schema"], headers[each["name"]])
    assert headers["X-CongSo-Delivery"] == said["id"]
    return said


def _require(schema: dict[str, Any], value: Any) -> None:
    jsonschema_rs.validator_for({**schema, "components": _described()["components"]}).validate(value)
