"""The exchange's clients without a network: what they post goes to the program in this process."""

from __future__ import annotations

import io
from typing import Any

import requests
from django.test import Client
from pytest_django.live_server_helper import LiveServer
from requests.adapters import BaseAdapter

from congso.foundation.axes.http import NationalClient, ProvincialClient
from tests.axis.conftest import SECRETS

AxisClient = ProvincialClient | NationalClient
Form = type[ProvincialClient] | type[NationalClient]
_PLAIN = {"Accept-Encoding": "identity"}


class Inside(BaseAdapter):
    """Requests answered by Django itself."""

    def send(self, request: requests.PreparedRequest, *_args: Any, **_options: Any) -> requests.Response:
        """Ask the program, and say its answer as if it had come over the line."""
        given = request.body.encode() if isinstance(request.body, str) else request.body
        body = given if isinstance(given, bytes) else b"".join(given or ())
        kind = str(request.headers.get("Content-Type", ""))
        told = {name: str(value) for name, value in request.headers.items() if name not in {"Content-Type", "Content-Length"}}
        found = Client().generic(request.method or "POST", request.path_url, body, kind, headers=told | _PLAIN)
        answer = requests.Response()
        answer.status_code, answer.url, answer.request = found.status_code, str(request.url), request
        answer.headers.update(dict(found.items()))
        answer.raw = io.BytesIO(found.getvalue())
        return answer

    def close(self) -> None:
        """Nothing is open."""


def client(form: Form, name: str = "tinh", secret: str = "", server: LiveServer | None = None) -> AxisClient:
    """A client of a system: over the line to ``server``, or inside this process."""
    found = form(f"{server.url if server else 'http://inside.example'}/truc", name, secret or SECRETS[name])
    if server is None:
        found._session.mount("http://", Inside())
    return found
