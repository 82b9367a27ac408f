"""The description of the API for systems (OpenAPI 3.1), made of its operations and types, with an example for each answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from congso.domains.clients.delivering import DELIVERY, SIGNATURE
from congso.domains.clients.models import HookEvent, Scope
from congso.domains.clients.services.hooks import TEST
from congso.entry.api.answers import Problem
from congso.entry.api.asking import PROBLEM, Parameter
from congso.entry.api.schemas import schema_of
from congso.entry.api.v1 import answers, operations, sending
from congso.entry.api.v1.examples import EXAMPLES

VERSION = "1.1.0"
_UUID = {"type": "string", "format": "uuid", "maxLength": 36}
_WHOLE = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
_APPLICATION: dict[str, Any] = {
    "key": _UUID, "agency": _WHOLE, "centre": _WHOLE, "return_method": {"type": "string", "enum": ["counter", "post", "online"]},
}  # fmt: skip
_CODE = Parameter("code", {"type": "string", "pattern": r"^[A-Za-z0-9.-]{1,40}$", "maxLength": 40}, "Code of a dossier.", "path")
_DOCUMENT = Parameter("document_id", _UUID, "Id of a document.", "path")
_HOOK = Parameter("hook_id", _UUID, "Id of a webhook.", "path")
_SAID = {
    304: "What ``If-None-Match`` named is still so.", 401: "No key, an unknown one, or one that has ended.", 403: "Not given to this client for this agency.",
    409: "It cannot be done any more, or not now: the sentence says why.", 404: "Nothing of that name within the client's reach.", 422: "A value is missing or wrong.", 429: "Too many calls in a minute, or too many wrong secrets from one address; see Retry-After.",
}  # fmt: skip


@dataclass(frozen=True)
class Operation:
    """A question: its name, method, address, view, the type of its answer, what it takes, the scope it needs."""

    name: str
    method: str
    path: str
    view: Any
    answer: Any
    scope: Scope | None = None
    parameters: tuple[Parameter, ...] = ()
    needed: tuple[str, ...] = ()
    body: Any = None
    takes_file: bool = False
    """Whether the body is a file, its bytes as they are."""
    refusals: tuple[int, ...] = ()


OPERATIONS = (
    Operation("agencies", "get", "/api/v1/agencies/", operations.agencies, answers.AgencyList),
    Operation("dossiers", "get", "/api/v1/dossiers/", operations.dossiers, answers.DossierPage, Scope.DOSSIERS, operations.DOSSIERS, ("agency",)),
    Operation("dossier", "get", "/api/v1/dossiers/{code}/", operations.dossier, answers.DossierItem, Scope.DOSSIERS, (_CODE,), refusals=(404,)),
    Operation("dossier_result", "get", "/api/v1/dossiers/{code}/result/", sending.dossier_result, None, Scope.PEOPLE, (_CODE,), refusals=(404,)),
    Operation("add_file", "post", "/api/v1/files/", sending.add_file, answers.FileItem, Scope.SUBMIT, sending.NAME, ("name",), takes_file=True),
    Operation("submit_dossier", "post", "/api/v1/dossiers/", sending.submit_dossier, answers.DossierItem, Scope.SUBMIT, body=answers.Application, refusals=(409,)),
    Operation("documents", "get", "/api/v1/documents/", operations.documents, answers.DocumentPage, Scope.DOCUMENTS, operations.DOCUMENTS, ("agency", "direction")),
    Operation("document", "get", "/api/v1/documents/{document_id}/", operations.document, answers.DocumentItem, Scope.DOCUMENTS, (_DOCUMENT,), refusals=(404,)),
    Operation("document_file", "get", "/api/v1/documents/{document_id}/file/", operations.document_file, None, Scope.DOCUMENTS, (_DOCUMENT,), refusals=(404,)),
    Operation("statistics", "get", "/api/v1/statistics/", operations.statistics, answers.Statistics, Scope.STATISTICS, operations.STATISTICS),
    Operation("webhooks", "get", "/api/v1/webhooks/", operations.webhooks, answers.HookList, Scope.WEBHOOKS),
    Operation("add_webhook", "post", "/api/v1/webhooks/", operations.add_webhook, answers.HookItem, Scope.WEBHOOKS, body=answers.HookQuestion),
    Operation("remove_webhook", "delete", "/api/v1/webhooks/{hook_id}/", operations.remove_webhook, answers.Removed, Scope.WEBHOOKS, (_HOOK,), refusals=(404,)),
    Operation("try_webhook", "post", "/api/v1/webhooks/{hook_id}/test/", operations.try_webhook, answers.HookTest, Scope.WEBHOOKS, (_HOOK,), refusals=(404,)),
)  # fmt: skip

TOLD: dict[str, tuple[Any, Scope | None]] = {
    HookEvent.DOSSIER_RECEIVED.value: (answers.DossierTold, Scope.DOSSIERS),
    HookEvent.DOSSIER_CHANGED.value: (answers.DossierTold, Scope.DOSSIERS),
    HookEvent.DOCUMENT_ISSUED.value: (answers.DocumentTold, Scope.DOCUMENTS),
    TEST: (answers.TrialTold, None),
}
"""What is told, by event: the type of its body, the scope that its address needs beside webhooks:write."""


def description() -> dict[str, Any]:
    """The whole document."""
    known: dict[str, Any] = {}
    paths: dict[str, Any] = {"/api/v1/token": {"post": _token(known)}}
    for each in OPERATIONS:
        paths.setdefault(each.path, {})[each.method] = _operation(each, known)
    known["Application"]["properties"] |= _APPLICATION
    known["HookQuestion"]["properties"]["events"]["items"]["enum"] = HookEvent.values
    flow = {"tokenUrl": "/api/v1/token", "scopes": {value: str(label) for value, label in Scope.choices}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Công Sở: API for systems", "version": VERSION,
            "description": "Dossiers, registers of documents, statistics of agencies; dossiers sent in for applicants; webhooks. Client credentials (OAuth 2), keys last 15 minutes. "
            "Webhooks are signed: X-CongSo-Signature: t=<seconds>,v1=<HMAC-SHA256 of \"<seconds>.<body>\" with the webhook's secret>; "
            "answer 2xx, anything else is tried again at 30, 60, 120, 240, 480 seconds, 410 ends it. Each delivery has an id (X-CongSo-Delivery) "
            "and may come twice.",
        },
        "paths": paths, "webhooks": {event: {"post": _telling(event, known)} for event in TOLD}, "security": [{"client": []}],
        "components": {"schemas": dict(sorted(known.items())),
                       "securitySchemes": {"client": {"type": "oauth2", "flows": {"clientCredentials": flow}}}},
    }  # fmt: skip


def _telling(event: str, known: dict[str, Any]) -> dict[str, Any]:
    """A call that goes the other way: what a client's address is told, and what its answers mean."""
    body, scope = TOLD[event]
    text = {"type": "string"}
    headers = {
        SIGNATURE: ("t=<seconds>,v1=<HMAC-SHA256 of \"<seconds>.<body>\" with the webhook's secret>; refuse stamps older than five minutes.",
                    text | {"pattern": "^t=[0-9]+,v1=[0-9a-f]{64}$"}),
        DELIVERY: ("Id of the delivery, also ``id`` of the body: what comes twice has the same.", text),
    }  # fmt: skip
    said = {200: "Heard; so is every 2xx.", 410: "Tell this address no more of it.", "default": "Not heard: tried again at 30, 60, 120, 240, 480 seconds."}
    needs = f"; needs {scope.value}" if scope else ""
    schema = {"allOf": [schema_of(body, known), {"properties": {"event": {"const": event}}}]}
    return {
        "operationId": f"told_{event.replace('.', '_')}", "summary": f"{body.__doc__}", "description": f"Told to addresses of webhooks{needs}.", "security": [],
        "parameters": [{"name": name, "in": "header", "required": True, "description": about, "schema": rule} for name, (about, rule) in headers.items()],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema, "example": EXAMPLES[body.__name__] | {"event": event}}}},
        "responses": {str(status): {"description": words} for status, words in said.items()},
    }  # fmt: skip


def _token(known: dict[str, Any]) -> dict[str, Any]:
    fields = {"grant_type": {"type": "string", "enum": ["client_credentials"]}, "client_id": {"type": "string"}, "client_secret": {"type": "string"},
              "scope": {"type": "string", "description": "A part of what the client may ask, separated by spaces; all of it when left out."}}  # fmt: skip
    form = {"type": "object", "required": ["grant_type"], "properties": fields}
    return {
        "operationId": "token", "summary": operations.token.__doc__, "security": [],
        "requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}},
        "responses": {"200": _answer(answers.TokenAnswer, known), **_refused((401, 403, 422, 429), known)},
    }  # fmt: skip


def _answer(wanted: Any, known: dict[str, Any]) -> dict[str, Any]:
    if wanted is None:
        return {"description": "The file.", "content": {"application/pdf": {"schema": {"type": "string", "contentEncoding": "binary"}}}}
    return {"description": "The answer.", "content": {"application/json": {"schema": schema_of(wanted, known), "example": EXAMPLES[wanted.__name__]}}}


def _refused(statuses: tuple[int, ...], known: dict[str, Any]) -> dict[str, Any]:
    return {str(status): {"description": _SAID[status], "content": {PROBLEM: {"schema": schema_of(Problem, known)}}} for status in sorted(statuses)}


def _operation(each: Operation, known: dict[str, Any]) -> dict[str, Any]:
    needed = {"required": True}
    made: dict[str, Any] = {
        "operationId": each.name, "summary": each.view.__doc__,
        "security": [{"client": [each.scope.value] if each.scope else []}],
        "parameters": [
            {"name": one.name, "in": one.place, "required": one.place == "path" or one.name in each.needed, "description": one.about, "schema": dict(one.schema)}
            for one in each.parameters
        ],
        "responses": {"201" if each.method == "post" else "200": _answer(each.answer, known), **_refused((401, 403, 422, 429, *each.refusals), known)},
    }  # fmt: skip
    if each.method == "get" and each.answer is not None:
        made["responses"]["304"] = {"description": _SAID[304]}
    if each.body is not None:
        made["requestBody"] = needed | {"content": {"application/json": {"schema": schema_of(each.body, known), "example": EXAMPLES[each.body.__name__]}}}
    if each.takes_file:
        made["requestBody"] = needed | {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
    return made


@require_GET
def document(_request: HttpRequest) -> JsonResponse:
    """The description, for programs and their writers."""
    answer = JsonResponse(description(), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
