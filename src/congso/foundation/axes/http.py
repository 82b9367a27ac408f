"""The two forms over HTTP: (b) of a provincial axis, (a) of the national one's SDK."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO, ClassVar

import requests
from django.utils.translation import gettext as _

from congso.core.agency_codes import new_code_of
from congso.core.outside import Rejected, Silent
from congso.foundation.axes.contract import TRACE, VIA, Agency, Hops, Item, Letter, Receipt, Undelivered, Unit

CONNECT, READ = 5, 60
"""Seconds to wait for the connection, and for each piece of the answer."""
_PIECE = 1 << 18
MOST_HOPS = 10
_FINAL = frozenset({"10", "15", "18", "19", "21", "22", "23"})
"""Codes after which trying again is of no use; 20 (a fault of the axis) is tried again."""


class Multipart:
    """A multipart body with one file, streamed: a message of 500 MB never lies in memory."""

    def __init__(self, fields: dict[str, str], stream: BinaryIO, size: int) -> None:
        boundary = secrets.token_hex(16)
        self.content_type = f"multipart/form-data; boundary={boundary}"
        plain = "".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()
        )
        file = f'--{boundary}\r\nContent-Disposition: form-data; name="edocFile"; filename="message.edxml"\r\n'
        self._head = f"{plain}{file}Content-Type: application/xml\r\n\r\n".encode()
        self._tail = f"\r\n--{boundary}--\r\n".encode()
        self._stream, self._size = stream, size

    def __len__(self) -> int:
        """Length of the body in bytes."""
        return len(self._head) + self._size + len(self._tail)

    def __iter__(self) -> Iterator[bytes]:
        """The body in pieces."""
        yield self._head
        self._stream.seek(0)
        while piece := self._stream.read(_PIECE):
            yield piece
        yield self._tail


class _Client(ABC):
    """What both forms share: one kept-alive session, errors turned into Silent and Rejected."""

    root: ClassVar[str]

    def __init__(self, base_url: str, system_id: str, secret: str) -> None:
        self._base, self._system_id, self._secret = base_url.rstrip("/") + self.root, system_id, secret
        self._session = requests.Session()

    @abstractmethod
    def _headers(self, operation: str, body_hash: str) -> dict[str, str]:
        """What says who calls."""

    @abstractmethod
    def _result(self, answer: dict[str, Any]) -> tuple[str, str, Any]:
        """Code, sentence and data of an answer."""

    def _post(self, operation: str, body_hash: str, **more: Any) -> requests.Response:
        headers = self._headers(operation, body_hash) | more.pop("headers", {})
        try:
            return self._session.post(f"{self._base}/{operation}", headers=headers, timeout=(CONNECT, READ), allow_redirects=False, **more)
        except (requests.RequestException, OSError) as silent:
            raise Silent(_trouble(silent)) from silent

    def _ask(self, operation: str, said: dict[str, Any]) -> Any:
        body = json.dumps(said, ensure_ascii=False).encode()
        response = self._post(operation, hashlib.sha256(body).hexdigest(), data=body, headers={"Content-Type": "application/json"})
        return self._read(response)

    def _read(self, response: requests.Response) -> Any:
        try:
            answer = response.json()
            code, sentence, data = self._result(answer)
        except (ValueError, KeyError, TypeError, AttributeError) as odd:
            raise Silent(f"HTTP {response.status_code}") from odd
        if code == "0":
            return data
        if code in _FINAL and response.status_code != 429:
            raise Rejected(code, sentence)
        raise Silent(f"{code}: {sentence}")

    def send(self, stream: BinaryIO, size: int, *, kind: str, to: Sequence[str] = (), via: Sequence[str] = (), passed: Hops = ()) -> str:
        """Hand a message over, an axis with the marks of those it passed; what it is called there."""
        stream.seek(0)
        made = hashlib.sha256()
        while piece := stream.read(_PIECE):
            made.update(piece)
        if to:  # who is to get it is under the signature of form (a) as the file is
            made.update(b"\n" + ",".join(to).encode())
        digest = made.hexdigest()
        body = Multipart({"messageType": kind, **({"to": ",".join(to)} if to else {})}, stream, size)
        headers = {"Content-Type": body.content_type, "Content-Length": str(len(body)), **({VIA: ",".join(via)} if via else {}),
                   **({TRACE: ",".join("@".join(each) for each in passed)} if passed else {})}  # fmt: skip
        response = self._post("sendEdoc", digest, data=body, headers=headers)
        return self._reference(self._read(response), response)

    def _reference(self, data: Any, response: requests.Response) -> str:
        return str(data.get("docId", "")) if isinstance(data, dict) else ""

    def send_many(self, letters: Sequence[Letter]) -> list[str | Rejected | Silent]:
        """One by one; forms that take several at once do better."""
        return [self._one(letter) for letter in letters]

    def _one(self, letter: Letter) -> str | Rejected | Silent:
        try:
            return self.send(BytesIO(letter.content), len(letter.content), kind=letter.kind, to=letter.to)
        except (Rejected, Silent) as failed:
            return failed

    def fetch_many(self, references: Sequence[str]) -> dict[str, bytes]:
        """None: this form gives messages out one by one."""
        return {}

    def waiting(self, *, after: str = "", most: int = 100) -> list[Item]:
        """What waits for us, in the order it came."""
        return [_item(each) for each in _rows(self._ask("getReceivedEdocList", {"limit": most, "after": after or "0", "messageType": "all"}))]

    def fetch(self, reference: str, target: BinaryIO) -> None:
        """Write a message into ``target``, in pieces."""
        body = json.dumps({"docId": reference}).encode()
        response = self._post("getEdoc", hashlib.sha256(body).hexdigest(), data=body, stream=True, headers={"Content-Type": "application/json"})
        with response:
            if response.status_code != 200 or "json" in response.headers.get("Content-Type", ""):
                self._read(response)
                raise Silent(f"HTTP {response.status_code}")
            try:
                target.writelines(response.iter_content(_PIECE))
            except (requests.RequestException, OSError) as broken:
                raise Silent(_trouble(broken)) from broken

    def settle(self, receipts: Sequence[Receipt]) -> None:
        """Say what we have taken and what not."""
        rows = [{"docId": each.reference, "status": "done" if each.taken else "fail", "errorCode": each.error_code, "errorDesc": each.error}
                for each in receipts]  # fmt: skip
        self._ask("updateStatus", {"receipts": rows})

    def agencies(self, *, after: str = "", most: int = 1000) -> list[Agency]:
        """Agencies that take part, by code."""
        return [_agency(each) for each in _rows(self._ask("getAgenciesList", {"after": after, "limit": most}))]


    def register_agency(self, *, code: str, name: str, parent_code: str = "", email: str = "") -> str:
        """Ask that an agency of ours take part; ``open`` while that waits, ``approved`` when it does."""
        return self._state(self._ask("registerAgency", {"code": code, "name": name, "pcode": parent_code, "mail": email}))

    def delete_agency(self, *, code: str, successor: str = "", reason: str = "") -> str:
        """An agency of ours takes part no longer: ``ended`` for a successor, else ``locked``."""
        return self._state(self._ask("deleteAgency", {"code": code, "successor": successor, "reason": reason}))

    def _state(self, data: Any) -> str:
        return str(data.get("state") or "") if isinstance(data, dict) else ""

    def own_units(self, *, after: str = "", most: int = 1000) -> list[Unit]:
        """Our agencies and what we asked for, by code."""
        return [_unit(each) for each in _rows(self._ask("getSynchronizeUnit", {"after": after, "limit": most}))]

    def undelivered(self, *, since: datetime) -> list[Undelivered]:
        """What receivers could not be given since a moment."""
        rows = _rows(self._ask("getSentEdocList", {"sendStatus": "dead", "since": since.isoformat()}))
        return [
            Undelivered(str(row.get("docId", "")), str(row.get("documentId", "")), str(each.get("to", "")), str(each.get("errorCode", "")), str(each.get("errorDesc", "")))
            for row in rows for each in row.get("receivers") or () if isinstance(each, dict) and each.get("sendStatus") == "dead"
        ]  # fmt: skip


class ProvincialClient(_Client):
    """Form (b): id and secret in the headers, everything under ``data``."""

    root = "/v1"
    _is_plain = False
    """An axis of somebody else, which takes and gives messages one by one."""

    def _headers(self, _operation: str, _body_hash: str) -> dict[str, str]:
        return {"X-SystemId": self._system_id, "X-SecretKey": self._secret}

    def _result(self, answer: dict[str, Any]) -> tuple[str, str, Any]:
        data = answer["data"]
        return str(data.get("errorCode", "0")), str(data.get("errorDesc", "")), data


    def send_many(self, letters: Sequence[Letter]) -> list[str | Rejected | Silent]:
        """In one call where the axis is one of ours (``sendEdocs``), else one by one."""
        if self._is_plain or len(letters) == 1:
            return super().send_many(letters)
        files = [("edocFile", ("message.edxml", each.content, "application/xml")) for each in letters]
        response = self._post("sendEdocs", "", files=files, data={"about": json.dumps([{"to": list(each.to)} for each in letters])})
        rows = self._together(response)
        return super().send_many(letters) if rows is None or len(rows) != len(letters) else [_answer(row) for row in rows]

    def _together(self, response: requests.Response) -> list[dict[str, Any]] | None:
        """The answers of a call for several; None where the axis is not of our kind, or refuses the call as a whole. Raises Silent.

        An axis of somebody else may answer a call it does not know in any way; only what also ails single calls is waited for.
        """
        if response.status_code >= 500 or response.status_code == 429:
            self._read(response)
        try:
            return _rows(self._read(response))
        except Rejected:
            return None
        except Silent:
            self._is_plain = True
            return None

    def fetch_many(self, references: Sequence[str]) -> dict[str, bytes]:
        """In one call where the axis is one of ours (``getEdocs``)."""
        if self._is_plain or len(references) < 2:
            return {}
        body = json.dumps({"docIds": list(references)}).encode()
        response = self._post("getEdocs", "", data=body, headers={"Content-Type": "application/json"})
        if response.status_code != 200 or "octet-stream" not in response.headers.get("Content-Type", ""):
            self._together(response)
            return {}
        return dict(unpacked(response.content))


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Messages given out together: each behind a line with its reference and its length. Raises Silent."""
    place = 0
    while place < len(content):
        end = content.find(b"\n", place)
        reference, _blank, size = content[place:end].decode("ascii", "replace").partition(" ")
        if end < 0 or not size.isdecimal() or end + 1 + int(size) > len(content):
            raise Silent("câu trả lời không đúng cấu trúc")
        yield reference, content[end + 1 : end + 1 + int(size)]
        place = end + 1 + int(size)


def _answer(row: dict[str, Any]) -> str | Rejected | Silent:
    code, sentence = str(row.get("errorCode", "20")), str(row.get("errorDesc", ""))
    if code == "0":
        return str(row.get("docId", ""))
    return Rejected(code, sentence) if code in _FINAL else Silent(f"{code}: {sentence}")


class NationalClient(_Client):
    """Form (a): every call signed by HMAC-SHA256; names of headers as domain page C3 tells them, unverified in detail."""

    root = "/vxp"

    def _headers(self, operation: str, body_hash: str) -> dict[str, str]:
        stamp = str(int(time.time()))
        text = "\n".join([self._system_id, stamp, f"/{operation}", body_hash])
        made = hmac.new(self._secret.encode(), text.encode(), hashlib.sha256).hexdigest()
        return {"XroadVnpt-SystemId": self._system_id, "XroadVnpt-Timestamp": stamp, "XroadVnpt-BodyHash": body_hash, "XroadVnpt-Signature": made}

    def _result(self, answer: dict[str, Any]) -> tuple[str, str, Any]:
        data = answer.get("data")
        return str(answer["ErrorCode"]), str(answer.get("ErrorDesc", "")), {"docId": answer.get("DocId", "")} if data is None else data

    def _reference(self, data: Any, response: requests.Response) -> str:
        return str(response.json().get("DocId", ""))


def _trouble(broken: Exception) -> str:
    """What went wrong on the line, in words that a screen may show."""
    if isinstance(broken, requests.Timeout):
        return _("quá thời gian chờ trả lời")
    return _("không kết nối được, hoặc đường truyền bị ngắt")


def _rows(data: Any) -> list[dict[str, Any]]:
    """The list in an answer; raises Silent for anything else: the axis has changed its form."""
    found = data.get("list") if isinstance(data, dict) else data
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise Silent("câu trả lời không đúng cấu trúc")
    return found


def _item(row: dict[str, Any]) -> Item:
    try:
        return Item(str(row["docId"]), str(row["messageType"]), new_code_of(str(row["from"])), new_code_of(str(row["to"])), str(row.get("documentId", "")),
                    str(row.get("title", "")), int(row.get("size", 0)), hops_of(row.get("passed")))  # fmt: skip
    except (KeyError, ValueError, TypeError) as odd:
        raise Silent("câu trả lời không đúng cấu trúc") from odd


def hops_of(told: Any) -> tuple[tuple[str, str], ...]:
    """Axes that a message passed, as the axis tells them; nothing of what is told otherwise."""
    rows = told[:MOST_HOPS] if isinstance(told, list) else []
    return tuple((str(each.get("organId", ""))[:35], str(each.get("timestamp", ""))[:40]) for each in rows if isinstance(each, dict))


def _unit(row: dict[str, Any]) -> Unit:
    try:
        return Unit(str(row["code"]), str(row.get("name") or ""), str(row.get("state") or ""), str(row.get("reason") or ""), str(row.get("successor") or ""))
    except (KeyError, TypeError) as odd:
        raise Silent("câu trả lời không đúng cấu trúc") from odd


def _agency(row: dict[str, Any]) -> Agency:
    try:
        return Agency(
            code=str(row["code"]), name=str(row["name"]), parent_code=str(row.get("pcode") or ""), email=str(row.get("mail") or ""),
            valid_from=str(row.get("from") or ""), valid_to=str(row.get("to") or ""), successor=str(row.get("successor") or ""),
            locked=str(row.get("locked") or ""), certificates=tuple(str(each) for each in row.get("certificates") or ()),
        )  # fmt: skip
    except (KeyError, TypeError) as odd:
        raise Silent("câu trả lời không đúng cấu trúc") from odd
