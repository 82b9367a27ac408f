"""Our agencies at an axis: ask that one take part, that it end; how each stands there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from congso.core.actors import Actor
from congso.core.errors import Conflict, NotVisible
from congso.core.outside import Rejected, Silent
from congso.domains.exchange.errors import AxisRefusedAgency, AxisSilent
from congso.domains.exchange.models import Connection
from congso.domains.exchange.policies import require_can_manage
from congso.domains.exchange.queries import connection_of
from congso.domains.exchange.services.sending import client_for
from congso.foundation.audit.writing import write_action
from congso.foundation.axes.facade import AxisClient, Unit
from congso.foundation.orgs.models import Unit as OwnUnit
from congso.foundation.orgs.queries import tree

T = TypeVar("T")
NOT_THERE = ""


@dataclass(frozen=True)
class OwnAgency:
    """An agency of ours, and how it stands at the axis (empty: not there)."""

    unit_id: int | None
    code: str
    name: str
    state: str
    reason: str
    successor: str


def _asked(connection: Connection, ask: Callable[[AxisClient], T]) -> T:
    """What the axis says; raises AxisSilent, AxisRefusedAgency."""
    try:
        return ask(client_for(connection))
    except Silent as silent:
        raise AxisSilent(reason=str(silent)) from silent
    except Rejected as rejected:
        raise AxisRefusedAgency(code_name=rejected.code, reason=rejected.reason) from rejected


def own_agencies(*, viewer: Actor, connection_id: int) -> list[OwnAgency]:
    """Every agency of ours with a code, and what the axis knows under our name; asked now. Raises NotAllowed, NotVisible, AxisSilent."""
    connection = connection_of(viewer=viewer, connection_id=connection_id)
    there: dict[str, Unit] = {}
    while page := _page(connection, max(there, default="")):
        there |= {each.code: each for each in page}
    nodes = [node for node in tree().nodes.values() if node.identifier and tree().agency_of(node.id).id == node.id]
    ours = [_line(node.id, node.identifier, node.name, there.pop(node.identifier, None)) for node in nodes]
    return sorted([*ours, *(_line(None, code, each.name, each) for code, each in there.items())], key=lambda each: each.code)


def _page(connection: Connection, after: str) -> list[Unit]:
    return _asked(connection, lambda client: client.own_units(after=after))


def _line(unit_id: int | None, code: str, name: str, there: Unit | None) -> OwnAgency:
    if there is None:
        return OwnAgency(unit_id, code, name, NOT_THERE, "", "")
    return OwnAgency(unit_id, code, name, there.state, there.reason, there.successor)


def register_at_axis(*, actor: Actor, connection_id: int, unit_id: int) -> str:
    """Ask the axis to let an agency of ours take part; its state there. Raises NotAllowed, NotVisible, AxisSilent, AxisRefusedAgency."""
    require_can_manage(actor)
    connection = _open(actor, connection_id)
    node = tree().nodes.get(unit_id)
    if node is None or not node.identifier:
        raise NotVisible
    email = OwnUnit.objects.values_list("email", flat=True).get(pk=unit_id)
    above = tree().nodes.get(node.parent_id) if node.parent_id else None
    parent = above.identifier if above else ""
    state = _asked(connection, lambda client: client.register_agency(code=node.identifier, name=node.name, parent_code=parent, email=email))
    with write_action("exchange.register_at_axis", actor=actor) as action:
        action.record(connection, code=node.identifier, name=node.name, state=state)
    return state


def end_at_axis(*, actor: Actor, connection_id: int, code: str, successor: str, reason: str) -> str:
    """Tell the axis that an agency of ours takes part no longer: it ends for its successor, else it is locked. Raises as above."""
    require_can_manage(actor)
    connection = _open(actor, connection_id)
    state = _asked(connection, lambda client: client.delete_agency(code=code, successor=successor, reason=reason))
    with write_action("exchange.end_at_axis", actor=actor) as action:
        action.record(connection, code=code, successor=successor, reason=reason, state=state)
    return state


def _open(actor: Actor, connection_id: int) -> Connection:
    connection = connection_of(viewer=actor, connection_id=connection_id)
    if connection.closed_at is not None:
        raise Conflict
    return connection
