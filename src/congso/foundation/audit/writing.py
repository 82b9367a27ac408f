"""``write_action``: the one way to write.

It opens the transaction, demands an actor, collects what changed, fails if nothing was recorded, writes the
jobs of the published events with the change, and writes the line of a refusal on a second connection, where the
refused transaction's rollback cannot reach it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models, transaction

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import DomainError
from congso.foundation.audit.inserting import insert_together
from congso.foundation.audit.models import AuditEntry, Outcome
from congso.foundation.jobs.events import Event
from congso.foundation.jobs.tasks import event_jobs


class AuditMissing(RuntimeError):
    """A service changed something and recorded nothing: a defect in the program."""


class WriteAction:
    """What happens inside one transaction: its actor, its audit lines, its events."""

    def __init__(self, name: str, actor: Actor) -> None:
        self.name = name
        self.actor = actor
        self.at = clock.now()
        self.entries: list[AuditEntry] = []
        self.events: list[Event] = []
        self.rows: list[models.Model] = []

    def insert(self, *rows: models.Model) -> None:
        """Store new rows with the audit lines, in one statement at the end of the action.

        For the busiest paths: the rows' keys are known already, and nothing in the action reads them back.
        """
        self.rows.extend(rows)

    def record(self, subject: models.Model | tuple[str, object], **details: object) -> None:
        """Say what changed and how; ``details`` are plain values."""
        kind, key = subject if isinstance(subject, tuple) else (subject._meta.label_lower, subject.pk)  # noqa: SLF001 - Django's own name for it
        self.entries.append(_entry(self, Outcome.DONE, str(kind), str(key), details))

    def publish(self, event: Event) -> None:
        """Tell the subscribers of ``event`` by a job, after the commit."""
        self.events.append(event)


def _plain(value: object) -> Any:
    """A value as JSON can hold it without loss."""
    if value is None or isinstance(value, str | int | bool):
        return value if not isinstance(value, str) else str(value)
    if isinstance(value, datetime):
        return value.astimezone(clock.VIETNAM).isoformat()
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    return str(value)


def _entry(action: WriteAction, outcome: Outcome, kind: str, key: str, details: dict[str, object]) -> AuditEntry:
    seat = action.actor.main_seat
    if action.actor.party_id is not None:
        details = {**details, "party": action.actor.party_id}
    entry = AuditEntry(
        at=action.at, actor_id=action.actor.account_id, actor_name=action.actor.name,
        position_id=seat.position_id if seat else None, unit_id=seat.unit_id if seat else None,
        action=action.name, outcome=outcome, subject_type=kind, subject_id=key, details=_plain(details),
    )  # fmt: skip
    entry.leaf_hash = entry.compute_leaf()
    return entry


@contextmanager
def write_action(name: str, *, actor: Actor) -> Iterator[WriteAction]:
    """Open the transaction of one action of ``actor``; ``name`` is ``module.verb_noun``.

    Raises AuditMissing when the block recorded nothing. A DomainError raised inside rolls everything back and
    leaves one line "refused".
    """
    action = WriteAction(name, actor)
    try:
        with transaction.atomic():
            yield action
            if not action.entries:
                raise AuditMissing(name)
            insert_together([*action.rows, *action.entries], *event_jobs(action.events))
    except DomainError as error:
        record_refusal(action, error)
        raise


def record_refusal(action: WriteAction, error: DomainError) -> None:
    """Write the line of a refused action, outside the transaction that was rolled back."""
    if getattr(error, "refusal_recorded", False):  # an inner action has written it already
        return
    details: dict[str, object] = {"error": error.code, "sentence": str(error), **error.fields}
    entry = _entry(action, Outcome.REFUSED, "", "", details)
    entry.save(using=settings.CONGSO_AUDIT_DATABASE, force_insert=True)
    error.refusal_recorded = True  # type: ignore[attr-defined]
