"""Set up, change and close the connection to the portal."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from congso.core.actors import Actor
from congso.core.errors import Conflict
from congso.core.outside import Rejected, Silent
from congso.domains.national.client import Answer, client_for, open_connection
from congso.domains.national.errors import NotConnected, PortalRefused, PortalSilent
from congso.domains.national.models import PortalConnection
from congso.domains.national.policies import require_can_manage
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch
from congso.foundation.outbox.secrets import seal


@dataclass(frozen=True)
class ConnectionIn:
    """How the portal is reached."""

    address: str
    account: str
    destination: str
    unit_code: str
    password: str = ""
    """Empty keeps the one known."""


_PLAIN = ("address", "account", "destination", "unit_code")


def connect(*, actor: Actor, given: ConnectionIn) -> PortalConnection:
    """Set up the connection, or change the one there is. Raises NotAllowed, Conflict when two do it at once."""
    with write_action("national.connect", actor=actor) as action:
        require_can_manage(actor)
        found = PortalConnection.objects.select_for_update(no_key=True).filter(closed_at=None).first()
        connection = found or PortalConnection(opened_at=action.at, password=seal(given.password))
        for name in _PLAIN:
            setattr(connection, name, getattr(given, name))
        if given.password:
            connection.password = seal(given.password)
        connection.trouble = connection.drift = ""
        try:
            with transaction.atomic():
                connection.save()
        except IntegrityError as twice:
            raise Conflict from twice
        action.record(connection, password_changed=bool(given.password), **{name: getattr(given, name) for name in _PLAIN})
        epoch.bump()
    return connection


def close_connection(*, actor: Actor) -> PortalConnection:
    """Close the connection: from now on nothing is reported. Raises NotAllowed, NotConnected."""
    with write_action("national.close_connection", actor=actor) as action:
        require_can_manage(actor)
        connection = PortalConnection.objects.select_for_update(no_key=True).filter(closed_at=None).first()
        if connection is None:
            raise NotConnected
        connection.closed_at = action.at
        connection.save(update_fields=["closed_at"])
        action.record(connection, address=connection.address)
        epoch.bump()
    return connection


def ask_portal(service: str, rows: list[object]) -> tuple[PortalConnection, Answer]:
    """Ask the portal now, outside any transaction. Raises NotConnected, PortalSilent, PortalRefused."""
    connection = open_connection()
    if connection is None:
        raise NotConnected
    try:
        return connection, client_for(connection).call(service, rows)
    except Silent as silent:
        raise PortalSilent(reason=str(silent)) from silent
    except Rejected as rejected:
        raise PortalRefused(error_code=rejected.code, reason=rejected.reason) from rejected
