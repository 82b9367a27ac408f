"""What connected systems call, in the two forms that are in use (domain: a provincial axis; the national axis's SDK).

Form (b): ``/truc/v1/<operation>``, headers ``X-SystemId`` and ``X-SecretKey``, answers ``{"data": {docId, status, errorCode, errorDesc}}``.
Form (a): ``/truc/vxp/<operation>``, headers ``XroadVnpt-*`` signed by HMAC-SHA256 over the SHA-256 of what is sent, answers
``{status, ErrorCode, ErrorDesc, data, DocId}``. Both do the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from django.core.exceptions import SuspiciousOperation
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from congso.core import clock
from congso.core.errors import DomainError, NotVisible
from congso.domains.axis import hops
from congso.domains.axis.directory import agencies
from congso.domains.axis.errors import AxisRefused, NotASystem
from congso.domains.axis.models import Parcel, Stop, System
from congso.domains.axis.services.carrying import EDXML, Receipt, fetch, settle, waiting_for
from congso.domains.axis.services.entering import enter_by_secret, enter_by_signature
from congso.domains.axis.services.taking_in import take_in
from congso.foundation.edxml.facade import AxisError, EdxmlRefused
from congso.foundation.files.services import open_file
from congso.foundation.orgs import epoch

LARGEST_QUESTION = 200_000
_PIECE = 1 << 20
DONE, FAILED = "done", "fail"
SIGNED_FIELDS = ("to", "about")
"""Fields of a form beside its files that say to whom something goes."""


class Question:
    """One call: who asks, what is said in JSON, the file if there is one."""

    def __init__(self, request: HttpRequest, system: System, said: dict[str, Any]) -> None:
        self.request, self.system, self.said = request, system, said

    def text(self, name: str, longest: int = 300) -> str:
        """A value as text; empty when it is not there or no text or number."""
        found = self.said.get(name, "")
        return storable(str(found))[:longest] if isinstance(found, str | int) and not isinstance(found, bool) else ""

    def number(self, name: str) -> int:
        """A value as a whole number that is not below 0; 0 for anything else."""
        found = self.text(name, 18)
        return int(found) if found.isascii() and found.isdecimal() else 0


def storable(typed: str) -> str:
    """The text without what no database holds: NUL, and halves of characters that JSON can write but nothing can mean."""
    return typed.replace("\x00", "").encode(errors="ignore").decode()


Answer = Callable[[Question], dict[str, Any] | HttpResponseBase]


def send(question: Question) -> dict[str, Any]:
    """Take a message: multipart, field ``edocFile``."""
    upload = question.request.FILES.get("edocFile")
    if upload is None:
        raise EdxmlRefused(AxisError.INVALID_FILE, _("không có tệp edocFile"))
    to = [code.strip() for code in question.request.POST.get("to", "")[:20_000].split(",") if code.strip()]
    stream: BinaryIO = upload.file  # type: ignore[assignment]
    parcel = take_in(system=question.system, source=stream, to=to, kind=question.request.POST.get("messageType", "")[:10].lower(),
                     via=hops.marks_of(question.request.headers.get(hops.VIA, "")))  # fmt: skip
    return {"docId": str(parcel.pk), "status": DONE}


def received(question: Question) -> dict[str, Any]:
    """What waits for the system's agencies, in the order it came."""
    most = question.number("limit") or 100
    kind = {"edoc": "edoc", "status": "status"}.get(question.text("messageType"), "")
    stops = waiting_for(system=question.system, kind=kind, after=question.number("after"), most=most)
    return {"list": [_item(each) for each in stops]}


def _item(stop: Stop) -> dict[str, Any]:
    parcel, at = stop.parcel, clock.local(stop.parcel.received_at).strftime("%Y/%m/%d %H:%M:%S")
    return {
        "docId": str(stop.pk), "serviceType": "eDoc" if parcel.kind == "edoc" else "status", "messageType": parcel.kind, "code": parcel.code,
        "created_time": at, "updated_time": at, "from": parcel.sender_code, "to": stop.receiver_code, "asked": stop.asked_code,
        "title": parcel.title, "documentId": parcel.document_key, "size": parcel.size, "receiveStatus": stop.state,
    }  # fmt: skip


def sent(question: Question) -> dict[str, Any]:
    """What the system sent last, and how far each has come."""
    rows = Parcel.objects.filter(system=question.system).prefetch_related("stops").order_by("-pk")[:100]
    return {
        "list": [
            {"docId": str(row.pk), "documentId": row.document_key, "messageType": row.kind, "from": row.sender_code, "title": row.title,
             "receivers": [{"to": stop.receiver_code, "sendStatus": stop.state, "errorDesc": stop.error} for stop in row.stops.all()]}
            for row in rows
        ]
    }  # fmt: skip


def get(question: Question) -> HttpResponseBase:
    """The message itself, streamed."""
    stop = fetch(system=question.system, stop_id=question.number("docId"))
    return FileResponse(open_file(stop.parcel.file), content_type=EDXML)


def update(question: Question) -> dict[str, Any]:
    """The receiver has one or several messages, or cannot take them (``docId`` or ``receipts``)."""
    given = question.said.get("receipts")
    rows = given if isinstance(given, list) else [question.said]
    receipts = [_receipt(Question(question.request, question.system, row)) for row in rows[:500] if isinstance(row, dict)]
    return {"settled": settle(system=question.system, receipts=[each for each in receipts if each.stop_id]), "status": DONE}


def _receipt(row: Question) -> Receipt:
    return Receipt(row.number("docId"), row.text("status") != FAILED, row.text("errorCode", 10), row.text("errorDesc"))


def list_agencies(question: Question) -> dict[str, Any]:
    """All agencies that take part, ended ones with their successors, and the certificates they sign with."""
    return {"list": agencies(after=question.text("after", 35), most=question.number("limit") or 1000)}


OPERATIONS: dict[str, Answer] = {
    "sendEdoc": send, "getReceivedEdocList": received, "getSentEdocList": sent, "getEdoc": get, "updateStatus": update,
    "getAgenciesList": list_agencies,
}  # fmt: skip


def _said(request: HttpRequest) -> dict[str, Any]:
    if request.content_type != "application/json":
        return {name: request.POST[name] for name in request.POST} if request.content_type == "multipart/form-data" else {}
    if len(request.body) > LARGEST_QUESTION:
        return {}
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _code(refused: AxisRefused | EdxmlRefused) -> str:
    return refused.axis_code if isinstance(refused, AxisRefused) else str(int(refused.axis_code))


@contextmanager
def _refusing(answers: list[HttpResponseBase], shape: Callable[[str, str, dict[str, Any]], dict[str, Any]]) -> Iterator[None]:
    """Turn a refusal into the answer that the other program reads."""
    try:
        with epoch.known():
            yield
    except (AxisRefused, EdxmlRefused) as refused:
        answers.append(JsonResponse(shape(_code(refused), str(refused), {}), status=refused.status if refused.status in {401, 429} else 200))
    except (SuspiciousOperation, MultiPartParserError):
        answers.append(JsonResponse(shape(str(int(AxisError.INVALID_FILE)), _("biểu mẫu không đọc được, hoặc có quá nhiều phần"), {})))
    except NotVisible as missing:
        answers.append(JsonResponse(shape("10", str(missing), {}), status=404))
    except DomainError as broken:
        answers.append(JsonResponse(shape("20", str(broken), {}), status=broken.status))


def _shape_b(code: str, sentence: str, data: dict[str, Any]) -> dict[str, Any]:
    state = DONE if code == "0" else FAILED
    return {"data": {"docId": "", "status": state, **data, "errorCode": code, "errorDesc": sentence}}


def _shape_a(code: str, sentence: str, data: dict[str, Any]) -> dict[str, Any]:
    state = "OK" if code == "0" else "FAIL"
    return {"status": state, "ErrorCode": code, "ErrorDesc": sentence, "DocId": data.get("docId", ""), "data": data.get("list", data)}


def _answer(question: Question, operation: str, shape: Callable[[str, str, dict[str, Any]], dict[str, Any]]) -> HttpResponseBase:
    found = OPERATIONS[operation](question)
    return found if isinstance(found, HttpResponseBase) else JsonResponse(shape("0", "", found), json_dumps_params={"ensure_ascii": False})


def _no_such(operation: str) -> HttpResponse | None:
    return None if operation in OPERATIONS else JsonResponse(_shape_b("20", "", {}), status=404)


@csrf_exempt
@require_POST
def provincial(request: HttpRequest, operation: str) -> HttpResponseBase:
    """Form (b)."""
    missing = _no_such(operation)
    if missing is not None:
        return missing
    answers: list[HttpResponseBase] = []
    with _refusing(answers, _shape_b):
        headers = request.headers
        system = enter_by_secret(system_id=storable(headers.get("X-SystemId", ""))[:60], secret=storable(headers.get("X-SecretKey", ""))[:200])
        answers.append(_answer(Question(request, system, _said(request)), operation, _shape_b))
    return answers[-1]


@csrf_exempt
@require_POST
def national(request: HttpRequest, operation: str) -> HttpResponseBase:
    """Form (a)."""
    missing = _no_such(operation)
    if missing is not None:
        return missing
    answers: list[HttpResponseBase] = []
    with _refusing(answers, _shape_a):
        headers, path = request.headers, f"/{operation}"
        system = enter_by_signature(
            system_id=storable(headers.get("XroadVnpt-SystemId", ""))[:60], timestamp=headers.get("XroadVnpt-Timestamp", "")[:20], path=path,
            body_hash=_hash_of(request), signature=headers.get("XroadVnpt-Signature", "")[:100],
        )  # fmt: skip
        answers.append(_answer(Question(request, system, _said(request)), operation, _shape_a))
    return answers[-1]


def _hash_of(request: HttpRequest) -> str:
    """SHA-256 of the file sent, or of the body; what is said in the header must be it. Raises NotASystem.

    Of a form it is over all its files, then over each field that the axis goes by (``to``, ``about``) behind a new line, so that
    nobody adds, changes or takes one away on the way. A form with one file and no such field has the SHA-256 of its file.
    """
    made = hashlib.sha256(request.body if request.content_type == "application/json" else b"")
    if request.content_type == "multipart/form-data":
        for upload in request.FILES.getlist("edocFile"):
            for piece in upload.chunks(_PIECE):
                made.update(piece)
            upload.seek(0)
        for name in SIGNED_FIELDS:
            if request.POST.get(name):
                made.update(b"\n" + request.POST[name].encode(errors="replace"))
    if request.headers.get("XroadVnpt-BodyHash", "") != made.hexdigest():
        raise NotASystem
    return made.hexdigest()
