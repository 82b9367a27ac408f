"""The dossiers behind a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from congso.core.actors import Actor
from congso.core.text import mask_name
from congso.domains.dossiers.facade import Dossier, NationalStatus
from congso.domains.insight.policies import require_reach
from congso.domains.insight.queries.figures import CONDITIONS, Wanted, facts
from congso.foundation.casework.policies import may_see
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier as the list shows it; without a link and with a masked name where the viewer may only count it."""

    id: UUID
    code: str
    may_open: bool
    name: str
    procedure: str
    agency: str
    officer: str
    status: str
    received_at: datetime
    promised_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True)
class Listing:
    """A page of the list and the key of the next."""

    lines: list[Line]
    next_key: str


def listing(*, viewer: Actor, wanted: Wanted, figure: str, after: str = "") -> Listing:
    """Dossiers that a figure counts, oldest first; raises NotAllowed."""
    keys = _keys(viewer, wanted, figure, after, PAGE + 1)
    rows = Dossier.objects.select_related("case").in_bulk([key for _at, key in keys[:PAGE]])
    lines = [_line(viewer, rows[key]) for _at, key in keys[:PAGE]]
    next_key = f"{keys[PAGE - 1][0].isoformat()}|{keys[PAGE - 1][1]}" if len(keys) > PAGE else ""
    return Listing(lines=lines, next_key=next_key)


def _keys(viewer: Actor, wanted: Wanted, figure: str, after: str, limit: int) -> list[tuple[datetime, UUID]]:
    sql, values = facts(wanted, require_reach(viewer), [wanted.period])
    behind = _after(after)
    values |= {"limit": limit, **behind}
    beyond = "AND (received_at, case_id) > (%(after_at)s, %(after_id)s)" if behind else ""
    statement = f"""{sql} SELECT received_at, case_id FROM facts WHERE {CONDITIONS.get(figure, "true")} {beyond}
        ORDER BY received_at, case_id LIMIT %(limit)s"""  # noqa: S608 - constants
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [(at, key) for at, key in cursor.fetchall()]


def _after(key: str) -> dict[str, Any]:
    at, _bar, case_id = key.partition("|")
    try:
        return {"after_at": datetime.fromisoformat(at), "after_id": UUID(case_id)}
    except ValueError:
        return {}


def _line(viewer: Actor, row: Dossier) -> Line:
    seen = may_see(viewer, row.case)
    return Line(
        id=row.pk, code=row.code, may_open=seen, name=row.applicant_name if seen else mask_name(row.applicant_name),
        procedure=row.procedure_name, agency=tree().name(row.agency_id) or tree(row.arrived_at.date()).name(row.agency_id),
        officer=account_names().get(row.officer_id or 0, ""), status=str(NationalStatus(row.status).label),
        received_at=row.arrived_at, promised_at=row.case.promised_at, finished_at=row.finished_at,
    )  # fmt: skip
