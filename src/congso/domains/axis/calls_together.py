"""Several small messages in one call, for systems of our own kind; others send and fetch one by one."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from congso.domains.axis.calls import Call, Question
from congso.domains.axis.errors import AxisRefused
from congso.domains.axis.models import Parcel, Stop
from congso.domains.axis.services.taking_in import Answer, Brought, take_in_together
from congso.foundation.edxml.facade import AxisError, EdxmlRefused
from congso.foundation.files.services import open_file

MOST = 50
LARGEST = 8 << 20
"""Bytes of messages that are given out together."""


def send_many(question: Question) -> dict[str, Any]:
    """Take up to fifty messages: parts ``edocFile``, and ``about`` as a JSON list with ``to`` for each."""
    uploads = question.request.FILES.getlist("edocFile")
    if not uploads or len(uploads) > MOST:
        raise EdxmlRefused(AxisError.INVALID_FILE, f"1–{MOST} edocFile")
    about = _about(question.request.POST.get("about", "[]")[:200_000])
    brought = []
    for place, upload in enumerate(uploads):
        stream: BinaryIO = upload.file  # type: ignore[assignment]
        brought.append(Brought(stream, about[place] if place < len(about) else ()))
    return {"list": [_said(each) for each in take_in_together(system=question.system, brought=brought)]}


def _about(typed: str) -> list[list[str]]:
    try:
        found = json.loads(typed)
    except (ValueError, RecursionError):
        return []
    rows = found if isinstance(found, list) else []
    return [[str(code)[:35] for code in row.get("to", [])] if isinstance(row, dict) and isinstance(row.get("to", []), list) else [] for row in rows[:MOST]]


def _said(answer: Answer) -> dict[str, str]:
    if isinstance(answer, Parcel):
        return {"docId": str(answer.pk), "errorCode": "0", "errorDesc": ""}
    code = answer.axis_code if isinstance(answer, AxisRefused) else str(int(answer.axis_code))
    return {"docId": "", "errorCode": code, "errorDesc": str(answer)}


def get_many(question: Question) -> HttpResponseBase:
    """Messages one behind the other, each behind a line with its id and its length; what is missing or too much is left out."""
    given = question.said.get("docIds")
    wanted = [int(each) for each in given[:MOST] if str(each).isascii() and str(each).isdecimal() and len(str(each)) < 18] if isinstance(given, list) else []
    rows = Stop.objects.filter(system=question.system, pk__in=wanted).select_related("parcel__file").order_by("pk")
    pieces, left = [], LARGEST
    for stop in rows:
        if stop.parcel.size > left:
            break
        left -= stop.parcel.size
        with open_file(stop.parcel.file) as stream:
            content = stream.read()
        pieces += [f"{stop.pk} {len(content)}\n".encode(), content]
    return HttpResponse(b"".join(pieces), content_type="application/octet-stream")


TOGETHER: dict[str, Call] = {"sendEdocs": send_many, "getEdocs": get_many}
