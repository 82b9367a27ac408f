"""The description of the public API (OpenAPI 3.1), made of its operations and types."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from congso.entry.api import answers
from congso.entry.api.asking import PROBLEM
from congso.entry.api.operations import OPERATIONS, QUESTION, Operation
from congso.entry.api.schemas import schema_of

VERSION = "1.0.0"
_ARGUMENTS = {"api:procedure": {"procedure_code": "CODE"}, "portal:catalogue": {"kind": "json"}}
_REFUSED = {404: "Nothing of that name is public.", 422: "A value is missing or wrong.", 429: "Too many tries in an hour."}


def description() -> dict[str, Any]:
    """The whole document."""
    known: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    for each in OPERATIONS:
        paths.setdefault(path_of(each), {})[each.method] = _operation(each, known)
    known["FollowQuestion"]["properties"] = {name: dict(rule) for name, rule in QUESTION.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Công Sở: public API", "version": VERSION,
            "description": "Catalogue of procedures, open data, public figures, following a dossier. No key, no login; refusals as problem+json.",
        },
        "paths": paths, "components": {"schemas": dict(sorted(known.items()))},
    }  # fmt: skip


def path_of(operation: Operation) -> str:
    """The address of an operation, its arguments in braces."""
    path = reverse(operation.url_name, kwargs=_ARGUMENTS.get(operation.url_name))
    return path.replace("CODE", "{procedure_code}")


def _operation(operation: Operation, known: dict[str, Any]) -> dict[str, Any]:
    name = operation.url_name.replace(":", "_")
    made: dict[str, Any] = {
        "operationId": name, "summary": operation.about or (operation.view.__doc__ or "" if operation.view else ""),
        "parameters": [
            {"name": each.name, "in": each.place, "required": each.place == "path", "description": each.about, "schema": dict(each.schema)}
            for each in operation.parameters
        ],
        "responses": {"200": {"description": "The answer.", "content": {"application/json": {"schema": schema_of(operation.answer, known)}}}},
    }  # fmt: skip
    if operation.body is not None:
        made["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema_of(operation.body, known)}}}
    for status in operation.refusals:
        content = {PROBLEM: {"schema": schema_of(answers.Problem, known)}}
        made["responses"][str(status)] = {"description": _REFUSED[status], "content": content}
    return made


@require_GET
def document(_request: HttpRequest) -> JsonResponse:
    """The description, for programs and their writers."""
    answer = JsonResponse(description(), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
