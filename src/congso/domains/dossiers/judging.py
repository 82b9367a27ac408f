"""On time or not: dossiers put to the one rule (index 766, 2.1), and the same rule as two columns.

Tables of millions of rows cannot ask Python row by row, so each change of a dossier stores when its work ended and
up to when that is on time. A property test holds the columns equal to ``judge``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.models import Dossier, Supplement
from congso.foundation.calendar.judgement import DossierTimes, Judgement, end_of_period, judge
from congso.foundation.calendar.judgement import Supplement as Wait

FINAL = frozenset(
    {NationalStatus.FINISHED, NationalStatus.RETURNED, NationalStatus.STOPPED, NationalStatus.WITHDRAWN}
)


def judge_dossier(
    dossier: Dossier, supplements: Sequence[Supplement], period_end: date | datetime
) -> Judgement:
    """Judge one dossier as of the end of a period (QĐ 766/QĐ-TTg, 2.1)."""
    ended = dossier.finished_at if dossier.status in FINAL else None
    stopped, withdrawn = NationalStatus.STOPPED, NationalStatus.WITHDRAWN
    times = DossierTimes(
        received_at=dossier.received_at, promised_at=dossier.promised_at,
        ready_at=ended if dossier.status not in {stopped, withdrawn} else None,
        stopped_at=ended if dossier.status == stopped else None,
        withdrawn_at=ended if dossier.status == withdrawn else None,
        supplements=tuple(_wait(row) for row in supplements if not row.before_receipt),
    )  # fmt: skip
    return judge(times, period_end)


def _wait(row: Supplement) -> Wait:
    """A supplement in whole seconds, as its dossier keeps the sum."""
    if row.completed_at is None:
        return Wait(row.asked_at)
    return Wait(
        row.asked_at, row.asked_at + timedelta(seconds=int((row.completed_at - row.asked_at).total_seconds()))
    )


def set_judgement(dossier: Dossier) -> None:
    """Store the judgement's two moments on the dossier, which the caller saves."""
    final = dossier.status in FINAL
    promised = dossier.promised_at
    asked_twice = not final and dossier.supplement_count > 1
    waited = timedelta(seconds=dossier.supplement_seconds)
    dossier.judged_due_at = None if asked_twice or promised is None else promised + waited
    if final:
        dossier.judged_end_at = dossier.finished_at
    else:
        dossier.judged_end_at = dossier.supplement_asked_at if dossier.supplement_count == 1 else None


def on_time_by_columns(dossier: Dossier, period_end: date | datetime) -> bool:
    """What the reports' SQL computes from the two columns."""
    end = dossier.judged_end_at or end_of_period(period_end)
    return dossier.judged_due_at is not None and end <= dossier.judged_due_at
