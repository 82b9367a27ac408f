"""What a connected system may ask of the axis, each of its calls alone (``calls_together.py``: several messages in one)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from congso.core import clock
from congso.domains.axis import hops
from congso.domains.axis.directory import agencies
from congso.domains.axis.models import Parcel, Stop, StopState, System
from congso.domains.axis.services.carrying import EDXML, Receipt, fetch, settle, waiting_for
from congso.domains.axis.services.taking_in import take_in
from congso.foundation.axes.facade import TRACE, VIA
from congso.foundation.edxml.facade import AxisError, EdxmlRefused
from congso.foundation.files.services import open_file

DONE, FAILED = "done", "fail"


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


Call = Callable[[Question], dict[str, Any] | HttpResponseBase]


def send(question: Question) -> dict[str, Any]:
    """Take a message: multipart, field ``edocFile``."""
    upload = question.request.FILES.get("edocFile")
    if upload is None:
        raise EdxmlRefused(AxisError.INVALID_FILE, _("không có tệp edocFile"))
    to = [code.strip() for code in question.request.POST.get("to", "")[:20_000].split(",") if code.strip()]
    stream: BinaryIO = upload.file  # type: ignore[assignment]
    parcel = take_in(system=question.system, source=stream, to=to, kind=question.request.POST.get("messageType", "")[:10].lower(),
                     via=hops.marks_of(question.request.headers.get(VIA, "")), passed=hops.passed_of(question.request.headers.get(TRACE, "")))  # fmt: skip
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
        "passed": [{"organId": code, "timestamp": moment} for code, moment in [*parcel.passed, hops.hop_at(parcel.received_at)]],
    }  # fmt: skip


def sent(question: Question) -> dict[str, Any]:
    """What the system sent last, and how far each has come; with ``sendStatus`` ``dead`` what receivers could not be given since a moment."""
    rows = Parcel.objects.filter(system=question.system).prefetch_related("stops")
    if question.text("sendStatus") == StopState.DEAD:
        dead = Stop.objects.filter(state=StopState.DEAD, parcel__system=question.system, settled_at__gte=_since(question.text("since", 40)))
        rows = rows.filter(pk__in=dead.order_by("settled_at").values("parcel")[:_MOST_DEAD])
    return {
        "list": [
            {"docId": str(row.pk), "documentId": row.document_key, "messageType": row.kind, "from": row.sender_code, "title": row.title,
             "receivers": [{"to": stop.asked_code, "standing": stop.receiver_code, "sendStatus": stop.state, "errorCode": stop.error_code,
                            "errorDesc": stop.error} for stop in row.stops.all()]}
            for row in rows.order_by("-pk")[:100]
        ]
    }  # fmt: skip


_MOST_DEAD = 100


def _since(typed: str) -> datetime:
    """A moment in ISO 8601, a month ago at most; what is none is a day ago."""
    now = clock.now()
    try:
        found = datetime.fromisoformat(typed)
        return min(max(found if found.tzinfo else found.replace(tzinfo=clock.VIETNAM), now - timedelta(days=31)), now)
    except (ValueError, OverflowError):
        return now - timedelta(days=1)


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


ALONE: dict[str, Call] = {
    "sendEdoc": send, "getReceivedEdocList": received, "getSentEdocList": sent, "getEdoc": get, "updateStatus": update,
    "getAgenciesList": list_agencies,
}  # fmt: skip
