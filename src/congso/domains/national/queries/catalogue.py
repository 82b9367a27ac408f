"""What differs between the portal's catalogue and ours, and its agencies beside our units."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.national.models import CatalogueDifference, CataloguePull, DifferenceState, NationalAgency
from congso.domains.national.policies import require_can_manage
from congso.domains.procedures.facade import field_names
from congso.foundation.orgs.queries import tree

PAGE = 50


def last_pull(*, viewer: Actor) -> CataloguePull | None:
    """The latest fetch, if there was one; raises NotAllowed."""
    require_can_manage(viewer)
    return CataloguePull.objects.first()


@dataclass(frozen=True)
class DifferencePage:
    """A page of differences, by code, and how many there are of each kind."""

    rows: list[tuple[CatalogueDifference, str]]
    """With the names of the fields that differ."""
    older: str
    counts: dict[str, int]


def difference_page(*, viewer: Actor, kind: str = "", state: str = DifferenceState.OPEN, after: str = "") -> DifferencePage:
    """Differences of a kind and state; raises NotAllowed."""
    require_can_manage(viewer)
    counts = dict(CatalogueDifference.objects.filter(state=DifferenceState.OPEN).values_list("kind").annotate(n=Count("pk")).order_by())
    found = CatalogueDifference.objects.filter(state=state).defer("wording")
    if kind:
        found = found.filter(kind=kind)
    code, _colon, key = after.partition("|")
    if key.isdecimal() and len(key) < 18:
        found = found.filter(Q(code__gt=code) | Q(code=code, pk__gt=int(key)))
    rows = list(found.order_by("code", "pk")[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    lines = [(row, ", ".join(field_names(row.fields).values())) for row in rows[:PAGE]]
    return DifferencePage(lines, f"{last.code}|{last.pk}" if last else "", counts)


@dataclass(frozen=True)
class FieldLines:
    """A field of a difference: the lines only we have, only the portal has, and both."""

    label: str
    ours: list[tuple[str, bool]]
    """(line, whether the portal has it too)"""
    theirs: list[tuple[str, bool]]


def difference_of(*, viewer: Actor, difference_id: int) -> tuple[CatalogueDifference, list[FieldLines]]:
    """One difference with its fields; raises NotAllowed, NotVisible."""
    require_can_manage(viewer)
    found = CatalogueDifference.objects.select_related("pull").filter(pk=difference_id).first()
    if found is None:
        raise NotVisible
    names = field_names(found.fields)
    return found, [_lines(names[field], *pair) for field, pair in found.fields.items() if field in names]


def _lines(label: str, ours: list[str], theirs: list[str]) -> FieldLines:
    return FieldLines(label, [(line, line in theirs) for line in ours], [(line, line in ours) for line in theirs])


@dataclass(frozen=True)
class AgencyLine:
    """An agency of the portal, and the unit of ours with its code."""

    agency: NationalAgency
    unit: str


def agency_page(*, viewer: Actor, words: str = "", only_unknown: bool = False, after: str = "") -> tuple[list[AgencyLine], str, list[str]]:
    """The portal's agencies by code, the key of the next page, and our agencies it does not list; raises NotAllowed."""
    require_can_manage(viewer)
    ours = {node.identifier: node for node in tree().nodes.values() if node.identifier}
    found = NationalAgency.objects.filter(code__gt=after)
    if words.strip():
        found = found.filter(Q(name__icontains=words.strip()) | Q(code__istartswith=words.strip()))
    if only_unknown:
        found = found.filter(gone_at=None).exclude(code__in=list(ours))
    rows = list(found.order_by("code")[: PAGE + 1])
    lines = [AgencyLine(row, ours[row.code].name if row.code in ours else "") for row in rows[:PAGE]]
    listed = set(NationalAgency.objects.filter(gone_at=None, code__in=list(ours)).values_list("code", flat=True))
    missing = [f"{node.name} ({code})" for code, node in sorted(ours.items()) if node.is_agency and code not in listed]
    return lines, rows[PAGE - 1].code if len(rows) > PAGE else "", missing
