"""Load many officials at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congso.core.actors import Actor
from congso.core.errors import NotAllowed
from congso.core.text import nfc, sort_name_key
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Account, Appointment, Position, Role


@dataclass(frozen=True)
class OfficialSpec:
    """An official in a position; the account is made when it is new."""

    username: str
    full_name: str
    unit_id: int
    role: str
    title: str
    valid_from: date
    email: str = ""


def load_officials(*, actor: Actor, officials: Sequence[OfficialSpec], password_hash: str) -> dict[str, int]:
    """Make accounts, positions and appointments, all or nothing; account ids by user name."""
    with write_action("people.load_officials", actor=actor) as action:
        if not actor.may("people.manage"):
            raise NotAllowed
        roles = {role.code: role for role in Role.objects.all()}
        people = {spec.username: spec for spec in officials}
        accounts = Account.objects.bulk_create(
            Account(username=spec.username, full_name=nfc(spec.full_name), sort_name=sort_name_key(spec.full_name),
                    email=spec.email, password=password_hash)
            for spec in people.values()
        )  # fmt: skip
        ids = {account.username: account.pk for account in accounts}
        positions = Position.objects.bulk_create(
            Position(unit_id=spec.unit_id, role=roles[spec.role], title=spec.title, valid_from=spec.valid_from)
            for spec in officials
        )
        Appointment.objects.bulk_create(
            Appointment(account_id=ids[spec.username], position=position, valid_from=spec.valid_from)
            for spec, position in zip(officials, positions, strict=True)
        )
        action.record(("people.account", "*"), accounts=len(accounts), positions=len(positions))
        epoch.bump()
    return ids
