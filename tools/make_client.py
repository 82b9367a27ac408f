"""Make a Python client of the API for systems from its description: one file, needs only ``requests``."""

from __future__ import annotations

import json
import keyword
import sys
from pathlib import Path
from typing import Any

_HEAD = '''"""Client of %(title)s, version %(version)s; made from its OpenAPI description by tools/make_client.py."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import quote

import requests


class ApiError(Exception):
    """The other side refused: its status, code and sentence."""

    def __init__(self, status: int, code: str, sentence: str, retry_after: int = 0) -> None:
        super().__init__(f"{status} {code}: {sentence}")
        self.status, self.code, self.sentence, self.retry_after = status, code, sentence, retry_after


class Client:
    """Asks with client credentials; fetches a new key shortly before the old one ends."""

    def __init__(self, base_url: str, client_id: str, client_secret: str, *, timeout: float = 30, session: requests.Session | None = None) -> None:
        self._base, self._credentials, self._timeout = base_url.rstrip("/"), (client_id, client_secret), timeout
        self._session, self._token, self._until = session or requests.Session(), "", 0.0

    def _key(self) -> str:
        if time.monotonic() > self._until:
            form = {"grant_type": "client_credentials"}
            answer = self._session.post(f"{self._base}%(token)s", data=form, auth=self._credentials, timeout=self._timeout)
            given = self._read(answer)
            self._token, self._until = given["access_token"], time.monotonic() + given["expires_in"] - 30
        return self._token

    def _ask(self, method: str, path: str, query: dict[str, Any], body: Any = None, raw: bool = False, content: bytes | None = None) -> Any:
        given = {name: value for name, value in query.items() if value is not None}
        headers = {"Authorization": f"Bearer {self._key()}"}
        if content is not None:
            headers["Content-Type"] = "application/octet-stream"
        answer = self._session.request(method, self._base + path, params=given, json=body, data=content, headers=headers, timeout=self._timeout)
        return answer.content if raw and answer.ok else self._read(answer)

    @staticmethod
    def _read(answer: requests.Response) -> Any:
        if answer.ok:
            return answer.json()
        try:
            told = answer.json()
        except ValueError:
            told = {}
        raise ApiError(answer.status_code, told.get("title", ""), told.get("detail", ""), int(answer.headers.get("Retry-After", 0)))
'''
_TYPES = {"string": "str", "integer": "int", "boolean": "bool", "array": "list[Any]"}


def client_of(description: dict[str, Any]) -> str:
    """The client's source."""
    token = next(path for path, ways in description["paths"].items() if "post" in ways and ways["post"].get("operationId") == "token")
    made = [_HEAD % {**description["info"], "token": token}]
    for path, ways in description["paths"].items():
        made += [_method(path, method, found, description) for method, found in ways.items() if path != token]
    return "".join(made)


def _method(path: str, method: str, found: dict[str, Any], description: dict[str, Any]) -> str:
    arguments, query, place = ["self"], [], path
    ordered = sorted(found.get("parameters", []), key=lambda each: not each["required"])
    for each in ordered:
        name = each["name"] + "_" * keyword.iskeyword(each["name"])
        kind = _TYPES[each["schema"]["type"]]
        arguments.append(f"{name}: {kind}" if each["required"] else f"{name}: {kind} | None = None")
        if each["in"] == "path":
            place = place.replace("{" + each["name"] + "}", "{quote(" + name + ", safe='')}")
        else:
            query.append(f'"{each["name"]}": {name}')
    body, takes_file = _body(found, description), _takes_file(found)
    arguments[1:1] = ["content: bytes"] if takes_file else []
    arguments += [f"{name}: {kind}" if needed else f"{name}: {kind} | None = None" for name, kind, needed in body]
    answer = next(each for status, each in found["responses"].items() if status.startswith("20"))
    raw = "application/json" not in answer["content"]
    said = f", {_given(body)}" if body else ""
    marked = "f" if "{" in place else ""
    call = f'self._ask("{method.upper()}", {marked}"{place}", {{{", ".join(query)}}}{said}{", raw=True" if raw else ""}{", content=content" if takes_file else ""})'
    return f'''
    def {found["operationId"]}({", ".join(arguments)}) -> Any:
        """{found["summary"].strip().splitlines()[0]}"""
        return {call}
'''


def _given(body: list[tuple[str, str, bool]]) -> str:
    """The body as an expression; what may be left out is left out when it is None."""
    named = ", ".join(f'"{name}": {name}' for name, _kind, _needed in body)
    return f"{{{named}}}" if all(needed for _name, _kind, needed in body) else f"{{name: value for name, value in {{{named}}}.items() if value is not None}}"


def _takes_file(found: dict[str, Any]) -> bool:
    return "application/octet-stream" in found.get("requestBody", {}).get("content", {})


def _body(found: dict[str, Any], description: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Name, type of each member of the body, and whether it is needed; those that are needed first."""
    if "requestBody" not in found or _takes_file(found):
        return []
    named = found["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    whole = description["components"]["schemas"][named]
    fields = [(name, "dict[str, Any]" if "$ref" in rule else _TYPES[rule["type"]], name in whole["required"]) for name, rule in whole["properties"].items()]
    return sorted(fields, key=lambda each: not each[2])


if __name__ == "__main__":
    sys.stdout.write(client_of(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
