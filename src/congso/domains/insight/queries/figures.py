"""The one SQL behind tables and lists, so that a figure and the list behind it cannot differ.

On time means index 766, 2.1, through the two columns that dossiers keep of their judgement. Finished and unfinished
dossiers of a period are two ranges of one covering index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from congso.domains.dossiers.facade import NationalStatus
from congso.domains.insight.enums import Figure, GroupBy
from congso.domains.insight.periods import Period
from congso.domains.insight.policies import Reach
from congso.domains.ratings.facade import DISLIKED


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report counts."""

    period: Period
    by: str = GroupBy.AGENCY
    agencies: tuple[int, ...] = ()
    receiving: tuple[int, ...] = ()
    procedure: str = ""
    officers: tuple[int, ...] = ()
    merged: bool = False
    """Units that no longer exist are counted with those that stand in their place (gộp theo đơn vị kế thừa)."""


_COLUMNS = """case_id, agency_id, receiving_unit_id, officer_id, procedure_code, status, received_at, finished_at,
    judged_end_at, judged_due_at, supplement_seconds, supplement_count, apology_count"""
_DONE = "COALESCE(d.finished_at < p.ends, false)"

FACTS = f"""
WITH facts AS (
  SELECT p.place, d.*, {_DONE} AS done,
    COALESCE(CASE WHEN {_DONE} THEN d.judged_end_at
             ELSE LEAST(COALESCE(d.judged_end_at, p.judged_at), p.judged_at) END <= d.judged_due_at, false) AS on_time,
    CASE WHEN {_DONE} THEN false ELSE EXISTS (
      SELECT 1 FROM casework_casepause s WHERE s.case_id = d.case_id AND s.started_at <= p.judged_at
      AND (s.ended_at IS NULL OR s.ended_at > p.judged_at)) END AS paused,
    d.received_at < p.begins AS carried
  FROM unnest(%(places)s::int[], %(begins)s::timestamptz[], %(ends)s::timestamptz[], %(judged_at)s::timestamptz[])
    AS p(place, begins, ends, judged_at)
  CROSS JOIN LATERAL (
    SELECT {_COLUMNS} FROM dossiers_dossier WHERE finished_at >= p.begins AND received_at < p.ends
    UNION ALL
    SELECT {_COLUMNS} FROM dossiers_dossier WHERE finished_at IS NULL AND received_at < p.ends
  ) AS d
  WHERE {{where}}
)
"""  # noqa: S608 - only constants of this module are put together here



def _rated(which: str) -> str:
    """Dossiers with a rating, whenever it was given: it belongs to the dossier as an apology does."""
    return f"EXISTS (SELECT 1 FROM ratings_rating r WHERE r.dossier_id = facts.case_id AND {which})"  # noqa: S608 - constants


_W = int(NationalStatus.WITHDRAWN)
CONDITIONS: dict[str, str] = {
    Figure.TOTAL: "true",
    Figure.CARRIED: "carried",
    Figure.RECEIVED: "NOT carried",
    Figure.ON_TIME: f"done AND status <> {_W} AND on_time",
    Figure.LATE: f"done AND status <> {_W} AND NOT on_time",
    Figure.OPEN_WITHIN: "NOT done AND NOT paused AND on_time",
    Figure.OPEN_LATE: "NOT done AND NOT paused AND NOT on_time",
    Figure.PAUSED: "paused",
    Figure.WITHDRAWN: f"done AND status = {_W}",
    Figure.REFUSED: f"done AND status = {int(NationalStatus.STOPPED)}",
    Figure.APOLOGISED: "apology_count > 0",
    Figure.SUPPLEMENTS: "supplement_count > 1",
    Figure.RATED: _rated("true"),
    Figure.DISLIKED: _rated(f"r.level = ANY(ARRAY[{', '.join(str(int(level)) for level in DISLIKED)}])"),
}
JUDGED_ON_TIME = "on_time"
NOT_ON_TIME = "NOT on_time"
LATE_APOLOGISED = "NOT on_time AND apology_count > 0"
PROCESSED = f"done AND status <> {_W}"


def facts(wanted: Wanted, reach: Reach, periods: Sequence[Period]) -> tuple[str, dict[str, Any]]:
    """The common table of dossiers that count, and its values."""
    values: dict[str, Any] = {
        "places": list(range(len(periods))), "begins": [each.begins for each in periods],
        "ends": [each.ends for each in periods], "judged_at": [each.judged_at for each in periods],
    }  # fmt: skip
    where = ["true"]
    for name, column, ids in (("agencies", "agency_id", wanted.agencies), ("receiving", "receiving_unit_id", wanted.receiving),
                              ("officers", "officer_id", wanted.officers)):  # fmt: skip
        if ids:
            where.append(f"d.{column} = ANY(%({name})s)")
            values[name] = list(ids)
    if wanted.procedure:
        where.append("d.procedure_code = %(procedure)s")
        values["procedure"] = wanted.procedure
    if reach.units is not None:
        where.append(
            "(d.agency_id = ANY(%(units)s) OR d.receiving_unit_id = ANY(%(units)s) OR d.officer_id = ANY(%(own)s))"
        )
        values |= {"units": list(reach.units), "own": list(reach.accounts)}
    return FACTS.format(where=" AND ".join(where)), values
