"""Set up and close the connection to the province's platform."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from congso.core.actors import Actor
from congso.core.errors import Conflict
from congso.domains.lookups.models import GatewayConnection
from congso.domains.lookups.policies import require_can_manage
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch
from congso.foundation.outbox.secrets import seal

_PLAIN = ("base_url", "client_id", "unit_code")


@dataclass(frozen=True)
class GatewayIn:
    """How the platform is reached."""

    base_url: str
    client_id: str
    unit_code: str
    secret: str = ""
    """Empty keeps the one known."""


def connect(*, actor: Actor, given: GatewayIn) -> GatewayConnection:
    """Set up the connection, or change the one there is. Raises NotAllowed, Conflict when two do it at once."""
    with write_action("lookups.connect", actor=actor) as action:
        require_can_manage(actor)
        found = GatewayConnection.objects.select_for_update(no_key=True).filter(closed_at=None).first()
        connection = found or GatewayConnection(opened_at=action.at, secret=seal(given.secret))
        for name in _PLAIN:
            setattr(connection, name, getattr(given, name))
        if given.secret:
            connection.secret = seal(given.secret)
        try:
            with transaction.atomic():
                connection.save()
        except IntegrityError as twice:
            raise Conflict from twice
        action.record(connection, secret_changed=bool(given.secret), **{name: getattr(given, name) for name in _PLAIN})
        epoch.bump()
    return connection
