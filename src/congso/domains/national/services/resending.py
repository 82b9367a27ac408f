"""Tell dossiers again: one, or all of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.facade import Dossier
from congso.domains.national.client import open_connection
from congso.domains.national.enums import CHANNEL
from congso.domains.national.errors import NotConnected
from congso.domains.national.policies import require_can_manage
from congso.domains.national.services.telling import sync_out
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.outbox.models import Sending, SendingState
from congso.foundation.outbox.services import Out, put

MOST = 500


def send_again(*, actor: Actor, dossier_id: UUID) -> int:
    """Tell a dossier again as it stands (đồng bộ lại), what was given up on first; how many things will be told.

    Raises NotAllowed, NotConnected, NotVisible.
    """
    with write_action("national.send_again", actor=actor) as action:
        _require_ready(actor)
        dossier = Dossier.objects.select_related("case").filter(pk=dossier_id).first()
        if dossier is None:
            raise NotVisible
        count = _again(action, [dossier])
        action.record(dossier, code=dossier.code, count=count)
    return count


def send_day_again(*, actor: Actor, day: date) -> int:
    """Tell again every dossier received on a day; how many dossiers. Raises NotAllowed, NotConnected."""
    with write_action("national.send_day_again", actor=actor) as action:
        _require_ready(actor)
        begin = datetime.combine(day, time.min, clock.VIETNAM)
        rows = Dossier.objects.filter(received_at__gte=begin, received_at__lt=begin + timedelta(days=1))
        count = 0
        for dossiers in _in_parts(list(rows.order_by("pk").values_list("pk", flat=True))):
            _again(action, dossiers)
            count += len(dossiers)
        action.record(("national.day", day.isoformat()), count=count)
    return count


def _in_parts(keys: list[UUID]) -> Iterator[list[Dossier]]:
    for begin in range(0, len(keys), MOST):
        yield list(Dossier.objects.select_related("case").filter(pk__in=keys[begin : begin + MOST]).order_by("pk"))


def _require_ready(actor: Actor) -> None:
    require_can_manage(actor)
    if open_connection() is None:
        raise NotConnected


def _again(action: WriteAction, dossiers: list[Dossier]) -> int:
    """What was given up on waits again in its old place; whatever waits already is not written a second time."""
    mine = Sending.objects.filter(channel=CHANNEL, subject_id__in=[each.pk for each in dossiers])
    revived = mine.filter(state=SendingState.DEAD).update(state=SendingState.WAITING, tries=0, next_at=action.at, settled_at=None)
    mine.filter(state=SendingState.WAITING).update(next_at=action.at)
    waiting = set(mine.filter(state=SendingState.WAITING, payload__kind="dossier").values_list("subject_id", flat=True))
    outs = [_forced(action, each) for each in dossiers if each.pk not in waiting]
    return revived + put(action, outs)


def _forced(action: WriteAction, dossier: Dossier) -> Out:
    return sync_out(dossier, f"{dossier.case.seq}-again-{action.at:%Y%m%d%H%M%S%f}", is_forced=True)
