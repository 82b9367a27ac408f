"""How the portal is spoken to (D3): one address, a session got by logging in, JSON in and out."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import requests
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.outside import Rejected, Silent
from congso.domains.national.contract import drift_of
from congso.domains.national.models import PortalConnection
from congso.foundation.outbox.secrets import unseal

CONNECT, READ = 5, 20
"""Seconds to wait for the connection, and for the answer."""
REST = timedelta(seconds=10)
"""How long a portal that was silent is left alone, so that a queue does not wait for it row by row."""
LOGIN = "DangNhap"

SESSION_ENDED = frozenset({"-1", "401"})
EXISTS = frozenset({"2", "409"})
"""A dossier to be created is there already."""
MISSING = frozenset({"3", "404"})
"""A dossier to be updated is not there."""
LATER = frozenset({"99", "429", "500", "502", "503"})
"""Its own fault or its own limit: tried again. The published notes give no list of codes: (unverified), kept in one place."""


@dataclass(frozen=True)
class Answer:
    """What it said, and in what its form differs from the contract."""

    rows: list[Any]
    message: str
    drift: tuple[str, ...]


class PortalClient:
    """Every call raises Silent or Rejected. The session is kept, and renewed once when it is refused."""

    def __init__(self, address: str, account: str, password: str, destination: str, unit_code: str) -> None:
        self._address, self._account, self._password = address, account, password
        self._unit_code, self._headers = unit_code, {"dstcode": destination, "Accept": "application/json"}
        self._http = requests.Session()
        self._lock = threading.Lock()
        self._session = ""
        self._rests_until: datetime | None = None

    def call(self, service: str, data: Sequence[Any] = (), **more: Any) -> Answer:
        """Ask for a service; logs in before, and again when the session has ended."""
        used = self._session or self._log_in("")
        try:
            return self._ask(service, {"session": used, "data": list(data), **more})
        except Rejected as rejected:
            if rejected.code not in SESSION_ENDED:
                raise
        return self._ask(service, {"session": self._log_in(used), "data": list(data), **more})

    def _log_in(self, ended: str) -> str:
        """A session other than the one that ended; several at once log in once."""
        with self._lock:
            if self._session and self._session != ended:
                return self._session
            body = {"session": "", "username": self._account, "password": self._password}
            answer = self._post(LOGIN, body)
            session = answer.get("session")
            if not isinstance(session, str) or not session:
                raise Silent(_("trả lời đăng nhập không có session"))
            self._session = session
            return session

    def _ask(self, service: str, body: dict[str, Any]) -> Answer:
        answer = self._post(service, body)
        rows = answer.get("result")
        return Answer(rows if isinstance(rows, list) else [] if rows in (None, "") else [rows], str(answer.get("message") or ""),
                      drift_of(service, answer))  # fmt: skip

    def _post(self, service: str, body: dict[str, Any]) -> dict[str, Any]:
        if self._rests_until is not None and clock.now() < self._rests_until:
            raise Silent(_("Cổng vừa không trả lời, sẽ thử lại sau ít giây"))
        said = {"madonvi": self._unit_code, "service": service, **body}
        try:
            response = self._http.post(self._address, json=said, headers=self._headers, timeout=(CONNECT, READ), allow_redirects=False)
        except (requests.RequestException, OSError) as silent:
            self._rests_until = clock.now() + REST
            raise Silent(type(silent).__name__) from silent
        self._rests_until = None
        return _read(response)


def _read(response: requests.Response) -> dict[str, Any]:
    try:
        answer = response.json()
    except ValueError as odd:
        raise Silent(f"HTTP {response.status_code}") from odd
    if not isinstance(answer, dict) or "error_code" not in answer:
        raise Silent(_("HTTP %(status)s, thiếu trường error_code") % {"status": response.status_code})
    code, message = str(answer["error_code"]), str(answer.get("message") or "")
    if code == "0":
        return answer
    if code in LATER:
        raise Silent(f"{code}: {message}")
    raise Rejected(code, message)


def open_connection() -> PortalConnection | None:
    """The connection there is, if any."""
    return PortalConnection.objects.filter(closed_at=None).first()


def client_for(connection: PortalConnection) -> PortalClient:
    """The client of a connection, kept with its session; another one after the connection was changed."""
    return _client(connection.address, connection.account, bytes(connection.password), connection.destination, connection.unit_code)


@lru_cache(maxsize=4)
def _client(address: str, account: str, password: bytes, destination: str, unit_code: str) -> PortalClient:
    return PortalClient(address, account, unseal(password), destination, unit_code)
