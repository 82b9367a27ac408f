"""What systems ask: each view is let in by ``for_systems`` and asks the rooms as the system itself."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.errors import DomainError, InvalidInput, NotVisible
from congso.domains.clients.models import Hook, Reach, Scope
from congso.domains.clients.policies import require_scope
from congso.domains.clients.queries import hooks_of
from congso.domains.clients.services import hooks
from congso.domains.clients.services.entering import LASTS, Caller, issue_token
from congso.domains.clients.services.reading import note_people_read
from congso.domains.documents.facade import Document, type_name
from congso.domains.documents.queries_programs import Key, registered_document, registered_documents
from congso.domains.dossiers.facade import Dossier
from congso.domains.dossiers.queries.changes import changed_dossiers, dossier_of_code
from congso.domains.dossiers.queries.own_page import released_result
from congso.domains.insight.enums import Figure
from congso.domains.insight.publishing import chosen_period
from congso.domains.insight.queries.figures import Wanted
from congso.domains.insight.queries.table import report_table
from congso.entry.api.asking import Parameter, read_all
from congso.entry.api.v1 import answers
from congso.entry.api.v1.door import for_systems, refusal
from congso.foundation.files.responses import file_response
from congso.foundation.orgs import epoch
from congso.foundation.orgs.queries import tree
from congso.foundation.web.requests import address_of

_ID = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
AGENCY = Parameter("agency", _ID, "Id of an agency of the client (see agencies).")
LIMIT = Parameter("limit", {"type": "integer", "minimum": 1, "maximum": 200}, "How many at most (100).")
DOSSIERS = (AGENCY, Parameter("after", {"type": "string", "pattern": r"^[0-9]{1,18}$", "maxLength": 18}, "``next`` of the page before."), LIMIT)
DIRECTION = Parameter("direction", {"type": "string", "enum": ["in", "out"]}, "Văn bản đến or đi.")
DOCUMENTS = (AGENCY, DIRECTION, Parameter("after", {"type": "string", "maxLength": 90}, "``next`` of the page before."), LIMIT)
STATISTICS = (Parameter("agency", _ID, "One agency only."), Parameter("period", {"type": "string", "maxLength": 20}, "nam-nay, thang-nay, quy-truoc, 2026-10 … (this year for anything else)."))  # fmt: skip
LARGEST = 20_000


def token(request: HttpRequest) -> HttpResponseBase:
    """A key for a quarter of an hour, by client credentials (RFC 6749, 4.4)."""
    client_id, secret = _basic(request) or (request.POST.get("client_id", ""), request.POST.get("client_secret", ""))
    try:
        if request.POST.get("grant_type") != "client_credentials":
            raise InvalidInput(field="grant_type", reason=_("grant_type phải là client_credentials."))
        wanted = frozenset(request.POST.get("scope", "")[:300].replace("\x00", "").split())
        with epoch.known():
            made, scopes = issue_token(client_id=client_id.replace("\x00", "")[:40], secret=secret[:200], scopes=wanted,
                                       address=address_of(request))  # fmt: skip
    except DomainError as error:
        return refusal(error)
    said: answers.TokenAnswer = {"access_token": made, "token_type": "Bearer", "expires_in": int(LASTS.total_seconds()), "scope": " ".join(scopes)}
    answer = JsonResponse(said)
    answer["Cache-Control"] = "no-store"
    return answer


def _basic(request: HttpRequest) -> tuple[str, str] | None:
    kind, _space, given = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        name, _colon, secret = base64.b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return "", ""
    return name, secret


@for_systems
def agencies(request: HttpRequest, caller: Caller) -> answers.AgencyList:
    """The agencies of the client, and what it may ask of each."""
    read_all(request, ())
    units = tree()
    rows = Reach.objects.filter(client=caller.client)
    return {"agencies": [_agency(units, row, caller) for row in rows]}


def _agency(units: Any, row: Reach, caller: Caller) -> answers.AgencyItem:
    node = units.nodes.get(row.agency_id)
    may = [scope for scope in row.scopes if caller.actor.may(scope, row.agency_id)]
    return {"id": row.agency_id, "code": node.identifier if node else "", "name": units.name(row.agency_id), "scopes": may}


def _asked(request: HttpRequest, parameters: tuple[Parameter, ...], *needed: str) -> dict[str, Any]:
    asked = read_all(request, parameters)
    for name in needed:
        if name not in asked:
            raise InvalidInput(field=name, reason=_("thiếu tham số %(name)s.") % {"name": name})
    if not 1 <= asked.get("limit", 100) <= 200:
        raise InvalidInput(field="limit", reason=_("tham số %(name)s không đúng.") % {"name": "limit"})
    return asked


def _at(moment: datetime | None) -> str | None:
    return clock.local(moment).isoformat(timespec="seconds") if moment else None


@for_systems
def dossiers(request: HttpRequest, caller: Caller) -> answers.DossierPage:
    """Dossiers an agency decides, in the order of what happened to them."""
    asked = _asked(request, DOSSIERS, "agency")
    require_scope(caller.actor, Scope.DOSSIERS, asked["agency"])
    most = asked.get("limit", 100)
    rows, last = changed_dossiers(viewer=caller.actor, agency_id=asked["agency"], after=int(asked.get("after", "0")), most=most)
    found: list[answers.DossierItem] = [{**dossier_item(row, caller), "change": number} for number, row in rows]
    _note_people(caller, [row for _number, row in rows])
    return {"dossiers": found, "next": str(last), "more": bool(rows)}


@for_systems
def dossier(request: HttpRequest, caller: Caller, code: str) -> answers.DossierItem:
    """One dossier by its code."""
    read_all(request, ())
    require_scope(caller.actor, Scope.DOSSIERS)
    row = dossier_of_code(viewer=caller.actor, code=code[:40].replace("\x00", ""))
    _note_people(caller, [row])
    return dossier_item(row, caller)


def dossier_item(row: Dossier, caller: Caller) -> answers.DossierItem:
    """A dossier as a system gets it: its applicant and result only where it may read people."""
    sees_people = caller.actor.may(Scope.PEOPLE.value, row.agency_id)
    has_file = sees_people and (result := released_result(row)) is not None and result.stored_id is not None
    said: answers.DossierItem = {
        "code": row.code, "procedure_code": row.procedure_code, "procedure": row.procedure_name, "agency": row.agency_id, "status": int(row.status),
        "status_name": row.get_status_display(), "received_at": _at(row.received_at), "promised_at": _at(row.case.promised_at),
        "finished_at": _at(row.finished_at), "returned_at": _at(row.returned_at),
        "result": reverse("api:v1_dossier_result", args=[row.code]) if has_file else None,
    }  # fmt: skip
    if sees_people:
        said["applicant"] = {"name": row.applicant_name, "identity_number": row.applicant_number, "address": row.applicant_address,
                             "phone": row.applicant_phone, "email": row.applicant_email}  # fmt: skip
    return said


def _note_people(caller: Caller, rows: list[Dossier]) -> None:
    shown = [row.code for row in rows if caller.actor.may(Scope.PEOPLE.value, row.agency_id)]
    if shown:
        note_people_read(caller=caller, codes=shown)


@for_systems
def documents(request: HttpRequest, caller: Caller) -> answers.DocumentPage:
    """A register of documents of an agency, the oldest first."""
    asked = _asked(request, DOCUMENTS, "agency", "direction")
    require_scope(caller.actor, Scope.DOCUMENTS, asked["agency"])
    most, after = asked.get("limit", 100), asked.get("after", "")
    rows = registered_documents(viewer=caller.actor, direction=asked["direction"], agency_id=asked["agency"], after=_key(after), most=most + 1)
    shown = rows[:most]
    return {"documents": [_document(row) for row in shown], "next": _next(shown) or after, "more": len(rows) > most}


def _next(rows: list[Document]) -> str:
    return f"{rows[-1].entered_at.isoformat()}|{rows[-1].pk}" if rows else ""  # type: ignore[attr-defined]


def _key(typed: str) -> Key | None:
    if not typed:
        return None
    moment, _bar, number = typed.partition("|")
    try:
        at = datetime.fromisoformat(moment.replace(" ", "+"))
        if at.tzinfo is None or not 1900 < at.year < 3000:
            raise ValueError(moment)
        return at, UUID(number)
    except ValueError as wrong:
        raise InvalidInput(field="after", reason=_("tham số %(name)s không đúng.") % {"name": "after"}) from wrong


@for_systems
def document(request: HttpRequest, caller: Caller, document_id: UUID) -> answers.DocumentItem:
    """One document of a register."""
    read_all(request, ())
    require_scope(caller.actor, Scope.DOCUMENTS)
    return _document(registered_document(viewer=caller.actor, document_id=document_id))


def _document(row: Document) -> answers.DocumentItem:
    return {
        "id": str(row.pk), "direction": row.direction, "agency": row.agency_id, "entered_at": _at(row.entered_at) or "",  # type: ignore[attr-defined]
        "type": type_name(row.type_code), "number": row.number_text, "issued_on": row.issued_on.isoformat() if row.issued_on else None,
        "issuer": row.issuer_name, "subject": row.subject, "signer": row.signer_name, "pages": row.pages,
        "file": reverse("api:v1_document_file", args=[row.pk]) if row.file_id else None,
    }  # fmt: skip


@for_systems
def document_file(request: HttpRequest, caller: Caller, document_id: UUID) -> HttpResponseBase:
    """The document itself, streamed."""
    read_all(request, ())
    require_scope(caller.actor, Scope.DOCUMENTS)
    row = registered_document(viewer=caller.actor, document_id=document_id)
    if row.file is None:
        raise NotVisible
    return file_response(row.file, name=f"{row.pk}.pdf")


@for_systems
def statistics(request: HttpRequest, caller: Caller) -> answers.Statistics:
    """Figures of the client's agencies in a period."""
    asked = read_all(request, STATISTICS)
    require_scope(caller.actor, Scope.STATISTICS, asked.get("agency"))
    _name, period = chosen_period(asked.get("period", ""), clock.today())
    chosen = (asked["agency"],) if "agency" in asked else tuple(sorted(caller.actor.units_for(Scope.STATISTICS.value)))
    table = report_table(viewer=caller.actor, wanted=Wanted(period, agencies=chosen))
    rows: list[answers.StatisticsRow] = [
        {"agency": int(row.key), "name": row.label, "counts": {figure.name.lower(): int(row.counts[figure]) for figure in Figure}, "on_time": row.on_time, "rate": row.rate}
        for row in table.rows
    ]  # fmt: skip
    return {"first": period.first.isoformat(), "last": period.last.isoformat(), "agencies": rows}


@for_systems
def webhooks(request: HttpRequest, caller: Caller) -> answers.HookList:
    """The addresses of the client that are told."""
    read_all(request, ())
    require_scope(caller.actor, Scope.WEBHOOKS)
    return {"webhooks": [_hook(row) for row in hooks_of(client=caller.client)]}


def _hook(row: Hook) -> answers.HookItem:
    return {"id": str(row.pk), "agency": row.agency_id, "url": row.url, "events": row.events}


@for_systems
def add_webhook(request: HttpRequest, caller: Caller) -> answers.HookItem:
    """Tell an address what happens at an agency; the secret that signs is shown this once."""
    read_all(request, ())
    asked = _hook_question(request)
    row, secret = hooks.add_hook(caller=caller, agency_id=asked["agency"], url=asked["url"], events=asked["events"])
    return {**_hook(row), "secret": secret}


def _hook_question(request: HttpRequest) -> answers.HookQuestion:
    try:
        given = json.loads(request.body) if len(request.body) <= LARGEST else None
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict) or set(given) != {"agency", "url", "events"} or not _fits(given):
        raise InvalidInput(reason=_("cần đúng các trường: %(names)s.") % {"names": "agency, url, events"})
    return {"agency": given["agency"], "url": given["url"], "events": given["events"]}


def _fits(given: dict[str, Any]) -> bool:
    agency, url, events = given["agency"], given["url"], given["events"]
    whole = isinstance(agency, int) and not isinstance(agency, bool) and 0 < agency < 1_000_000_000
    return whole and isinstance(url, str) and isinstance(events, list) and all(isinstance(each, str) for each in events)


@for_systems
def remove_webhook(request: HttpRequest, caller: Caller, hook_id: UUID) -> answers.Removed:
    """Tell an address no more."""
    read_all(request, ())
    return {"removed": str(hooks.remove_hook(caller=caller, hook_id=hook_id).pk)}


@for_systems
def try_webhook(request: HttpRequest, caller: Caller, hook_id: UUID) -> answers.HookTest:
    """Tell an address something that did not happen."""
    read_all(request, ())
    return {"delivery": hooks.try_hook(caller=caller, hook_id=hook_id)}
