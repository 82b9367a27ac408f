"""Questions about what travels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import fold
from congso.domains.axis.models import Certificate, Member, Parcel, Stop, StopState, System, Usage
from congso.domains.axis.policies import require_can_look, require_can_manage, stops_visible_to

PAGE = 50
DAYS = 30


@dataclass(frozen=True)
class Asked:
    """What somebody looks for in the log."""

    words: str = ""
    agency: str = ""
    kind: str = ""
    state: str = ""
    day: date | None = None
    before: int | None = None


@dataclass(frozen=True)
class LogPage:
    """A page of the log, newest first, and the key of the older ones."""

    rows: list[Stop]
    older: str


def log(*, viewer: Actor, asked: Asked) -> LogPage:
    """Messages that the viewer may see, one line a receiver; raises NotAllowed."""
    require_can_look(viewer)
    found: QuerySet[Stop] = Stop.objects.filter(stops_visible_to(viewer)).select_related("parcel", "system")
    if asked.agency:
        found = found.filter(Q(receiver_code=asked.agency) | Q(parcel__sender_code=asked.agency))
    if asked.kind:
        found = found.filter(parcel__kind=asked.kind)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.day:
        begin = datetime.combine(asked.day, time.min, clock.VIETNAM)
        found = found.filter(parcel__received_at__gte=begin, parcel__received_at__lt=begin + timedelta(days=1))
    for word in fold(asked.words).split():
        found = found.filter(parcel__search_key__contains=word)
    if asked.before is not None:
        found = found.filter(pk__lt=asked.before)
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return LogPage(rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")


def parcel_of(*, viewer: Actor, parcel_id: str) -> tuple[Parcel, list[Stop]]:
    """A message with its receivers; raises NotVisible for who neither sent nor got it."""
    require_can_look(viewer)
    stops = list(Stop.objects.filter(stops_visible_to(viewer), parcel_id=parcel_id).select_related("parcel__file", "parcel__system", "system"))
    if not stops:
        raise NotVisible
    return stops[0].parcel, stops


@dataclass(frozen=True)
class SystemLine:
    """A system with how many agencies it serves, what waits for it, what failed, what it sent today."""

    system: System
    members: int
    waiting: int
    dead: int
    today: int


def systems(*, viewer: Actor) -> list[SystemLine]:
    """All connected systems; raises NotAllowed."""
    require_can_manage(viewer)
    today = clock.today()
    members = dict(Member.objects.values_list("system").annotate(n=Count("id")))
    open_ones = {(row["system"], row["state"]): row["n"] for row in
                 Stop.objects.exclude(state=StopState.TAKEN).values("system", "state").annotate(n=Count("id"))}  # fmt: skip
    used = dict(Usage.objects.filter(day=today).values_list("system", "messages"))
    return [
        SystemLine(row, members.get(row.pk, 0), open_ones.get((row.pk, "waiting"), 0), open_ones.get((row.pk, "dead"), 0), used.get(row.pk, 0))
        for row in System.objects.order_by("system_id")
    ]


def system_of(*, viewer: Actor, system_pk: int) -> tuple[System, list[Certificate], list[Member]]:
    """A system, its certificates, its agencies (the first thousand); raises NotAllowed, NotVisible."""
    require_can_manage(viewer)
    system = System.objects.filter(pk=system_pk).first()
    if system is None:
        raise NotVisible
    certificates = list(Certificate.objects.filter(system=system).order_by("-pk")[:50])
    return system, certificates, list(Member.objects.filter(system=system)[:1000])


def members(*, viewer: Actor, words: str = "", after: str = "") -> tuple[list[Member], str]:
    """Agencies by code, and the key of the next page; raises NotAllowed."""
    require_can_manage(viewer)
    found = Member.objects.filter(code__gt=after).select_related("system", "successor")
    if words.strip():
        found = found.filter(Q(code__icontains=words.strip()) | Q(name__icontains=words.strip()))
    rows = list(found.order_by("code")[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].code if len(rows) > PAGE else ""


def member_of(*, viewer: Actor, member_id: int) -> Member:
    """An agency; raises NotAllowed, NotVisible."""
    require_can_manage(viewer)
    member = Member.objects.select_related("system", "successor").filter(pk=member_id).first()
    if member is None:
        raise NotVisible
    return member


@dataclass(frozen=True)
class DayLine:
    """What travelled on a day."""

    day: date
    messages: int
    bytes: int


def per_day(*, viewer: Actor) -> list[DayLine]:
    """Messages and bytes of the last days, newest first; raises NotAllowed."""
    require_can_manage(viewer)
    since = clock.now() - timedelta(days=DAYS)
    rows = Parcel.objects.filter(received_at__gte=since).annotate(day=TruncDate("received_at", tzinfo=clock.VIETNAM))
    found = rows.values("day").annotate(n=Count("id"), size=Sum("size")).order_by("-day")
    return [DayLine(row["day"], row["n"], row["size"] or 0) for row in found]


def per_agency(*, viewer: Actor) -> list[tuple[str, int]]:
    """Who sent how many documents in the last days, the most first (fifty at most); raises NotAllowed."""
    require_can_manage(viewer)
    since = clock.now() - timedelta(days=DAYS)
    rows = Parcel.objects.filter(received_at__gte=since).values("sender_code").annotate(n=Count("id")).order_by("-n", "sender_code")
    return [(row["sender_code"], row["n"]) for row in rows[:50]]
