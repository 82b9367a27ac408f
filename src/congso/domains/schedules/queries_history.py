"""The versions of a week, as they stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.schedules.models import Week, WeekVersion
from congso.domains.schedules.policies import agency_of, may_publish
from congso.domains.schedules.wording import monday_of, weekday_name


@dataclass(frozen=True)
class KeptLine:
    """An entry of a version."""

    day: date
    weekday: str
    words: dict[str, Any]


@dataclass(frozen=True)
class History:
    """The week, its versions, and one of them opened."""

    week: Week
    versions: list[WeekVersion]
    shown: WeekVersion
    lines: list[KeptLine]


def history(*, viewer: Actor, on: date, number: int | None = None, chosen: int | None = None) -> History:
    """Every version of the week of a day, newest first, one of them with its lines; raises NotVisible."""
    agency_id = agency_of(viewer, chosen)
    week = Week.objects.filter(agency_id=agency_id, monday=monday_of(on), version__gt=0).first()
    if week is None:
        raise NotVisible
    versions = list(WeekVersion.objects.filter(week=week).order_by("-number"))
    shown = next((each for each in versions if each.number == (number or week.version)), None)
    if shown is None:
        raise NotVisible
    keeps = may_publish(viewer, agency_id)
    for each in versions:
        if each.reason and not keeps and not _readable(viewer, each):
            each.reason = ""
    lines = [line for line in shown.lines if keeps or _may_read(viewer, line)]
    return History(week, versions, shown, [_kept(line) for line in lines])


def _readable(viewer: Actor, version: WeekVersion) -> bool:
    """Whether the reason of a change is about an entry that the viewer may read."""
    line = next((each for each in version.lines if each["id"] == str(version.entry_id)), None)
    return line is not None and _may_read(viewer, line)


def _may_read(viewer: Actor, line: dict[str, Any]) -> bool:
    units = {seat.unit_id for seat in viewer.seats}
    return not line["internal"] or bool(viewer.accounts & set(line["accounts"]) or units & set(line["units"]))


def _kept(line: dict[str, Any]) -> KeptLine:
    day = date.fromisoformat(line["day"])
    return KeptLine(day, weekday_name(day), line)
