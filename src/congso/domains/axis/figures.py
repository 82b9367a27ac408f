"""How much travels over the axis, by day and by agency; every figure counts lines of the log that can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.axis.models import Member, Parcel, Stop
from congso.domains.axis.policies import require_can_manage

DAYS = 30
MOST = 50


@dataclass(frozen=True)
class DayLine:
    """What travelled on a day: messages, to how many receivers, how large."""

    day: date
    messages: int
    receivers: int
    dead: int
    bytes: int


@dataclass(frozen=True)
class AgencyLine:
    """What an agency sent and what it was sent, counted by receivers as the log lists it."""

    code: str
    name: str
    sent: int
    received: int


def first_day() -> date:
    """The first of the days that are counted; today is the last."""
    return clock.today() - timedelta(days=DAYS - 1)


def _since() -> datetime:
    return datetime.combine(first_day(), time.min, clock.VIETNAM)


def per_day(*, viewer: Actor) -> list[DayLine]:
    """The last thirty days, newest first, days without messages too; raises NotAllowed."""
    require_can_manage(viewer)
    day = TruncDate("received_at", tzinfo=clock.VIETNAM)
    parcels = Parcel.objects.filter(received_at__gte=_since()).annotate(day=day).values("day").order_by()
    sent = {row["day"]: (row["n"], row["size"] or 0) for row in parcels.annotate(n=Count("id"), size=Sum("size"))}
    day = TruncDate("parcel__received_at", tzinfo=clock.VIETNAM)
    stops = Stop.objects.filter(parcel__received_at__gte=_since()).annotate(day=day).values("day", "state").order_by()
    counts: dict[tuple[date, str], int] = {(row["day"], row["state"]): row["n"] for row in stops.annotate(n=Count("id"))}
    found = []
    for back in range(DAYS):
        on = clock.today() - timedelta(days=back)
        messages, size = sent.get(on, (0, 0))
        receivers = sum(n for (each, _state), n in counts.items() if each == on)
        found.append(DayLine(on, messages, receivers, counts.get((on, "dead"), 0), size))
    return found


def per_agency(*, viewer: Actor) -> list[AgencyLine]:
    """The fifty agencies with the most messages of these days; raises NotAllowed."""
    require_can_manage(viewer)
    stops = Stop.objects.filter(parcel__received_at__gte=_since()).order_by()
    sent = dict(stops.values_list("parcel__sender_code").annotate(n=Count("id")))
    received = dict(stops.values_list("receiver_code").annotate(n=Count("id")))
    codes = sorted({*sent, *received}, key=lambda code: (-sent.get(code, 0) - received.get(code, 0), code))[:MOST]
    names = dict(Member.objects.filter(code__in=codes).values_list("code", "name"))
    return [AgencyLine(code, names.get(code, ""), sent.get(code, 0), received.get(code, 0)) for code in codes]
