"""What is due for the archive, and hand-overs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.records.enums import HANDED_FROM, PERMANENT, HandoverState, LineState, State
from congso.domains.records.models import Handover, HandoverLine, WorkDossier
from congso.domains.records.policies import (
    RECEIVE,
    SUPERVISE,
    handovers_visible_to,
    may_hand_over,
    visible_to,
)
from congso.domains.records.queries.keeping import kept_back
from congso.foundation.orgs.queries import tree

PAGE = 40


@dataclass(frozen=True)
class DueRow:
    """An ended dossier that belongs into the archive."""

    dossier: WorkDossier
    unit: str
    is_late: bool


def due_dossiers(*, viewer: Actor, unit_id: int | None = None, after: str = "") -> tuple[list[DueRow], str]:
    """Ended dossiers kept five years or longer that are not on their way yet, the most urgent first, turned by key."""
    rows = WorkDossier.objects.filter(visible_to(viewer), state=State.CLOSED, years__gte=HANDED_FROM, hand_over_by__isnull=False)
    rows = rows.exclude(pk__in=HandoverLine.objects.exclude(state=LineState.RETURNED).values("dossier_id"))
    rows = rows.filter(~kept_back())
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    day, _bar, key = after.partition("|")
    try:
        last = UUID(key) if key else None
        from_day = date.fromisoformat(day) if day else None
    except ValueError:
        last = from_day = None
    if last is not None and from_day is not None:
        rows = rows.filter(hand_over_by__gte=from_day).exclude(hand_over_by=from_day, pk__lte=last)
    found = list(rows.order_by("hand_over_by", "pk")[: PAGE + 1])
    more = f"{found[PAGE - 1].hand_over_by}|{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    today, units = clock.today(), tree()
    return [DueRow(each, units.name(each.unit_id), bool(each.hand_over_by and each.hand_over_by < today)) for each in found[:PAGE]], more


def handing_units(viewer: Actor) -> list[tuple[int, str]]:
    """Units whose dossiers the viewer hands over."""
    units = tree()
    mine = {part for seat in viewer.seats if seat.unit_id in units.nodes for part in units.part_of_agency(seat.unit_id)}
    return [(unit, units.name(unit)) for unit in sorted(mine) if viewer.may(SUPERVISE, unit)]


def handovers(*, viewer: Actor, after: UUID | None = None) -> tuple[list[tuple[Handover, str]], UUID | None]:
    """A page of hand-overs with their units' names, newest first, and the key of the next page."""
    rows = Handover.objects.filter(handovers_visible_to(viewer))
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return [(each, tree().name(each.unit_id)) for each in found[:PAGE]], found[PAGE - 1].pk if len(found) > PAGE else None


@dataclass
class HandoverPage:
    """A hand-over with its two lists."""

    handover: Handover
    agency: str
    unit: str
    lines: list[HandoverLine]
    offers: frozenset[str]

    @property
    def permanent(self) -> list[HandoverLine]:
        """Those kept for ever."""
        return [line for line in self.lines if line.dossier.years == PERMANENT]

    @property
    def limited(self) -> list[HandoverLine]:
        """Those kept for a number of years."""
        return [line for line in self.lines if line.dossier.years != PERMANENT]

    @property
    def pages(self) -> int:
        """Pages of all of them."""
        return sum(line.dossier.page_total or 0 for line in self.lines)


def handover_page(*, viewer: Actor, handover_id: UUID) -> HandoverPage:
    """One hand-over. Raises NotVisible."""
    found = Handover.objects.filter(handovers_visible_to(viewer), pk=handover_id).first()
    if found is None:
        raise NotVisible
    lines = list(HandoverLine.objects.filter(handover=found).select_related("dossier").order_by("dossier__year", "dossier__code"))
    offers = set()
    if found.state == HandoverState.DRAFT and may_hand_over(viewer, found.unit_id):
        offers |= {"send", "drop"}
    if found.state == HandoverState.SENT and viewer.may(RECEIVE, found.agency_id):
        offers.add("answer")
    return HandoverPage(found, tree().name(found.agency_id), tree().name(found.unit_id), lines, frozenset(offers))
