"""Connections to axes and the list of agencies that are reached over them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.core.errors import Conflict, NotVisible
from congso.core.outside import Rejected, Silent
from congso.core.text import fold, nfc
from congso.domains.exchange.errors import AxisSilent
from congso.domains.exchange.models import Connection, Correspondent
from congso.domains.exchange.policies import require_can_manage
from congso.domains.exchange.services.sending import client_for
from congso.foundation.audit.writing import write_action
from congso.foundation.axes.facade import Agency, with_new_codes
from congso.foundation.outbox.secrets import seal

EVERY = timedelta(hours=1)
"""How often the list of agencies is fetched by itself."""


@dataclass(frozen=True)
class ConnectionIn:
    """How an axis is reached."""

    name: str
    form: str
    base_url: str
    system_id: str
    secret: str = ""
    """Empty keeps the one known."""
    key_name: str = ""
    use_sha1: bool = False
    accept_sha1: bool = False
    accept_unsigned: bool = False
    is_strict: bool = False
    poll_seconds: int = 5


_PLAIN = ("name", "form", "base_url", "system_id", "key_name", "use_sha1", "accept_sha1", "accept_unsigned", "is_strict", "poll_seconds")


def connect(*, actor: Actor, given: ConnectionIn) -> Connection:
    """Set up a connection. Raises NotAllowed, Conflict when it is there already."""
    with write_action("exchange.connect", actor=actor) as action:
        require_can_manage(actor)
        connection = Connection(secret=seal(given.secret), added_at=action.at, **{name: getattr(given, name) for name in _PLAIN})
        try:
            with transaction.atomic():
                connection.save(force_insert=True)
        except IntegrityError as twice:
            raise Conflict from twice
        action.record(connection, **{name: getattr(given, name) for name in _PLAIN})
    return connection


def change_connection(*, actor: Actor, connection_id: int, given: ConnectionIn) -> Connection:
    """Change how an axis is reached. Raises NotAllowed, NotVisible, Conflict."""
    with write_action("exchange.change_connection", actor=actor) as action:
        connection = _lock(actor, connection_id)
        for name in _PLAIN:
            setattr(connection, name, getattr(given, name))
        if given.secret:
            connection.secret = seal(given.secret)
        try:
            with transaction.atomic():
                connection.save(update_fields=[*_PLAIN, "secret"])
        except IntegrityError as twice:
            raise Conflict from twice
        action.record(connection, secret_changed=bool(given.secret), **{name: getattr(given, name) for name in _PLAIN})
    return connection


def close_connection(*, actor: Actor, connection_id: int) -> Connection:
    """Close a connection; what waits to be sent over it is given up on and shown. Raises NotAllowed, NotVisible, Conflict."""
    with write_action("exchange.close_connection", actor=actor) as action:
        connection = _lock(actor, connection_id)
        if connection.closed_at is not None:
            raise Conflict
        connection.closed_at = action.at
        connection.save(update_fields=["closed_at"])
        action.record(connection, name=connection.name)
    return connection


def _lock(actor: Actor, connection_id: int) -> Connection:
    require_can_manage(actor)
    connection = Connection.objects.select_for_update(no_key=True).filter(pk=connection_id).first()
    if connection is None:
        raise NotVisible
    return connection


def refresh_all() -> int:
    """Fetch the lists that are older than an hour; always 0, so that the carrier rests afterwards."""
    for connection in Connection.objects.filter(closed_at=None):
        if connection.directory_at is None or clock.now() - connection.directory_at > EVERY:
            try:
                refresh_directory(actor=system_actor("Danh bạ liên thông"), connection_id=connection.pk)
            except AxisSilent:
                continue
    return 0


def refresh_directory(*, actor: Actor, connection_id: int) -> int:
    """Fetch the list of agencies of an axis; how many there are. Agencies no longer listed end today, none is deleted.

    Raises NotAllowed, NotVisible, AxisSilent.
    """
    require_can_manage(actor)
    connection = Connection.objects.filter(pk=connection_id, closed_at=None).first()
    if connection is None:
        raise NotVisible
    listed = _fetch(connection)
    with write_action("exchange.refresh_directory", actor=actor) as action:
        known = {row.code: row for row in Correspondent.objects.select_for_update().filter(connection=connection)}
        rows = [_row(connection, each, known.get(each.code)) for each in listed]
        for row in rows:
            row.seen_at = action.at
        Correspondent.objects.bulk_create(rows, update_conflicts=True, unique_fields=["connection", "code"], update_fields=_LISTED)
        gone = [row.pk for code, row in known.items() if code not in {each.code for each in listed} and row.valid_to is None]
        Correspondent.objects.filter(pk__in=gone).update(valid_to=clock.today())
        connection.directory_at = action.at
        connection.save(update_fields=["directory_at"])
        action.record(connection, agencies=len(rows), gone=len(gone))
    return len(rows)


_LISTED = ["name", "name_key", "parent_code", "email", "valid_from", "valid_to", "successor_code", "locked_reason", "certificates", "seen_at"]


def _fetch(connection: Connection) -> list[Agency]:
    client, found, after = client_for(connection), list[Agency](), ""
    try:
        while page := client.agencies(after=after):
            found += page
            after = page[-1].code
    except (Silent, Rejected) as silent:
        Connection.objects.filter(pk=connection.pk).update(trouble=str(silent)[:300])
        raise AxisSilent(reason=str(silent)) from silent
    return with_new_codes(found)


def _row(connection: Connection, listed: Agency, known: Correspondent | None) -> Correspondent:
    row = known or Correspondent(connection=connection, code=listed.code[:35])
    row.name, row.parent_code, row.email = nfc(listed.name)[:200], listed.parent_code[:35], listed.email[:254]
    row.name_key = fold(row.name)[:200]
    row.valid_from, row.valid_to = _day(listed.valid_from), _day(listed.valid_to)
    row.successor_code, row.locked_reason = listed.successor[:35], nfc(listed.locked)[:200]
    row.certificates = [each[:64] for each in listed.certificates]
    return row


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
