"""Client of Công Sở: API for systems, version 1.1.0; made from its OpenAPI description by tools/make_client.py."""

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
            answer = self._session.post(f"{self._base}/api/v1/token", data=form, auth=self._credentials, timeout=self._timeout)
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

    def agencies(self) -> Any:
        """The agencies of the client, and what it may ask of each."""
        return self._ask("GET", "/api/v1/agencies/", {})

    def dossiers(self, agency: int, after: str | None = None, limit: int | None = None) -> Any:
        """Dossiers an agency decides, in the order of what happened to them."""
        return self._ask("GET", "/api/v1/dossiers/", {"agency": agency, "after": after, "limit": limit})

    def submit_dossier(self, key: str, agency: int, procedure_code: str, applicant: dict[str, Any], papers: list[Any], request: str | None = None, return_method: str | None = None, return_address: str | None = None, centre: int | None = None) -> Any:
        """Send a dossier in for an applicant; it waits to be checked at the centre, and is followed under its code."""
        return self._ask("POST", "/api/v1/dossiers/", {}, {name: value for name, value in {"key": key, "agency": agency, "procedure_code": procedure_code, "applicant": applicant, "papers": papers, "request": request, "return_method": return_method, "return_address": return_address, "centre": centre}.items() if value is not None})

    def dossier(self, code: str) -> Any:
        """One dossier by its code."""
        return self._ask("GET", f"/api/v1/dossiers/{quote(code, safe='')}/", {})

    def dossier_result(self, code: str) -> Any:
        """The file of the approved result; written down like everything that shows a person."""
        return self._ask("GET", f"/api/v1/dossiers/{quote(code, safe='')}/result/", {}, raw=True)

    def add_file(self, content: bytes, name: str) -> Any:
        """Send a file (its bytes are the body, at most 50 MB); it waits a day to be named by what it belongs to."""
        return self._ask("POST", "/api/v1/files/", {"name": name}, content=content)

    def documents(self, agency: int, direction: str, after: str | None = None, limit: int | None = None) -> Any:
        """A register of documents of an agency, the oldest first."""
        return self._ask("GET", "/api/v1/documents/", {"agency": agency, "direction": direction, "after": after, "limit": limit})

    def document(self, document_id: str) -> Any:
        """One document of a register."""
        return self._ask("GET", f"/api/v1/documents/{quote(document_id, safe='')}/", {})

    def document_file(self, document_id: str) -> Any:
        """The document itself, streamed."""
        return self._ask("GET", f"/api/v1/documents/{quote(document_id, safe='')}/file/", {}, raw=True)

    def statistics(self, agency: int | None = None, period: str | None = None) -> Any:
        """Figures of the client's agencies in a period."""
        return self._ask("GET", "/api/v1/statistics/", {"agency": agency, "period": period})

    def webhooks(self) -> Any:
        """The addresses of the client that are told."""
        return self._ask("GET", "/api/v1/webhooks/", {})

    def add_webhook(self, agency: int, url: str, events: list[Any]) -> Any:
        """Tell an address what happens at an agency; the secret that signs is shown this once."""
        return self._ask("POST", "/api/v1/webhooks/", {}, {"agency": agency, "url": url, "events": events})

    def remove_webhook(self, hook_id: str) -> Any:
        """Tell an address no more."""
        return self._ask("DELETE", f"/api/v1/webhooks/{quote(hook_id, safe='')}/", {})

    def try_webhook(self, hook_id: str) -> Any:
        """Tell an address something that did not happen."""
        return self._ask("POST", f"/api/v1/webhooks/{quote(hook_id, safe='')}/test/", {})
