"""A reorganisation of units carries their people and their open work along, and closes their number books.

``orgs.reorganise`` ends units and names their successors; this story listens to it. People get the same seats in
the main successors from the day on, written at once. Open cases move on that day itself, in batches: until then
the old unit still works on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from itertools import islice

from procrastinate.contrib.django import app

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.models import Case
from congso.foundation.casework.services import follow_successor, open_cases_of
from congso.foundation.jobs.events import subscribe
from congso.foundation.numbering.services import close_books_of
from congso.foundation.orgs import epoch
from congso.foundation.orgs.events import UnitsReorganised
from congso.foundation.orgs.queries import successors
from congso.foundation.people.services import follow_units

BATCH = 200
QUEUE = "events"
_CLOSED_BECAUSE = "Đơn vị kết thúc theo sắp xếp"


def mover() -> Actor:
    """In whose name work and people follow: the decision was the administrator's, and stands in the log before."""
    return system_actor("Sắp xếp đơn vị")


def carry_along(event: UnitsReorganised) -> None:
    """Move people and open work of the ended units; may run twice."""
    on = date.fromisoformat(event.on)
    if event.move_people:
        move_people(event.ended_ids, on)
    if on <= clock.today():
        finish_on_the_day(event.ended_ids)
    else:
        at = datetime.combine(on, time(0, 5), tzinfo=clock.VIETNAM)
        move_cases_on_the_day.configure(schedule_at=at).defer(ended=event.ended)


@app.task(name="congso.move_cases_on_the_day", queue=QUEUE, retry=8)
def move_cases_on_the_day(ended: str) -> None:
    """Bring the open cases of units that ended today to their successors, and close the books."""
    finish_on_the_day([int(part) for part in ended.split(",") if part])


def finish_on_the_day(ended: Sequence[int]) -> None:
    """Move the work first, which may still take a number, then close the number books of the ended units."""
    move_open_cases(ended)
    close_books_of(actor=mover(), unit_ids=ended, reason=_CLOSED_BECAUSE)


def move_people(ended: Iterable[int], on: date) -> int:
    """Give the people of ended units the same seats in the main successors."""
    following = {unit_id: successors(unit_id, on)[0] for unit_id in ended}
    return follow_units(actor=mover(), successors=following, on=on)


def move_open_cases(ended: Iterable[int]) -> int:
    """Bring all open cases of ended units to their successors, some hundred in a transaction."""
    ids = iter(list(Case.objects.filter(open_cases_of(ended)).order_by("pk").values_list("pk", flat=True)))
    moved = 0
    with epoch.known():
        while batch := list(islice(ids, BATCH)):
            with write_action("casework.follow_successor", actor=mover()) as action:
                count = follow_successor(action, batch)
                action.record(("casework.case", "*"), moved=count, of=len(batch))
            moved += count
    return moved


def listen() -> None:
    """Have people and work follow every reorganisation."""
    subscribe(UnitsReorganised, carry_along)
