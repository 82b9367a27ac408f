"""Dossiers kept back, as pages and the list show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.records.enums import KeepingState
from congso.domains.records.models import Keeping, WorkDossier
from congso.domains.records.policies import KEEP_BACK, agencies_of, may_keep, visible_to
from congso.foundation.orgs.queries import tree

PAGE = 50
MOST_YEARS = 2


def latest_day(due: date) -> date:
    """Two years from the day of hand-over at most (NĐ 30/2020, Điều 31 khoản 3 điểm d)."""
    try:
        return due.replace(year=due.year + MOST_YEARS)
    except ValueError:  # the 29th of February
        return due.replace(year=due.year + MOST_YEARS, day=28)


def kept_back() -> Exists:
    """Dossiers with a consent whose last day has not passed."""
    return Exists(Keeping.objects.filter(dossier=OuterRef("pk"), state=KeepingState.AGREED, until__gte=clock.today()))


@dataclass(frozen=True)
class KeepingRow:
    """A line: the dossier, whose it is, and what the viewer may press."""

    keeping: Keeping
    unit: str
    offers: frozenset[str]

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed, though the morning's job has not said so yet."""
        return self.keeping.until < clock.today()


def keepings(*, viewer: Actor, before: int | None = None) -> tuple[list[KeepingRow], int | None]:
    """Questions and consents about dossiers the viewer may open, what waits for an answer first; and the key of the next page."""
    seen = Keeping.objects.filter(dossier__in=_seen(viewer)).select_related("dossier")
    waiting = [] if before is not None else list(seen.filter(state=KeepingState.ASKED)[:200])
    rest = seen.exclude(state=KeepingState.ASKED)
    if before is not None:
        rest = rest.filter(pk__lt=before)
    found = list(rest.order_by("-pk")[: PAGE + 1])
    older = found[PAGE - 1].pk if len(found) > PAGE else None
    return [_row(viewer, each) for each in [*waiting, *found[:PAGE]]], older


def _seen(viewer: Actor) -> QuerySet[WorkDossier]:
    return WorkDossier.objects.filter(visible_to(viewer))


def require_answerable(*, viewer: Actor, keeping_id: int) -> None:
    """Raise NotVisible for a question one may not see, NotAllowed for who does not answer it."""
    found = Keeping.objects.filter(dossier__in=_seen(viewer), pk=keeping_id).first()
    if found is None:
        raise NotVisible
    if not viewer.may(KEEP_BACK, found.agency_id):
        raise NotAllowed


def _row(viewer: Actor, keeping: Keeping) -> KeepingRow:
    offers = set()
    if keeping.state == KeepingState.ASKED and viewer.may(KEEP_BACK, keeping.agency_id):
        offers.add("answer")
    if keeping.state in {KeepingState.ASKED, KeepingState.AGREED} and may_keep(viewer, keeping.dossier):
        offers.add("end")
    return KeepingRow(keeping, tree().name(keeping.dossier.unit_id), frozenset(offers))


def kept_back_list(*, viewer: Actor) -> tuple[int, list[KeepingRow]]:
    """The agency and what is kept back there today, unit by unit: danh mục hồ sơ, tài liệu giữ lại; a thousand at most."""
    agency = min(agencies_of(viewer), default=0)
    rows = Keeping.objects.filter(dossier__in=_seen(viewer), agency_id=agency, state=KeepingState.AGREED, until__gte=clock.today())
    found = rows.select_related("dossier").order_by("dossier__unit_id", "dossier__year", "dossier__code")[:1000]
    return agency, [_row(viewer, each) for each in found]
