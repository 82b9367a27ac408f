"""Internal processes that publications may use, and the time their steps are allowed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from congso.domains.procedures.limits import Limit, hours_text, limit_with_hours
from congso.foundation.casework.models import ProcessVersion, Step


@dataclass(frozen=True, slots=True)
class StepsAgainstLimit:
    """The steps of a process beside the limit: what the publication form shows before it is sent."""

    steps: list[tuple[str, str]]
    """(name, allotted time in words), in order."""
    total: str
    limit: str
    fits: bool
    """Whether the sum is within the limit; True where there is no limit."""


def allotted_minutes(process_version_id: int) -> int:
    """Working minutes that the steps of a process version are allowed together."""
    total = Step.objects.filter(version_id=process_version_id).aggregate(total=Sum("allotted_minutes"))[
        "total"
    ]
    return int(total or 0)


def usable_processes() -> list[tuple[int, str]]:
    """(id, name with version and total time) of the process versions in use, by name."""
    rows = (
        ProcessVersion.objects.filter(published_at__isnull=False, retired_at=None)
        .select_related("process")
        .annotate(total=Sum("steps__allotted_minutes"))
        .order_by("process__name", "-number")
    )
    return [(row.pk, f"{row} · {hours_text(row.total or 0)}") for row in rows]


def steps_against_limit(process_version_id: int, limit: Limit | None) -> StepsAgainstLimit:
    """The steps of a process with their sum against a limit."""
    rows = list(Step.objects.filter(version_id=process_version_id).values_list("name", "allotted_minutes"))
    total = sum(minutes for _name, minutes in rows)
    return StepsAgainstLimit(
        steps=[(name, hours_text(minutes)) for name, minutes in rows], total=hours_text(total), limit=limit_with_hours(limit) if limit else "",
        fits=limit is None or total <= limit.working_minutes,
    )  # fmt: skip
