"""Ask how far the dossiers that were sent on have come: by a job, and at once when an official wants to know."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.outside import Rejected, Silent
from congso.domains.lookups.clients import RECEIVERS
from congso.domains.lookups.clients.forwarding import Heard, Receiver
from congso.domains.lookups.clients.gateway import Gateway, gateway_for, open_connection
from congso.domains.lookups.enums import CALLED, ForwardState, Target
from congso.domains.lookups.errors import NotConnected
from congso.domains.lookups.models import Forwarded
from congso.domains.lookups.queries.forwarding import forwarded_to_follow
from congso.domains.lookups.services.calling import call_for
from congso.domains.lookups.services.states import note_state
from congso.foundation.audit.writing import write_action

OPEN = (ForwardState.TAKEN, ForwardState.INCOMPLETE)
EVERY, AT_LEAST = timedelta(minutes=30), timedelta(hours=24)
"""A dossier is asked after so often; where the other system names what changed, the others only so often."""
MOST = 100
"""Dossiers of a system in one round of the job."""

Result = tuple[list[tuple[str, str]], tuple[str, ...]]


def follow_now(*, actor: Actor, forwarded_id: UUID) -> Forwarded:
    """Ask at once how a dossier stands there; ``trouble`` says what went wrong. Raises NotVisible, NotAllowed, NotConnected."""
    forwarded = forwarded_to_follow(viewer=actor, forwarded_id=forwarded_id)
    if forwarded.state not in OPEN:
        raise NotVisible
    connection = open_connection()
    if connection is None:
        raise NotConnected
    return _follow(actor, forwarded, gateway_for(connection))


def follow_all(*, actor: Actor) -> int:
    """Ask after every dossier that is due, system by system; one that is silent is left alone until the next round. How many."""
    connection = open_connection()
    if connection is None:
        return 0
    gateway = gateway_for(connection)
    return sum(_follow_target(actor, target, gateway) for target in Target)


def _follow_target(actor: Actor, target: Target, gateway: Gateway) -> int:
    now, receiver, asked = clock.now(), RECEIVERS[target], 0
    due = Forwarded.objects.filter(state__in=OPEN, target=target).filter(Q(heard_at=None) | Q(heard_at__lte=now - EVERY))
    if not due.exists():
        return 0
    changed = _changed(actor, target, receiver, gateway)
    if changed is not None:
        due = due.filter(Q(dossier_code__in=changed) | Q(heard_at=None) | Q(heard_at__lte=now - AT_LEAST))
    for forwarded in due.order_by("heard_at", "pk")[:MOST]:
        asked += 1
        if _follow(actor, forwarded, gateway).trouble:
            break
    return asked


def _changed(actor: Actor, target: Target, receiver: Receiver, gateway: Gateway) -> set[str] | None:
    """The numbers that changed since yesterday, where the system tells; None where it does not, or is silent."""
    if receiver.changed is None:
        return None
    found: set[str] = set()
    drift: tuple[str, ...] = ()
    silence = ""
    try:
        for module in Forwarded.objects.filter(state__in=OPEN, target=target).values_list("module", flat=True).distinct().order_by("module"):
            codes, odd = receiver.changed(gateway, module, _yesterday())
            found, drift = found | codes, (*drift, *odd)
    except (Silent, Rejected) as broken:
        silence = str(broken)
    with write_action("lookups.list_changed", actor=actor) as action:
        note_state(action, CALLED[target], is_silent=bool(silence), silence=silence, drift=drift)
        action.record(("lookups.target", str(target)), changed=len(found), silence=silence)
    return None if silence else found


def _yesterday() -> date:
    return clock.today() - timedelta(days=1)


def _follow(actor: Actor, forwarded: Forwarded, gateway: Gateway) -> Forwarded:
    """Ask after one, its result too when it is there, and note it."""
    receiver = RECEIVERS[forwarded.target]

    def progress(gate: Gateway) -> tuple[Heard, tuple[str, ...]]:
        heard = receiver.progress(gate, forwarded.module, forwarded.dossier_code)
        return heard or Heard("", _("hệ thống bên nhận không có hồ sơ này"), []), heard.drift if heard else ()

    call = call_for(actor=actor, forwarded=forwarded, gateway=gateway, what=_("hỏi trạng thái"), ask=progress)
    heard = call.answer
    facts = heard.facts if heard else []
    trouble = call.silence or (call.refusal.reason if call.refusal else "")
    is_done = heard is not None and heard.code in receiver.finished
    if is_done:
        fetched = call_for(actor=actor, forwarded=forwarded, gateway=gateway, what=_("lấy kết quả"), ask=lambda gate: receiver.result(gate, forwarded.module, forwarded.dossier_code))
        trouble = fetched.silence or (fetched.refusal.reason if fetched.refusal else "")
        facts = [*facts, *(fetched.answer or [])]
    if is_done and not trouble:
        trouble = _acknowledge(actor, forwarded, receiver, gateway)
    return _note(actor, forwarded, receiver, heard, facts, trouble)


def _acknowledge(actor: Actor, forwarded: Forwarded, receiver: Receiver, gateway: Gateway) -> str:
    told = receiver.acknowledge
    if told is None:
        return ""

    def tell(gate: Gateway) -> tuple[bool, tuple[str, ...]]:
        told(gate, forwarded.dossier_code)
        return True, ()

    call = call_for(actor=actor, forwarded=forwarded, gateway=gateway, what=_("báo đã lấy kết quả"), ask=tell)
    return call.silence or (call.refusal.reason if call.refusal else "")


def _note(actor: Actor, forwarded: Forwarded, receiver: Receiver, heard: Heard | None, facts: list[tuple[str, str]], trouble: str) -> Forwarded:
    with write_action("lookups.follow", actor=actor) as action:
        row = Forwarded.objects.select_for_update(no_key=True).get(pk=forwarded.pk)
        row.heard_at, row.trouble = action.at, trouble[:300]
        if heard is not None and row.state in OPEN:
            if (row.status_code, row.status_words) != (heard.code, heard.words[:200]):
                row.status_at = action.at
            row.status_code, row.status_words, row.result = heard.code[:20], heard.words[:200], facts
            if heard.code in receiver.finished:
                row.state = ForwardState.TAKEN if trouble else ForwardState.DONE
            else:
                row.state = ForwardState.INCOMPLETE if heard.code in receiver.incomplete else ForwardState.TAKEN
        row.save(update_fields=["heard_at", "trouble", "status_at", "status_code", "status_words", "result", "state"])
        action.record(row, dossier=row.dossier_code, state=str(row.state), status=row.status_code, trouble=row.trouble)
    return row
