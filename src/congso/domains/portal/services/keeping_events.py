"""Keep the life events of the citizens' first page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.portal.errors import EventExists, NoProcedureNamed
from congso.domains.portal.models import LifeEvent
from congso.domains.portal.policies import require_can_manage
from congso.domains.procedures.facade import found_by_codes
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch

STANDARD = Path(__file__).resolve().parent.parent / "data" / "life_events.json"


@dataclass(frozen=True, slots=True)
class EventWording:
    """A life event as the office words it; ``codes`` in the order shown."""

    slug: str
    title: str
    icon: str
    codes: Sequence[str]
    description: str = ""
    order: int = 100


def save_life_event(*, actor: Actor, wording: EventWording, event_id: int | None = None) -> LifeEvent:
    """Open a life event, or put new words in place of the present ones, which stay with their dates.

    Raises NoProcedureNamed for codes that are not in force, EventExists for an address in use.
    """
    with write_action("portal.save_life_event", actor=actor) as action:
        require_can_manage(actor)
        epoch.take_turn()
        old = _open_event(event_id) if event_id else None
        _check_codes(wording.codes)
        same = LifeEvent.objects.filter(slug=wording.slug, valid_to=None)
        if (same.exclude(pk=old.pk) if old is not None else same).exists():
            raise EventExists(slug=wording.slug, field="slug")
        if old is not None:
            old.valid_to = clock.today()
            old.save(update_fields=["valid_to"])
        new = _row(wording)
        new.save(force_insert=True)
        action.record(new, slug=new.slug, title=new.title, codes=new.codes, replaces=event_id)
        epoch.bump()
    return new


def close_life_event(*, actor: Actor, event_id: int) -> LifeEvent:
    """Show a life event no longer; the row stays with its dates. Raises NotVisible for one already closed."""
    with write_action("portal.close_life_event", actor=actor) as action:
        require_can_manage(actor)
        row = _open_event(event_id)
        row.valid_to = clock.today()
        row.save(update_fields=["valid_to"])
        action.record(row, slug=row.slug, valid_to=row.valid_to)
        epoch.bump()
    return row


def load_standard_events(*, actor: Actor) -> int:
    """Open the standard life events that are missing, with those of their procedures that are in force; how many."""
    with write_action("portal.load_standard_events", actor=actor) as action:
        require_can_manage(actor)
        epoch.take_turn()
        present = set(LifeEvent.objects.filter(valid_to=None).values_list("slug", flat=True))
        rows = []
        for order, given in enumerate(standard_events(), start=1):
            codes = [found.code for found in found_by_codes(given.codes)]
            if codes and given.slug not in present:
                rows.append(
                    _row(
                        EventWording(
                            given.slug, given.title, given.icon, codes, given.description, order * 10
                        )
                    )
                )
        LifeEvent.objects.bulk_create(rows)
        action.record(("portal.lifeevent", "*"), opened=[row.slug for row in rows])
        epoch.bump()
    return len(rows)


def standard_events() -> list[EventWording]:
    """The life events that come with the program."""
    return [EventWording(**given) for given in json.loads(STANDARD.read_text(encoding="utf-8"))]


def _open_event(event_id: int) -> LifeEvent:
    row = LifeEvent.objects.select_for_update().filter(pk=event_id, valid_to=None).first()
    if row is None:
        raise NotVisible
    return row


def _check_codes(codes: Sequence[str]) -> None:
    known = {found.code for found in found_by_codes(codes)}
    missing = [code for code in codes if code not in known]
    if missing or not codes:
        raise NoProcedureNamed(codes=", ".join(missing) or "—", field="codes")


def _row(wording: EventWording) -> LifeEvent:
    return LifeEvent(
        slug=wording.slug, title=nfc(wording.title.strip()), description=nfc(wording.description.strip()),
        icon=wording.icon, order=wording.order, codes=list(dict.fromkeys(wording.codes)), valid_from=clock.today(),
    )  # fmt: skip
