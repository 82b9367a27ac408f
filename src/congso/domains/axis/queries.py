"""Questions about what travels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

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
    since: date | None = None
    side: str = ""
    """``sent`` or ``received``: which side of the message the agency is on; both when empty."""
    before: int | None = None


@dataclass(frozen=True)
class LogPage:
    """A page of the log, newest first, and the key of the older ones."""

    rows: list[Stop]
    older: str


def log(*, viewer: Actor, asked: Asked) -> LogPage:
    """Messages that the viewer may see, one line a receiver; raises NotAllowed."""
    found = lines(viewer=viewer, asked=asked)
    if asked.before is not None:
        found = found.filter(pk__lt=asked.before)
    rows = list(found[: PAGE + 1])
    return LogPage(rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")


def lines(*, viewer: Actor, asked: Asked) -> QuerySet[Stop]:
    """All lines of the log that were asked for, newest first; raises NotAllowed."""
    require_can_look(viewer)
    found = Stop.objects.filter(stops_visible_to(viewer)).select_related("parcel", "system").filter(_on_side(asked))
    if asked.kind:
        found = found.filter(parcel__kind=asked.kind)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.since:
        found = found.filter(parcel__received_at__gte=_begin(asked.since))
    if asked.day:
        found = found.filter(parcel__received_at__gte=_begin(asked.day), parcel__received_at__lt=_begin(asked.day) + timedelta(days=1))
    for word in fold(asked.words).split():
        found = found.filter(parcel__search_key__contains=word)
    return found.order_by("-pk")


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.VIETNAM)


def _on_side(asked: Asked) -> Q:
    """The agency as sender, as receiver, or as either."""
    if not asked.agency:
        return Q()
    sent, received = Q(parcel__sender_code=asked.agency), Q(receiver_code=asked.agency)
    return {"sent": sent, "received": received}.get(asked.side, sent | received)


def parcel_of(*, viewer: Actor, parcel_id: UUID) -> tuple[Parcel, list[Stop]]:
    """A message with its receivers; raises NotVisible for who neither sent nor got it."""
    require_can_look(viewer)
    stops = list(Stop.objects.filter(stops_visible_to(viewer), parcel_id=parcel_id).select_related("parcel__file", "parcel__system", "parcel__upper", "system", "upper"))
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
    members: dict[Any, int] = dict(Member.objects.values_list("system").annotate(n=Count("id")))
    open_ones: dict[tuple[Any, str], int] = {(row["system"], row["state"]): row["n"] for row in
                 Stop.objects.exclude(state=StopState.TAKEN).values("system", "state").annotate(n=Count("id"))}  # fmt: skip
    used: dict[Any, int] = dict(Usage.objects.filter(day=today).values_list("system", "messages"))
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


def member_with(*, viewer: Actor, code: str) -> Member | None:
    """The agency with a code, None when nobody has it; raises NotAllowed."""
    require_can_manage(viewer)
    return Member.objects.filter(code=code.strip()).first()


def open_systems(*, viewer: Actor) -> list[tuple[int, str]]:
    """Systems that can fetch for an agency, for a choice; raises NotAllowed."""
    require_can_manage(viewer)
    return [(row.pk, f"{row.name} ({row.system_id})") for row in System.objects.filter(closed_at=None).order_by("name")]


def dead_letters(*, viewer: Actor, system_pk: int | None = None, before: int | None = None) -> LogPage:
    """What receivers could not take, newest first; raises NotAllowed."""
    require_can_manage(viewer)
    found = Stop.objects.filter(state=StopState.DEAD).select_related("parcel", "system")
    if system_pk is not None:
        found = found.filter(system_id=system_pk)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return LogPage(rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")


def member_of(*, viewer: Actor, member_id: int) -> Member:
    """An agency; raises NotAllowed, NotVisible."""
    require_can_manage(viewer)
    member = Member.objects.select_related("system", "successor").filter(pk=member_id).first()
    if member is None:
        raise NotVisible
    return member
