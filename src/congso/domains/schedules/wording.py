"""An entry in words: on the screen, on paper, in a version that is kept, in a calendar program."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from congso.domains.schedules.enums import Part
from congso.domains.schedules.models import Entry
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def weekday_name(day: date) -> str:
    """Thứ Hai … Chủ nhật."""
    return [_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật")][day.weekday()]


def time_text(entry: Entry) -> str:
    """``07:30–09:00``, or which part of the day."""
    if entry.part != Part.TIMED or entry.begins is None:
        return str(Part(entry.part).label)
    if entry.ends is None:
        return f"{entry.begins:%H:%M}"
    return f"{entry.begins:%H:%M}–{entry.ends:%H:%M}"


def people_names(accounts: Iterable[int]) -> list[str]:
    """Names in the order given."""
    known = account_names()
    return [known[each] for each in accounts if each in known]


def taking_part(entry: Entry) -> str:
    """Units, people and others in one line."""
    units = tree()
    named = [units.name(unit) for unit in entry.units]
    return "; ".join(filter(None, [*named, *people_names(entry.people), entry.others]))


def preparing(entry: Entry) -> str:
    """The unit that prepares."""
    return tree().name(entry.preparing_unit_id)
