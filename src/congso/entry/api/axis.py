"""The description of what connected systems call at the axis (OpenAPI 3.1), both forms (``domains/axis/api.py``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from congso.domains.axis.calls_together import MOST

VERSION = "1.0.0"
EDXML = "application/vnd.edxml+xml"
_TEXT = {"type": "string"}
_ID = {"type": "string", "pattern": "^[0-9]{1,18}$", "description": "docId of the list of what waits."}
_KIND = {"type": "string", "enum": ["edoc", "status", "all"]}
_LIMIT = {"type": "integer", "minimum": 1, "maximum": 1000}
_FILE = {"type": "string", "contentMediaType": "application/xml"}
_RECEIPT = {"type": "object", "required": ["docId", "status"], "properties": {
    "docId": _ID, "status": {"type": "string", "enum": ["done", "fail"]}, "errorCode": _TEXT, "errorDesc": _TEXT}}  # fmt: skip
_CODE = {"type": "string", "maxLength": 40, "description": "Electronic identifier, H20.31.01; the form before 2020 (000.00.01.H20) is understood."}
_TO = {"type": "string", "description": "Codes separated by commas: to whom a recall goes, of those who got the document."}


@dataclass(frozen=True)
class Call:
    """One operation: what it is for, what it takes as JSON or as a form with files, whether it answers with a message."""

    about: str
    said: dict[str, Any] = field(default_factory=dict)
    form: dict[str, Any] = field(default_factory=dict)
    gives: str = ""


CALLS = {
    "sendEdoc": Call("Take a message: checked as edXML and by its signature; the same message again gives the same docId.",
                     form={"edocFile": _FILE, "messageType": _KIND, "to": _TO}),
    "getReceivedEdocList": Call("What waits for the agencies of the system, in the order it came.",
                                {"after": {"type": "string", "pattern": "^[0-9]{0,18}$"}, "limit": _LIMIT, "messageType": _KIND}),
    "getSentEdocList": Call("What the system sent last, and how far each message has come; with sendStatus dead what receivers could not be given since a moment.",
                            {"sendStatus": {"enum": ["dead"]}, "since": {"type": "string", "format": "date-time"}}),
    "getEdoc": Call("A message itself.", {"docId": _ID}, gives=EDXML),
    "updateStatus": Call("The system has one or several messages, or cannot take them.",
                         {"docId": _ID, "status": _TEXT, "errorCode": _TEXT, "errorDesc": _TEXT, "receipts": {"type": "array", "maxItems": 500, "items": _RECEIPT}}),
    "getAgenciesList": Call("Agencies that take part, with their successors and the fingerprints of the certificates they sign with.",
                            {"after": {"type": "string", "maxLength": 35}, "limit": _LIMIT}),
    "sendEdocs": Call("Several small messages in one call.", form={"edocFile": {"type": "array", "maxItems": MOST, "items": _FILE}, "about": _TEXT}),
    "getEdocs": Call("Several small messages, each behind a line with its docId and its length.",
                     {"docIds": {"type": "array", "maxItems": MOST, "items": _ID}}, gives="application/octet-stream"),
    "registerAgency": Call("Ask that an agency of the system take part; who runs the axis decides. state: open, approved.",
                           {"code": _CODE, "name": {"type": "string", "maxLength": 200}, "pcode": _CODE, "mail": _TEXT}),
    "deleteAgency": Call("An agency of the system takes part no longer: it ends for its successor, or is locked. Nothing is deleted. state: ended, locked.",
                         {"code": _CODE, "successor": _CODE, "reason": {"type": "string", "maxLength": 200}}),
    "getSynchronizeUnit": Call("The agencies of the system and what it asked for, each with state: open, approved, refused, locked, ended.",
                               {"after": {"type": "string", "maxLength": 35}, "limit": _LIMIT}),
}  # fmt: skip
_SECRET: list[dict[str, Any]] = [{"systemId": [], "secretKey": []}]
_SIGNED: list[dict[str, Any]] = [{"xroadSystem": [], "xroadTimestamp": [], "xroadBodyHash": [], "xroadSignature": []}]
_HEADERS = {"systemId": "X-SystemId", "secretKey": "X-SecretKey", "xroadSystem": "XroadVnpt-SystemId", "xroadTimestamp": "XroadVnpt-Timestamp",
            "xroadBodyHash": "XroadVnpt-BodyHash", "xroadSignature": "XroadVnpt-Signature"}  # fmt: skip
_FORM_B = {"type": "object", "required": ["data"], "properties": {"data": {
    "type": "object", "required": ["docId", "status", "errorCode", "errorDesc"],
    "properties": {"docId": _TEXT, "status": {"enum": ["done", "fail"]}, "errorCode": _TEXT, "errorDesc": _TEXT, "list": {"type": "array"}, "state": _TEXT}}}}  # fmt: skip
_FORM_A = {"type": "object", "required": ["status", "ErrorCode", "ErrorDesc", "DocId", "data"],
           "properties": {"status": {"enum": ["OK", "FAIL"]}, "ErrorCode": _TEXT, "ErrorDesc": _TEXT, "DocId": _TEXT, "data": {}}}  # fmt: skip
_REFUSED = {"401": "No such system, a wrong secret or signature (15).", "404": "No message of that docId waits here.",
            "409": "The state does not allow it.", "429": "The quota of the day is reached."}  # fmt: skip
_CODES = ("Codes: 0 taken; 10 no usable file; 15 wrong system or secret; 18 no such receiver; 19 the sender, or the agency asked for, is not the system's; 20 a fault of the axis, "
          "or the quota of the day; 21 the file; 22 not as the standard or the signature asks, or a field beside the file that says otherwise than the "
          "file; 23 the receiver is locked. After 10–23 except 20 trying again is of no use.")  # fmt: skip


def description() -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, Any] = {}
    for name, call in CALLS.items():
        paths[f"/truc/v1/{name}"] = {"post": _operation(f"b_{name}", call, _SECRET, _FORM_B)}
        paths[f"/truc/vxp/{name}"] = {"post": _operation(f"a_{name}", call, _SIGNED, _FORM_A)}
    schemes = {name: {"type": "apiKey", "in": "header", "name": header} for name, header in _HEADERS.items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Công Sở: axis", "version": VERSION, "description": f"Documents between agencies (edXML, QCVN 102:2016/BTTTT), in two forms. {_CODES}"},
        "paths": paths, "components": {"securitySchemes": schemes},
    }  # fmt: skip


def _operation(name: str, call: Call, security: list[dict[str, Any]], shape: dict[str, Any]) -> dict[str, Any]:
    kind, fields = ("multipart/form-data", call.form) if call.form else ("application/json", call.said)
    needed = ["edocFile"] if call.form else []
    answers = {"application/json": {"schema": shape}} | ({call.gives: {"schema": {"type": "string", "contentEncoding": "binary"}}} if call.gives else {})
    refused = {status: {"description": about, "content": {"application/json": {"schema": shape}}} for status, about in _REFUSED.items()}
    return {
        "operationId": name, "summary": call.about, "security": security,
        "requestBody": {"required": True, "content": {kind: {"schema": {"type": "object", "properties": fields, "required": needed}}}},
        "responses": {"200": {"description": "Taken, or refused with a code.", "content": answers}, **refused},
    }  # fmt: skip


@require_GET
def document(_request: HttpRequest) -> JsonResponse:
    """The description, for programs and their writers."""
    answer = JsonResponse(description(), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
