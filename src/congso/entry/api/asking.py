"""How a question of a program is read and refused: by its parameters, as problem+json (RFC 9457)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from congso.core.errors import DomainError, InvalidInput
from congso.foundation.orgs import epoch

PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Parameter:
    """A value in the address: its JSON Schema says what it may be, ``about`` what it means."""

    name: str
    schema: Mapping[str, Any]
    about: str
    place: str = "query"

    def read(self, typed: str) -> Any:
        """The value; raises InvalidInput for what the schema does not allow."""
        kind = self.schema["type"]
        if kind == "boolean" and typed in {"true", "false"}:
            return typed == "true"
        if kind == "integer" and re.fullmatch(r"[0-9]{1,9}", typed):
            return int(typed)
        if kind == "string" and self._fits(typed):
            return typed
        raise InvalidInput(field=self.name, reason=_("tham số %(name)s không đúng.") % {"name": self.name})

    def _fits(self, typed: str) -> bool:
        options = self.schema.get("enum")
        if options is not None:
            return typed in options
        pattern = self.schema.get("pattern")
        return len(typed) <= self.schema["maxLength"] and (pattern is None or re.search(pattern, typed) is not None)


def read_all(request: HttpRequest, parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    """The parameters of the address that were given; raises InvalidInput for wrong, unknown and repeated ones."""
    known = {each.name: each for each in parameters if each.place == "query"}
    for name in request.GET:
        if name not in known or len(request.GET.getlist(name)) != 1:
            raise InvalidInput(field=name, reason=_("tham số %(name)s không đúng.") % {"name": name[:60]})
    return {name: known[name].read(request.GET.getlist(name)[0]) for name in request.GET}


def read_body(request: HttpRequest, schema: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The JSON object sent, all of whose members are strings; raises InvalidInput for anything else."""
    try:
        given = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(reason=_("nội dung không phải JSON.")) from error
    if not isinstance(given, dict) or set(given) != set(schema):
        raise InvalidInput(reason=_("cần đúng các trường: %(names)s.") % {"names": ", ".join(schema)})
    for name, rule in schema.items():
        if not isinstance(given[name], str) or not re.fullmatch(rule["pattern"].strip("^$"), given[name]):
            raise InvalidInput(field=name, reason=_("trường %(name)s không đúng.") % {"name": name})
    return given


def for_programs(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """Answer as JSON that any page may read, and refuse as problem+json; wrong methods get 405."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with epoch.known():
                response = JsonResponse(view(request, *args, **kwargs), json_dumps_params={"ensure_ascii": False})
        except DomainError as error:
            response = problem(error.status, error.code, str(error))
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


def problem(status: int, code: str, sentence: str) -> JsonResponse:
    """A refusal."""
    body = {"type": f"urn:congso:{code}", "title": code, "status": status, "detail": sentence}
    return JsonResponse(body, status=status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False})
