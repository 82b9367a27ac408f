"""A page on which a registered client tries the reading operations with its own credentials."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from congso.core.errors import DomainError
from congso.domains.clients.services.entering import issue_token
from congso.entry.api.v1.describing import OPERATIONS, Operation
from congso.foundation.orgs import epoch
from congso.foundation.web.requests import address_of

_READING = {each.name: each for each in OPERATIONS if each.method == "get" and each.answer is not None}


class SandboxForm(forms.Form):
    """Who asks, and what."""

    client_id = forms.CharField(label="client_id", max_length=40)
    client_secret = forms.CharField(label="client_secret", max_length=200, widget=forms.PasswordInput(render_value=True))
    operation = forms.ChoiceField(label=_("Câu hỏi"), choices=[(name, f"GET {each.path}") for name, each in _READING.items()])
    argument = forms.CharField(label=_("Mã trong đường dẫn"), max_length=60, required=False, help_text=_("Mã hồ sơ hoặc id văn bản, khi đường dẫn có {…}."))
    query = forms.CharField(label=_("Tham số"), max_length=300, required=False, help_text=_("Ví dụ agency=12&limit=10."))


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Ask as the client, and show what it would get."""
    form = SandboxForm(request.POST if request.method == "POST" else None)
    shown = _try(request, form.cleaned_data) if form.is_valid() else None
    return render(request, "api/sandbox.html", {"form": form, "shown": shown}, status=422 if form.errors else 200)


def _try(request: HttpRequest, asked: dict[str, Any]) -> dict[str, Any]:
    operation, path = _READING[asked["operation"]], ""
    try:
        with epoch.known():
            token, _scopes = issue_token(client_id=asked["client_id"], secret=asked["client_secret"], address=address_of(request))
    except DomainError as error:
        return {"path": "/api/v1/token", "status": error.status, "body": str(error)}
    path = f"{_path(operation, asked['argument'])}{'?' if asked['query'] else ''}{asked['query']}"
    answer = _answer(request, operation, asked, token)
    return {"path": path, "status": answer.status_code, "body": _pretty(answer.content)}


def _answer(request: HttpRequest, operation: Operation, asked: dict[str, Any], token: str) -> HttpResponse:
    """The operation's own answer to a question of this key."""
    question = HttpRequest()
    question.method, question.META = "GET", {**request.META, "HTTP_AUTHORIZATION": f"Bearer {token}", "HTTP_IF_NONE_MATCH": ""}
    question.GET = QueryDict(asked["query"])
    arguments = [one.name for one in operation.parameters if one.place == "path"]
    found: HttpResponse = operation.view(question, **dict.fromkeys(arguments, _argument(operation, asked["argument"])))
    return found


def _argument(operation: Operation, typed: str) -> str | UUID:
    """What stands in the address; an id that is none names nothing."""
    if "{code}" in operation.path:
        return typed.strip()
    try:
        return UUID(typed.strip())
    except ValueError:
        return UUID(int=0)


def _path(operation: Operation, typed: str) -> str:
    return operation.path.replace("{code}", typed).replace("{document_id}", typed)


def _pretty(content: bytes) -> str:
    return json.dumps(json.loads(content), ensure_ascii=False, indent=2)
