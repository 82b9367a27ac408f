"""The two columns of a dossier say what the one rule says, for any history."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from congso.core.clock import VIETNAM
from congso.domains.dossiers.enums import NationalStatus
from congso.domains.dossiers.judging import FINAL, judge_dossier, on_time_by_columns, set_judgement
from congso.domains.dossiers.models import Dossier, Supplement

BEGIN = datetime(2026, 9, 1, 8, 0, tzinfo=VIETNAM)
gaps = st.integers(min_value=0, max_value=20 * 86_400_000_000).map(
    lambda micros: timedelta(microseconds=micros)
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Dossier, list[Supplement]]:
    """A dossier that was asked to supplement any number of times, answered or not, and ended or not."""
    moment, rows, seconds = BEGIN, [], 0
    for ordinal in range(draw(st.integers(0, 3))):
        asked = moment = moment + draw(gaps)
        moment += draw(gaps)
        rows.append(Supplement(ordinal=ordinal + 1, asked_at=asked, completed_at=moment))
        seconds += int((moment - asked).total_seconds())
    status = draw(st.sampled_from([*FINAL, NationalStatus.PROCESSING, NationalStatus.SUPPLEMENT]))
    is_open = bool(rows) and draw(st.booleans()) and status not in FINAL
    if is_open:
        last = rows[-1]
        seconds -= int((moment - last.asked_at).total_seconds())
        last.completed_at = None
    dossier = Dossier(
        received_at=BEGIN, status=status, supplement_count=len(rows), supplement_seconds=seconds,
        promised_at=draw(st.none() | gaps.map(lambda gap: BEGIN + gap)),
        supplement_asked_at=rows[-1].asked_at if is_open else None,
        finished_at=moment + draw(gaps) if status in FINAL else None,
    )  # fmt: skip
    return dossier, rows


@given(histories(), gaps)
def test_the_columns_equal_the_rule(history: tuple[Dossier, list[Supplement]], later: timedelta) -> None:
    dossier, rows = history
    end = BEGIN + timedelta(days=10) + later
    set_judgement(dossier)

    assert on_time_by_columns(dossier, end) == judge_dossier(dossier, rows, end).on_time
