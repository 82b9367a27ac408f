"""Write what is to be told, carry it, try again, give up, take up again."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.core.errors import Conflict, InvalidInput, NotVisible
from congso.core.text import nfc
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.database.updating import update_rows
from congso.foundation.files.models import StoredFile
from congso.foundation.orgs import epoch
from congso.foundation.outbox.channels import Channel, Later, Outcome, Refused, Taken, channels
from congso.foundation.outbox.models import Sending, SendingState
from congso.foundation.outbox.policies import require_can_manage


@dataclass(frozen=True)
class Out:
    """Something to be told: see the fields of ``Sending``."""

    channel: str
    key: str
    order_key: str
    title: str = ""
    agency_id: int | None = None
    subject_id: UUID | None = None
    payload: dict[str, Any] = field(default_factory=dict)
    file: StoredFile | None = None


def put(action: WriteAction, outs: Iterable[Out]) -> int:
    """Write what is to be told into the open transaction; what was written before is not written again. How many are new."""
    rows = _rows(action, outs)
    keys = [row.key for row in rows]
    before = Sending.objects.filter(channel__in={row.channel for row in rows}, key__in=keys).count() if rows else 0
    Sending.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows) - before


def put_new(action: WriteAction, outs: Iterable[Out]) -> None:
    """Write what certainly was never written before, with the rows of the action: no statement of its own."""
    action.insert(*_rows(action, outs))


def _rows(action: WriteAction, outs: Iterable[Out]) -> list[Sending]:
    return [
        Sending(channel=each.channel, key=each.key, order_key=each.order_key, title=nfc(each.title)[:250], agency_id=each.agency_id,
                subject_id=each.subject_id, payload=each.payload, file=each.file, created_at=action.at, next_at=action.at)
        for each in outs
    ]  # fmt: skip


_CLAIM = """
UPDATE outbox_sending SET claimed_until = %(until)s, tries = tries + 1 WHERE id IN (
    SELECT id FROM outbox_sending AS mine
    WHERE channel = %(channel)s AND state = 'waiting' AND next_at <= %(now)s AND (claimed_until IS NULL OR claimed_until < %(now)s)
      AND NOT EXISTS (SELECT 1 FROM outbox_sending AS earlier WHERE earlier.channel = mine.channel
                      AND earlier.order_key = mine.order_key AND earlier.state = 'waiting' AND earlier.id < mine.id)
    ORDER BY id LIMIT %(most)s FOR UPDATE SKIP LOCKED)
RETURNING *
"""


def _claim(channel: Channel) -> list[Sending]:
    """The next ones, taken for this process for a while; of what must stay in order only the first."""
    now = clock.now()
    until = now + timedelta(seconds=settings.CONGSO_OUTBOX_CLAIM)
    values = {"until": until, "channel": channel.name, "now": now, "most": channel.together}
    with transaction.atomic():
        found = list(Sending.objects.raw(_CLAIM, values))
    return sorted(found, key=lambda row: row.pk)


def carry(channel_name: str, *, most: int = 1000) -> int:
    """Tell the other side what waits on a channel, until nothing is due or ``most`` were told; how many were told.

    No transaction is open while it talks. Whoever dies meanwhile leaves a claim that ends by itself, so that a thing may be
    told twice, never not at all.
    """
    channel, told = channels()[channel_name], 0
    while told < most:
        claimed = _claim(channel)
        if not claimed:
            return told
        with epoch.known():
            _settle(channel, list(zip(claimed, _tell(channel, claimed), strict=True)))
        told += len(claimed)
    return told


_CHANCE = secrets.SystemRandom()
"""Spreads the tries, so that not everything is tried again at once."""


def _tell(channel: Channel, claimed: list[Sending]) -> Sequence[Outcome]:
    together = channel.send_together
    if together is None or len(claimed) == 1:
        return [_caught(partial(_one, channel, sending), 1)[0] for sending in claimed]
    return _caught(lambda: together(claimed), len(claimed))


def _one(channel: Channel, sending: Sending) -> Sequence[Outcome]:
    return [channel.send(sending)]


def _caught(call: Callable[[], Sequence[Outcome]], count: int) -> Sequence[Outcome]:
    """What the other side says; whatever fails on the way is told to people, and tried again."""
    try:
        return call()
    except Exception as broken:  # noqa: BLE001 - a channel may fail in any way
        return [Later(reason=f"{type(broken).__name__}: {broken}")] * count


def _settle(channel: Channel, told: Sequence[tuple[Sending, Outcome]]) -> None:
    """Note how it ended; what another carrier claimed since, because this one took too long, is that one's to note."""
    with write_action("outbox.settle", actor=system_actor("Gửi liên thông")) as action:
        rows = Sending.objects.select_for_update(no_key=True).filter(pk__in=[sending.pk for sending, _outcome in told]).order_by("pk")
        claims = dict(rows.values_list("pk", "tries"))
        ours = [(sending, outcome) for sending, outcome in told if claims.get(sending.pk) == sending.tries]
        ended = [(sending, final) for sending, final in ((each, _note(action, channel, each, outcome)) for each, outcome in ours) if final]
        if channel.settle_together is not None and ended:
            channel.settle_together(action, ended)
        elif channel.settle_together is None:
            for sending, final in ended:
                channel.settle(action, sending, final)
        update_rows([sending for sending, _outcome in ours], _SETTLED)
        if not ours:
            action.record(("outbox.channel", channel.name), overtaken=len(told))


_SETTLED = ["state", "settled_at", "claimed_until", "next_at", "error_code", "error", "reference"]


def _note(action: WriteAction, channel: Channel, sending: Sending, outcome: Outcome) -> Outcome | None:
    """How the sending stands now; its outcome when that is final."""
    sending.claimed_until, sending.error_code, sending.error = None, "", ""
    match outcome:
        case Taken(reference=reference, note=note):
            sending.state, sending.settled_at, sending.reference, sending.error = SendingState.SENT, action.at, reference[:100], note[:300]
        case Refused(code=code, reason=reason):
            sending.state, sending.settled_at = SendingState.DEAD, action.at
            sending.error_code, sending.error = code[:20], nfc(reason)[:300]
        case Later(reason=reason):
            _postpone(action, channel, sending, reason)
    action.record(sending, state=sending.state, key=sending.key, tries=sending.tries, error=sending.error)
    if sending.state == SendingState.WAITING:
        return None
    return Refused("", sending.error) if isinstance(outcome, Later) else outcome


def _postpone(action: WriteAction, channel: Channel, sending: Sending, reason: str) -> None:
    sending.error = nfc(reason)[:300]
    if sending.tries > len(channel.pauses):
        sending.state, sending.settled_at = SendingState.DEAD, action.at
        return
    pause = channel.pauses[sending.tries - 1]
    sending.next_at = clock.now() + timedelta(seconds=pause * _CHANCE.uniform(0.8, 1.2))


def carry_all(*, most: int = 1000) -> int:
    """Tell what waits on every channel; how many were told."""
    return sum(carry(name, most=most) for name in list(channels()))


def send_again(*, actor: Actor, sending_id: int) -> Sending:
    """Have something given up on told anew (gửi lại). Raises NotVisible, NotAllowed, Conflict when it waits or has arrived."""
    with write_action("outbox.send_again", actor=actor) as action:
        sending = _lock(actor, sending_id)
        if sending.state not in {SendingState.DEAD, SendingState.DROPPED}:
            raise Conflict
        sending.state, sending.tries, sending.next_at, sending.settled_at = SendingState.WAITING, 0, action.at, None
        sending.save(update_fields=["state", "tries", "next_at", "settled_at"])
        action.record(sending, key=sending.key, state=sending.state)
    return sending


def send_all_again(*, actor: Actor, channel: str) -> int:
    """Have everything given up on told anew, on one channel; how many. Raises NotAllowed."""
    with write_action("outbox.send_all_again", actor=actor) as action:
        require_can_manage(actor)
        dead = Sending.objects.filter(channel=channel, state=SendingState.DEAD)
        count = dead.update(state=SendingState.WAITING, tries=0, next_at=action.at, settled_at=None)
        action.record(("outbox.channel", channel), count=count)
    return count


def have_wait_again(action: WriteAction, channel: str, keys: Iterable[str]) -> int:
    """Inside the action of a room that has checked who may: what ended on a channel is told anew, in its order; how many."""
    ended = Sending.objects.filter(channel=channel, key__in=list(keys), state__in=[SendingState.SENT, SendingState.DEAD])
    return ended.update(state=SendingState.WAITING, tries=0, next_at=action.at, settled_at=None)


def drop(*, actor: Actor, sending_id: int, reason: str) -> Sending:
    """Give up on something for good, with the reason (bỏ, không gửi). Raises NotVisible, NotAllowed, InvalidInput, Conflict."""
    with write_action("outbox.drop", actor=actor) as action:
        sending = _lock(actor, sending_id)
        if not reason.strip():
            raise InvalidInput(field="reason", reason=_("phải nêu lý do."))
        if sending.state not in {SendingState.DEAD, SendingState.WAITING} or sending.claimed_until is not None:
            raise Conflict
        sending.state, sending.settled_at, sending.error = SendingState.DROPPED, action.at, nfc(reason.strip())[:300]
        sending.save(update_fields=["state", "settled_at", "error"])
        action.record(sending, key=sending.key, reason=sending.error)
    return sending


def _lock(actor: Actor, sending_id: int) -> Sending:
    require_can_manage(actor)
    sending = Sending.objects.select_for_update(no_key=True).filter(pk=sending_id).first()
    if sending is None:
        raise NotVisible
    return sending
