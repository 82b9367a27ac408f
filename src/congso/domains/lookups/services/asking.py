"""Ask a national database: logged before, for a dossier and a purpose, polite when nobody answers."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.outside import Rejected, Silent
from congso.core.text import mask_number, nfc
from congso.domains.dossiers.facade import Dossier
from congso.domains.lookups.clients import CLIENTS, Query, Reply
from congso.domains.lookups.clients.gateway import Gateway, gateway_for, open_connection
from congso.domains.lookups.clients.shapes import Data
from congso.domains.lookups.enums import Outcome, Service
from congso.domains.lookups.errors import NotConnected, PurposeMissing
from congso.domains.lookups.models import GatewayConnection, Lookup, ServiceState
from congso.domains.lookups.policies import require_at_counter, require_can_ask_of
from congso.domains.lookups.services.keeping import hours_on
from congso.domains.lookups.services.states import note_state
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.outbox.secrets import seal, unseal


@dataclass(frozen=True)
class Result:
    """How a look-up ended, and what it found, to be shown now: it may not be there a second time."""

    lookup: Lookup
    data: Data | None
    sentence: str


def look_up_for_dossier(*, actor: Actor, dossier_id: UUID, service: str, query: Query) -> Result:
    """Ask a database for a dossier (tra cứu). Raises NotVisible, NotAllowed, PurposeMissing, NotConnected; silence is a result."""
    with write_action("lookups.ask", actor=actor) as action:
        dossier = Dossier.objects.select_related("case").filter(pk=dossier_id).first()
        if dossier is None:
            raise NotVisible
        require_can_ask_of(actor, dossier.case)
        lookup, connection, known = _begin(action, service, query, unit_id=dossier.case.receiving_unit_id, dossier_id=dossier.pk)
        action.record(lookup, service=service, dossier=dossier.code, purpose=lookup.purpose, number=lookup.subject)
    return _finish(actor, lookup, connection, query, known)


def look_up_at_counter(*, actor: Actor, intake_key: UUID, service: str, query: Query) -> Result:
    """Ask a database for the dossier just being taken in; it is tied to it by the key of its form.

    Raises NotAllowed, PurposeMissing, NotConnected; silence is a result.
    """
    with write_action("lookups.ask", actor=actor) as action:
        counter = require_at_counter(actor)
        lookup, connection, known = _begin(action, service, query, unit_id=counter, intake_key=intake_key)
        action.record(lookup, service=service, intake=intake_key, purpose=lookup.purpose, number=lookup.subject)
    return _finish(actor, lookup, connection, query, known)


def _begin(action: WriteAction, service: str, query: Query, *, unit_id: int, dossier_id: UUID | None = None,
           intake_key: UUID | None = None) -> tuple[Lookup, GatewayConnection, Lookup | None]:  # fmt: skip
    """The row of the look-up, the connection, and an answer that may still be kept."""
    if not query.purpose.strip():
        raise PurposeMissing(field="purpose")
    connection = open_connection()
    if connection is None:
        raise NotConnected
    key, place = _query_key(service, query), {"dossier_id": dossier_id, "intake_key": intake_key}
    known = Lookup.objects.filter(query_key=key, service=Service(service), kept_until__gt=action.at, **place).exclude(answer=None).order_by("-pk").first()
    state = ServiceState.objects.filter(pk=service).first()
    rests = state is not None and state.rests_until is not None and state.rests_until > action.at
    lookup = Lookup.objects.create(
        service=Service(service), at=action.at, account_id=action.actor.account_id, account_name=action.actor.name[:120], unit_id=unit_id,
        purpose=nfc(query.purpose.strip())[:300], subject=_masked(service, query.number), query_key=key,
        outcome=Outcome.KEPT if known else Outcome.RESTING if rests else Outcome.ASKED, **place,
    )  # fmt: skip
    return lookup, connection, known


def _masked(service: str, number: str) -> str:
    if service == Service.INSURED:
        return _("theo họ tên, ngày sinh")
    if service == Service.FILINGS:
        return _("theo ngày nhận hồ sơ")
    return number[:40] if service == Service.CATEGORIES else mask_number(number)[:40]


def _query_key(service: str, query: Query) -> str:
    told = "\n".join([service, query.number, query.name, str(query.born_on or ""), query.sex, query.province, query.commune, str(query.since or ""),
                      str(query.until or "")])  # fmt: skip
    return hmac.new(f"lookups {settings.SECRET_KEY}".encode(), told.encode(), hashlib.sha256).hexdigest()


def _finish(actor: Actor, lookup: Lookup, connection: GatewayConnection, query: Query, known: Lookup | None) -> Result:
    """Outside any transaction ask, then note how it ended."""
    if known is not None and known.answer is not None:
        kept = json.loads(unseal(known.answer) or "{}")
        return Result(lookup, Data([(label, value) for label, value in kept.get("facts", [])], kept.get("fills", {})), _("Bản đã lưu của lần tra cứu trước."))
    if lookup.outcome == Outcome.RESTING:
        return Result(lookup, None, _sentence(lookup))
    begun = time.monotonic()
    outcome, reply, note = _ask(gateway_for(connection), lookup.service, replace(query, unit_code=connection.unit_code))
    lookup.outcome, lookup.note, lookup.took_ms = outcome, nfc(note)[:300], int((time.monotonic() - begun) * 1000)
    with write_action("lookups.note", actor=actor) as action:
        _keep(action, lookup, reply.data)
        lookup.save(update_fields=["outcome", "note", "took_ms", "answer", "kept_until"])
        note_state(action, lookup.service, silence=lookup.note if outcome == Outcome.SILENT else "", is_silent=outcome == Outcome.SILENT, drift=reply.drift)
        action.record(lookup, outcome=str(outcome), took_ms=lookup.took_ms, drift=list(reply.drift))
    return Result(lookup, reply.data, _sentence(lookup))


def _ask(gateway: Gateway, service: str, query: Query) -> tuple[Outcome, Reply, str]:
    try:
        reply = CLIENTS[service](gateway, query)
    except Silent as silent:
        return Outcome.SILENT, Reply(None), str(silent)
    except Rejected as rejected:
        return Outcome.REFUSED, Reply(None), str(rejected)
    if reply.data is None and reply.drift:
        return Outcome.SILENT, reply, "; ".join(reply.drift)
    return Outcome.FOUND if reply.data else Outcome.MISSING, reply, "; ".join(reply.drift)


def _keep(action: WriteAction, lookup: Lookup, data: Data | None) -> None:
    hours = hours_on(lookup.service, clock.local(action.at).date()) if data else 0
    if data and hours:
        lookup.answer, lookup.kept_until = seal(json.dumps(data.as_json(), ensure_ascii=False)), action.at + timedelta(hours=hours)


def _sentence(lookup: Lookup) -> str:
    words: dict[str, Any] = {
        Outcome.FOUND: _("Đã tìm thấy."), Outcome.KEPT: _("Bản đã lưu của lần tra cứu trước."),
        Outcome.MISSING: _("Cơ sở dữ liệu không có dữ liệu khớp với thông tin đã nhập."),
        Outcome.REFUSED: _("Cơ sở dữ liệu từ chối trả lời; hãy tiếp tục và kiểm tra giấy tờ như thường lệ."),
        Outcome.SILENT: _("Cơ sở dữ liệu chưa trả lời; hãy nhập tay và tiếp tục, có thể tra cứu lại sau."),
        Outcome.RESTING: _("Dịch vụ vừa lỗi nhiều lần nên tạm nghỉ một phút; hãy nhập tay và tiếp tục."),
    }  # fmt: skip
    return str(words.get(lookup.outcome, ""))

