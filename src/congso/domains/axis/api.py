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
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from congso.core.errors import DomainError, NotVisible
from congso.domains.axis.calls import ALONE, DONE, FAILED, Call, Question, storable
from congso.domains.axis.calls_membership import MEMBERSHIP
from congso.domains.axis.calls_together import TOGETHER
from congso.domains.axis.errors import AxisRefused, NotASystem
from congso.domains.axis.services.entering import enter_by_secret, enter_by_signature
from congso.foundation.edxml.facade import AxisError, EdxmlRefused
from congso.foundation.orgs import epoch

LARGEST_QUESTION = 200_000
_PIECE = 1 << 20
SIGNED_FIELDS = ("to", "about")
"""Fields of a form beside its files that say to whom something goes."""


OPERATIONS: dict[str, Call] = {**ALONE, **TOGETHER, **MEMBERSHIP}


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
