"""The share measured by what was declared, beside our own count, with the rows it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from congso.core.actors import Actor
from congso.domains.national.models import DeclaredFigure
from congso.domains.national.policies import require_can_manage
from congso.domains.national.queries.reporting import Share
from congso.foundation.orgs.queries import tree


@dataclass(frozen=True)
class Declared:
    """The denominator by declaration: the share, and the rows that make it; ``covers`` says whether they fill the whole period."""

    share: Share
    rows: list[tuple[DeclaredFigure, str]]
    covers: bool


def declared_share(*, viewer: Actor, first: date, last: date, counted: Share) -> Declared | None:
    """What was declared for the period: rows of the whole province that lie in it, else those of agencies; None when nothing was.

    A longer row and shorter ones in it are not added: of rows that overlap the longer counts. Raises NotAllowed.
    """
    require_can_manage(viewer)
    inside = list(DeclaredFigure.objects.filter(ended_at=None, first_day__gte=first, last_day__lte=last))
    whole = _apart([row for row in inside if row.agency_id is None])
    chosen = whole or [row for agency in sorted({row.agency_id for row in inside if row.agency_id}) for row in _apart([each for each in inside if each.agency_id == agency])]
    if not chosen:
        return None
    days = sum((row.last_day - row.first_day).days + 1 for row in whole)
    covers = bool(whole) and days == (last - first).days + 1
    total = sum(row.received for row in chosen)
    return Declared(Share(total, counted.synced), [(row, tree().name(row.agency_id) if row.agency_id else "") for row in chosen], covers)


def _apart(rows: list[DeclaredFigure]) -> list[DeclaredFigure]:
    """Of rows that share a day only the longest, in the order of days."""
    kept: list[DeclaredFigure] = []
    for row in sorted(rows, key=lambda each: (each.first_day - each.last_day, each.first_day)):
        if all(row.last_day < each.first_day or row.first_day > each.last_day for each in kept):
            kept.append(row)
    return sorted(kept, key=lambda each: each.first_day)


def figures(*, viewer: Actor) -> list[tuple[DeclaredFigure, str]]:
    """Everything that was declared, the latest period first (five hundred at most); raises NotAllowed."""
    require_can_manage(viewer)
    names = tree()
    return [(row, names.name(row.agency_id) if row.agency_id else "") for row in DeclaredFigure.objects.all()[:500]]
