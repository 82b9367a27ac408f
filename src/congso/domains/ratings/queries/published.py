"""What everybody may read of ratings: counts, averages, distributions, published comments."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from congso.core import clock
from congso.domains.ratings.enums import DISLIKED, CommentState, Level
from congso.domains.ratings.masking import masked
from congso.domains.ratings.models import Rating
from congso.foundation.orgs.queries import tree

COMMENTS = 20
PROCEDURES = 50


@dataclass
class Score:
    """Ratings of an agency or a procedure: how many of each level."""

    key: str
    label: str
    levels: Counter[int] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """How many ratings."""
        return self.levels.total()

    @property
    def mean(self) -> float | None:
        """The average level, 1 to 5; None without ratings."""
        return (
            round(sum(level * count for level, count in self.levels.items()) / self.count, 2)
            if self.count
            else None
        )

    @property
    def disliked(self) -> int:
        """How many were not content (levels 1 and 2)."""
        return sum(self.levels[level] for level in DISLIKED)

    @property
    def shares(self) -> list[tuple[str, int, float]]:
        """Name, count and percentage of each level, the best first."""
        return [
            (
                str(level.label),
                self.levels[level],
                round(100 * self.levels[level] / self.count, 1) if self.count else 0.0,
            )
            for level in sorted(Level, reverse=True)
        ]


@dataclass(frozen=True)
class ShownComment:
    """A comment as everybody may read it."""

    at: datetime
    level: int
    level_name: str
    procedure: str
    agency: str
    words: str


@dataclass(frozen=True)
class Published:
    """The public page."""

    total: Score
    agencies: list[Score]
    procedures: list[Score]
    comments: list[ShownComment]
    next_key: str


def _between(first: date, last: date) -> QuerySet[Rating]:
    begins, ends = (
        datetime.combine(day, time(), tzinfo=clock.VIETNAM) for day in (first, last + timedelta(days=1))
    )
    return Rating.objects.filter(at__gte=begins, at__lt=ends)


def published_ratings(
    *, first: date, last: date, agency_id: int | None = None, procedure: str = "", after: str = ""
) -> Published:
    """Ratings given between two days (both counted), by agency and procedure, in three queries."""
    rows = _between(first, last)
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    if procedure:
        rows = rows.filter(procedure_code=procedure)
    total = Score("", "")
    agencies: dict[str, Score] = {}
    units, units_then = tree(), tree(last)
    for agency, level, count in rows.order_by().values_list("agency_id", "level").annotate(Count("id")):
        name = units_then.name(agency) or units.name(agency)
        agencies.setdefault(str(agency), Score(str(agency), name)).levels[level] += count
        total.levels[level] += count
    comments, next_key = _comments(rows, after)
    return Published(total, _largest(agencies), _procedures(rows), comments, next_key)


def _procedures(rows: QuerySet[Rating]) -> list[Score]:
    found: dict[str, Score] = {}
    named = rows.exclude(procedure_code="").order_by().values_list("procedure_code", "level")
    for code, level, count, name in named.annotate(Count("id"), Max("procedure_name")):
        found.setdefault(code, Score(code, name)).levels[level] += count
    return _largest(found)[:PROCEDURES]


def _largest(scores: dict[str, Score]) -> list[Score]:
    return sorted(scores.values(), key=lambda score: (-score.count, score.label))


def _comments(rows: QuerySet[Rating], after: str) -> tuple[list[ShownComment], str]:
    shown = rows.filter(state=CommentState.PUBLISHED).order_by("-id")
    if key := uuid_or_none(after):
        shown = shown.filter(id__lt=key)
    found = list(shown[: COMMENTS + 1])
    lines = [
        ShownComment(
            row.at,
            row.level,
            row.get_level_display(),
            row.procedure_name,
            tree().name(row.agency_id),
            masked(row.comment),
        )
        for row in found[:COMMENTS]
    ]
    return lines, str(found[COMMENTS - 1].pk) if len(found) > COMMENTS else ""


def uuid_or_none(text: str) -> UUID | None:
    """A key from an address; None for nonsense."""
    try:
        return UUID(text)
    except ValueError:
        return None


def rated_agencies() -> list[tuple[int, str]]:
    """Agencies that have been rated, by name."""
    units = tree()
    ids = Rating.objects.order_by().values_list("agency_id", flat=True).distinct()
    return sorted(((key, units.name(key)) for key in ids if units.name(key)), key=lambda pair: pair[1])
