"""How much of what was received the portal has: the share as index 766 counts it, by agency and by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.dossiers.facade import Dossier
from congso.domains.national.enums import CHANNEL
from congso.domains.national.models import SyncedDossier
from congso.domains.national.policies import require_can_manage
from congso.foundation.orgs.queries import tree
from congso.foundation.outbox.models import Sending, SendingState

DAYS = 30
PAGE = 50
_HAS = Count("pk", filter=Q(synced__isnull=False))


@dataclass(frozen=True)
class Share:
    """Received and synchronised dossiers of an agency, or of all."""

    received: int
    synced: int
    agency_id: int | None = None
    agency: str = ""

    @property
    def missing(self) -> int:
        """What the portal does not have."""
        return self.received - self.synced

    @property
    def percent(self) -> Decimal | None:
        """R in %, two decimals (QĐ 766/QĐ-TTg, 1.4); None when nothing was received."""
        if not self.received:
            return None
        return (Decimal(self.synced * 100) / self.received).quantize(Decimal("0.01"), ROUND_HALF_UP)


def received_between(first: date, last: date) -> QuerySet[Dossier]:
    """Dossiers whose NgayTiepNhan lies in the period, both days counted."""
    begin = datetime.combine(first, time.min, clock.VIETNAM)
    return Dossier.objects.filter(received_at__gte=begin, received_at__lt=_next_day(last))


def _next_day(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, clock.VIETNAM)


def shares(*, viewer: Actor, first: date, last: date) -> tuple[Share, list[Share]]:
    """All together, and by the agency that decides, the least complete first; raises NotAllowed."""
    require_can_manage(viewer)
    rows = received_between(first, last).values("agency_id").annotate(received=Count("pk"), has=_HAS)
    names = tree()
    found = [Share(row["received"], row["has"], row["agency_id"], names.name(row["agency_id"])) for row in rows]
    found.sort(key=lambda each: (each.percent or Decimal(0), -each.received, each.agency))
    return Share(sum(each.received for each in found), sum(each.synced for each in found)), found


@dataclass(frozen=True)
class Day:
    """A day: what came in and is there by now, and how many messages the portal took on it."""

    day: date
    share: Share
    sent: int


def by_day(*, viewer: Actor) -> list[Day]:
    """The last thirty days, newest first; raises NotAllowed."""
    require_can_manage(viewer)
    today = clock.today()
    first = today - timedelta(days=DAYS - 1)
    received = received_between(first, today).annotate(day=TruncDate("received_at", tzinfo=clock.VIETNAM))
    shares_of = {row["day"]: Share(row["n"], row["has"]) for row in received.values("day").annotate(n=Count("pk"), has=_HAS).order_by()}
    sent = Sending.objects.filter(channel=CHANNEL, state=SendingState.SENT, settled_at__gte=datetime.combine(first, time.min, clock.VIETNAM))
    told = sent.annotate(day=TruncDate("settled_at", tzinfo=clock.VIETNAM)).values("day").annotate(n=Count("pk")).order_by()
    counts = {row["day"]: row["n"] for row in told}
    days = [today - timedelta(days=back) for back in range(DAYS)]
    return [Day(day, shares_of.get(day, Share(0, 0)), counts.get(day, 0)) for day in days]


@dataclass(frozen=True)
class Wanted:
    """Which dossiers of a period."""

    first: date
    last: date
    agency_id: int | None = None
    which: str = ""
    """``synced``, ``missing``, or empty for all received."""


def dossiers(*, viewer: Actor, wanted: Wanted, before: UUID | None = None) -> tuple[list[Dossier], str]:
    """The dossiers behind a figure, the latest first, and the key of the older ones; raises NotAllowed."""
    require_can_manage(viewer)
    found = received_between(wanted.first, wanted.last).select_related("synced")
    if wanted.agency_id is not None:
        found = found.filter(agency_id=wanted.agency_id)
    if wanted.which:
        found = found.filter(synced__isnull=wanted.which == "missing")
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else ""


@dataclass(frozen=True)
class Queue:
    """What waits and what was given up on, and what the portal last said."""

    waiting: int
    dead: int
    since: datetime | None
    """When the oldest that waits was written."""
    trouble: str


def queue(*, viewer: Actor) -> Queue:
    """How the way to the portal does; raises NotAllowed."""
    require_can_manage(viewer)
    mine = Sending.objects.filter(channel=CHANNEL)
    counts = dict(mine.filter(state__in=[SendingState.WAITING, SendingState.DEAD]).values_list("state").annotate(n=Count("pk")).order_by())
    waiting = mine.filter(state=SendingState.WAITING)
    oldest = waiting.order_by("pk").values_list("created_at", flat=True).first()
    trouble = waiting.exclude(error="").order_by("-next_at").values_list("error", flat=True).first()
    return Queue(counts.get("waiting", 0), counts.get("dead", 0), oldest, trouble or "")


def last_sendings(dossier_id: UUID) -> list[Sending]:
    """What was told of a dossier, the latest first (thirty at most); rights are the page's."""
    return list(Sending.objects.filter(subject_id=dossier_id, channel=CHANNEL).order_by("-pk")[:30])


@dataclass(frozen=True)
class Standing:
    """Whether the portal has a dossier, how much of it waits, what stands in the way."""

    synced: SyncedDossier | None
    waiting: int
    dead: int
    error: str


def standing_of(dossier_id: UUID) -> Standing:
    """How a dossier stands with the portal, in two statements; rights are the page's."""
    rows = Sending.objects.filter(subject_id=dossier_id, channel=CHANNEL, state__in=[SendingState.WAITING, SendingState.DEAD])
    found = list(rows.order_by("pk").values_list("state", "error"))
    errors = [error for _state, error in found if error]
    dead = sum(1 for state, _error in found if state == SendingState.DEAD)
    return Standing(SyncedDossier.objects.filter(pk=dossier_id).first(), len(found) - dead, dead, errors[0] if errors else "")
