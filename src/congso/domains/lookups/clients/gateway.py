"""The province's platform (LGSP): a token by client credentials, then any service with it, all within three seconds."""

from __future__ import annotations

import json
import threading
import time
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import requests
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.outside import Rejected, Silent
from congso.domains.lookups.models import GatewayConnection
from congso.foundation.outbox.secrets import unseal

LIMIT = 3.0
"""Seconds that somebody at the counter waits at most, for token and answer together."""
PATIENT = 20.0
"""Seconds for what nobody waits for at a screen: dossiers sent on, lists."""
LARGEST = 4 << 20


class Gateway:
    """Every call raises Silent or Rejected. The token is kept until it ends, and renewed once when it is refused."""

    def __init__(self, base_url: str, client_id: str, secret: str, unit_code: str) -> None:
        self._base, self._client_id, self._secret, self.unit_code = base_url.rstrip("/"), client_id, secret, unit_code
        self._http = requests.Session()
        self._lock = threading.Lock()
        self._token, self._ends_at = "", datetime.min.replace(tzinfo=clock.VIETNAM)

    def get(self, path: str, **params: str) -> Any:
        """Ask by GET."""
        return self._call("GET", path, params=params)

    def post(self, path: str, **said: Any) -> Any:
        """Ask by POST, JSON in and out."""
        return self._call("POST", path, json=said)

    def fetch(self, path: str, **params: str) -> Any:
        """Ask by GET with patience."""
        return self._call("GET", path, PATIENT, params=params)

    def send(self, path: str, said: Any) -> Any:
        """Hand something over by POST with patience."""
        return self._call("POST", path, PATIENT, json=said)

    def _call(self, method: str, path: str, limit: float = LIMIT, **more: Any) -> Any:
        deadline = time.monotonic() + limit
        for is_last in (False, True):
            headers = {"Authorization": f"Bearer {self._bearer(deadline, limit)}", "Accept": "application/json"}
            status, answer = self._ask(method, f"{self._base}/{path}", deadline, limit, headers=headers, **more)
            if status != 401 or is_last:
                return _checked(status, answer)
            self._token = ""
        raise Silent

    def _bearer(self, deadline: float, limit: float) -> str:
        with self._lock:
            if self._token and clock.now() < self._ends_at:
                return self._token
            form = {"grant_type": "client_credentials", "client_id": self._client_id, "client_secret": self._secret}
            status, answer = self._ask("POST", f"{self._base}/token", deadline, limit, data=form)
            answer = _checked(status, answer)
            token = answer.get("access_token") if isinstance(answer, dict) else None
            if not isinstance(token, str) or not token:
                raise Silent(_("trả lời không có access_token"))
            lasts = answer.get("expires_in")
            self._token, self._ends_at = token, clock.now() + timedelta(seconds=max(int(lasts or 60) - 10, 1) if str(lasts or "60").isdecimal() else 60)
            return token

    def _ask(self, method: str, url: str, deadline: float, limit: float, **more: Any) -> tuple[int, Any]:
        left = max(deadline - time.monotonic(), 0.05)
        try:
            response = self._http.request(method, url, timeout=left, allow_redirects=False, stream=True, **more)
            with response:
                return response.status_code, json.loads(_within(response, deadline))
        except (requests.RequestException, OSError) as silent:
            raise Silent(_("không trả lời trong %(n)s giây") % {"n": int(limit)}) from silent
        except ValueError as odd:
            raise Silent(_("trả lời không đọc được (HTTP %(status)s)") % {"status": response.status_code}) from odd


def _within(response: requests.Response, deadline: float) -> bytes:
    """The body, as long as it comes in time and is of a size that an answer has."""
    found = bytearray()
    for piece in response.iter_content(1 << 16):
        found += piece
        if time.monotonic() > deadline or len(found) > LARGEST:
            raise requests.Timeout
    return bytes(found)


def _checked(status: int, answer: Any) -> Any:
    if status < 300:
        return answer
    reason = str(answer.get("message") or answer.get("error") or "") if isinstance(answer, dict) else ""
    if status in {400, 401, 403, 404, 422}:
        raise Rejected(str(status), reason)
    raise Silent(f"HTTP {status} {reason}".strip())


def open_connection() -> GatewayConnection | None:
    """The connection there is, if any."""
    return GatewayConnection.objects.filter(closed_at=None).first()


def gateway_for(connection: GatewayConnection) -> Gateway:
    """The gateway of a connection, kept with its token; another one after the connection was changed."""
    return _gateway(connection.base_url, connection.client_id, bytes(connection.secret), connection.unit_code)


@lru_cache(maxsize=4)
def _gateway(base_url: str, client_id: str, secret: bytes, unit_code: str) -> Gateway:
    return Gateway(base_url, client_id, unseal(secret), unit_code)
