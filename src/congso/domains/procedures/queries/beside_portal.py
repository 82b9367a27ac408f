"""Our catalogue beside the national portal's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from congso.domains.procedures.models import ProcedureVersion
from congso.domains.procedures.portal_wording import (
    FIELD_NAMES,
    differing,
    lines_of,
    own_values,
    portal_values,
)


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field whose wording differs, in lines."""

    field: str
    ours: list[str]
    theirs: list[str]


def present_codes() -> dict[str, str]:
    """Code and name of every procedure in force."""
    return dict(ProcedureVersion.objects.filter(valid_to=None).values_list("procedure__code", "name"))


def differences_from_portal(told: Mapping[str, Mapping[str, Any]]) -> dict[str, list[FieldDifference]]:
    """By code, in which fields the portal's wording differs from ours; of a procedure we do not have, all its fields.

    A constant number of statements for any number of procedures. Raises Unreadable for one that nobody can read.
    """
    rows = ProcedureVersion.objects.filter(valid_to=None, procedure__code__in=list(told)).select_related("procedure", "field")
    details = rows.prefetch_related("channels", "papers", "results", "legal_bases")
    ours = {row.procedure.code: own_values(row) for row in details}
    return {code: _compare(ours.get(code), portal_values(wording)) for code, wording in told.items()}


def _compare(ours: Mapping[str, Any] | None, theirs: Mapping[str, Any]) -> list[FieldDifference]:
    if ours is None:
        return [FieldDifference(field, [], lines_of(field, theirs[field])) for field in FIELD_NAMES if lines_of(field, theirs[field])]
    return [FieldDifference(field, own, other) for field, (own, other) in differing(ours, theirs).items()]


def field_names(fields: Iterable[str]) -> dict[str, str]:
    """The fields in words."""
    return {field: str(FIELD_NAMES[field]) for field in fields if field in FIELD_NAMES}
