"""Take up again what a receiver could not take (gói tin lỗi)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from congso.core.actors import Actor
from congso.core.errors import Conflict, NotVisible
from congso.domains.axis.models import Parcel, Stop, StopState
from congso.domains.axis.policies import require_can_manage
from congso.domains.axis.services.carrying import open_again
from congso.domains.axis.services.connecting_up import lock_upper
from congso.domains.axis.services.going_up import hand_up
from congso.domains.axis.services.registering import lock_system
from congso.foundation.audit.writing import WriteAction, write_action


def try_again(*, actor: Actor, stop_id: int) -> Stop:
    """Give a message once more to a receiver that could not take it, or to who stands for it today.

    Raises NotAllowed, NotVisible, Conflict when it is not one of those.
    """
    with write_action("axis.try_again", actor=actor) as action:
        require_can_manage(actor)
        stop = Stop.objects.select_for_update(no_key=True, of=("self",)).filter(pk=stop_id).select_related("parcel").first()
        if stop is None:
            raise NotVisible
        if stop.state != StopState.DEAD:
            raise Conflict
        _open_again(action, [stop])
        action.record(stop, receiver=stop.receiver_code, state=stop.state)
    return stop


def try_all_again(*, actor: Actor, system_pk: int) -> int:
    """Give everything that a system could not take once more; how many messages. Raises NotAllowed, NotVisible."""
    with write_action("axis.try_all_again", actor=actor) as action:
        system = lock_system(actor, system_pk)
        stops = list(Stop.objects.select_for_update(no_key=True, of=("self",)).filter(system=system, state=StopState.DEAD).select_related("parcel").order_by("pk"))
        count = _open_again(action, stops)
        action.record(system, system_id=system.system_id, count=count)
    return count


def try_all_up_again(*, actor: Actor, upper_pk: int) -> int:
    """Hand everything that an axis above would not have up once more; how many messages. Raises NotAllowed, NotVisible, Conflict when closed."""
    with write_action("axis.try_all_up_again", actor=actor) as action:
        upper = lock_upper(actor, upper_pk)
        stops = list(Stop.objects.select_for_update(no_key=True, of=("self",)).filter(upper=upper, state=StopState.DEAD).select_related("parcel").order_by("pk"))
        count = _open_again(action, stops)
        action.record(upper, upper=upper.name, count=count)
    return count


def offer_again(action: WriteAction, parcels: Collection[Parcel]) -> None:
    """What its sender sends once more is given once more to those who could not take it; who has it gets nothing twice."""
    rows = Stop.objects.select_for_update(no_key=True, of=("self",)).filter(parcel__in=parcels, state=StopState.DEAD)
    _open_again(action, list(rows.select_related("parcel").order_by("pk")))


def _open_again(action: WriteAction, stops: Sequence[Stop]) -> int:
    opened = open_again(action, stops)
    for stop in opened:
        hand_up(action, stop.parcel, [stop], attempt=f":{stop.pk}:{action.at.timestamp():.0f}")
    return len(opened)
