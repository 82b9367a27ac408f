"""Questions about the axes above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.axis.models import Beyond, Parcel, Stop, StopState, Upper
from congso.domains.axis.policies import require_can_manage

PAGE = 50
LAST = 20


@dataclass(frozen=True)
class UpperLine:
    """An axis above with how many agencies are reached over it, what waits to go up, what it would not have."""

    upper: Upper
    agencies: int
    waiting: int
    dead: int


@dataclass(frozen=True)
class UpperPage:
    """An axis above with its agencies, by code, and what travelled last."""

    line: UpperLine
    agencies: list[Beyond]
    older: str
    up: list[Stop]
    down: list[Parcel]


def uppers(*, viewer: Actor) -> list[UpperLine]:
    """All connections to axes above, open ones first; raises NotAllowed."""
    require_can_manage(viewer)
    rows = list(Upper.objects.order_by("pk")[:100])
    return _lines(sorted(rows, key=lambda row: row.closed_at is not None))


def _lines(rows: list[Upper]) -> list[UpperLine]:
    agencies: dict[Any, int] = dict(Beyond.objects.filter(upper__in=rows, valid_to=None).order_by().values_list("upper").annotate(n=Count("id")))
    open_ones = Stop.objects.filter(upper__in=rows).exclude(state=StopState.TAKEN).order_by().values("upper", "state").annotate(n=Count("id"))
    counts: dict[tuple[Any, str], int] = {(row["upper"], row["state"]): row["n"] for row in open_ones}
    return [UpperLine(row, agencies.get(row.pk, 0), counts.get((row.pk, "waiting"), 0), counts.get((row.pk, "dead"), 0)) for row in rows]


def upper_of(*, viewer: Actor, upper_pk: int) -> Upper:
    """An axis above; raises NotAllowed, NotVisible."""
    require_can_manage(viewer)
    found = Upper.objects.filter(pk=upper_pk).first()
    if found is None:
        raise NotVisible
    return found


def upper_page(*, viewer: Actor, upper_pk: int, words: str = "", after: str = "") -> UpperPage:
    """An axis above with a page of its agencies and what travelled last; raises NotAllowed, NotVisible."""
    upper = upper_of(viewer=viewer, upper_pk=upper_pk)
    (line,) = _lines([upper])
    found = Beyond.objects.filter(upper=upper, code__gt=after)
    if words.strip():
        found = found.filter(Q(code__icontains=words.strip()) | Q(name__icontains=words.strip()))
    rows = list(found.order_by("code")[: PAGE + 1])
    up = list(Stop.objects.filter(upper=upper).select_related("parcel").order_by("-pk")[:LAST])
    down = list(Parcel.objects.filter(upper=upper).prefetch_related("stops").order_by("-pk")[:LAST])
    return UpperPage(line, rows[:PAGE], rows[PAGE - 1].code if len(rows) > PAGE else "", up, down)
