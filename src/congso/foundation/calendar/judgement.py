"""The one answer to "was it on time?", word for word index 766, item 2.1.

Source: Quyết định 766/QĐ-TTg (23/6/2022), chỉ tiêu 2.1 "Tỷ lệ hồ sơ xử lý trước hạn, đúng hạn" with the
formula sheet of the national portal. Reports, rankings and screens all ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congso.core.clock import VIETNAM
from congso.foundation.calendar.deadlines import due
from congso.foundation.calendar.limits import TimeLimit
from congso.foundation.calendar.working_time import Schedule


@dataclass(frozen=True, slots=True)
class Supplement:
    """A request to supplement (yêu cầu bổ sung, state 5) and when the applicant completed it."""

    requested_at: datetime
    completed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DossierTimes:
    """The moments of one dossier that the index looks at, by the national states."""

    received_at: datetime | None
    """Ngày tiếp nhận; None when it never was received."""
    promised_at: datetime | None = None
    """Ngày hẹn trả."""
    ready_at: datetime | None = None
    """State 9, đã xử lý xong."""
    returned_at: datetime | None = None
    """State 10, đã trả kết quả."""
    stopped_at: datetime | None = None
    """State 8, dừng xử lý."""
    refused_at: datetime | None = None
    """State 3, không được tiếp nhận."""
    withdrawn_at: datetime | None = None
    """State 7, công dân yêu cầu rút hồ sơ; counts only when the dossier had been received."""
    supplements: tuple[Supplement, ...] = ()
    max_time: TimeLimit | None = None
    """The procedure's longest time, used when no date was promised."""


class FinishRule(StrEnum):
    """Which state gave the finishing time."""

    READY = "ready"
    RETURNED = "returned"
    STOPPED = "stopped"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    WAITING_FOR_APPLICANT = "waiting_for_applicant"
    ASKED_TWICE = "asked_twice"
    STILL_OPEN = "still_open"


_SENTENCES: dict[FinishRule, Promise] = {
    FinishRule.READY: _("Kết thúc xử lý khi đã xử lý xong (trạng thái 9)."),
    FinishRule.RETURNED: _("Kết thúc xử lý khi đã trả kết quả (trạng thái 10)."),
    FinishRule.STOPPED: _("Kết thúc xử lý khi dừng xử lý (trạng thái 8)."),
    FinishRule.REFUSED: _("Kết thúc xử lý khi từ chối tiếp nhận (trạng thái 3)."),
    FinishRule.WITHDRAWN: _("Kết thúc xử lý khi công dân rút hồ sơ (trạng thái 7)."),
    FinishRule.WAITING_FOR_APPLICANT: _(
        "Đang chờ công dân bổ sung lần thứ nhất: thời điểm yêu cầu bổ sung là thời điểm kết thúc."
    ),
    FinishRule.ASKED_TWICE: _("Yêu cầu bổ sung hơn một lần mà chưa có kết quả: tính quá hạn."),
    FinishRule.STILL_OPEN: _("Chưa có trạng thái hoàn thành: lấy ngày cuối kỳ báo cáo."),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """Đúng hạn hay quá hạn, and by which rule."""

    on_time: bool
    finished_at: datetime
    """Finishing time after completed supplements were subtracted."""
    rule: FinishRule
    compared_with: datetime | None
    """The promise, or the end of the procedure's longest time; None when neither is known (then overdue)."""
    subtracted: timedelta

    @property
    def explanation(self) -> str:
        """The rule as a sentence."""
        return str(_SENTENCES[self.rule])


def _final_state(times: DossierTimes) -> tuple[datetime, FinishRule] | None:
    """The state that ends the work: 9, else 10, else 8 or 3, else 7 of a received dossier."""
    if times.ready_at is not None:
        return times.ready_at, FinishRule.READY
    if times.returned_at is not None:
        return times.returned_at, FinishRule.RETURNED
    if times.stopped_at is not None:
        return times.stopped_at, FinishRule.STOPPED
    if times.refused_at is not None:
        return times.refused_at, FinishRule.REFUSED
    if times.withdrawn_at is not None and times.received_at is not None:
        return times.withdrawn_at, FinishRule.WITHDRAWN
    return None


def _finish(times: DossierTimes, period_end: datetime) -> tuple[datetime, FinishRule]:
    final = _final_state(times)
    if final is not None:
        return final
    if len(times.supplements) > 1:
        return period_end, FinishRule.ASKED_TWICE
    if times.supplements and times.supplements[0].completed_at is None:
        return times.supplements[0].requested_at, FinishRule.WAITING_FOR_APPLICANT
    return period_end, FinishRule.STILL_OPEN


def _limit_of(times: DossierTimes, schedule: Schedule | None) -> datetime | None:
    """The promise, else receipt plus the procedure's longest time."""
    if times.promised_at is not None:
        return times.promised_at
    if times.max_time is None or times.received_at is None or schedule is None:
        return None
    return due(schedule, times.received_at, times.max_time).at


def end_of_period(period_end: date | datetime) -> datetime:
    """The last second of a reporting period's last day."""
    if isinstance(period_end, datetime):
        return period_end
    return datetime.combine(period_end, time(23, 59, 59), tzinfo=VIETNAM)


def judge(times: DossierTimes, period_end: date | datetime, *, schedule: Schedule | None = None) -> Judgement:
    """Judge one dossier (QĐ 766/QĐ-TTg, 2.1).

    ``schedule`` is needed only for dossiers without a promised date: then finish − receipt − supplement
    must not exceed the procedure's longest time. With neither known the dossier counts as overdue.
    """
    finished, rule = _finish(times, end_of_period(period_end))
    waited = sum(
        (
            each.completed_at - each.requested_at
            for each in times.supplements
            if each.completed_at is not None
        ),
        timedelta(),
    )
    finished -= waited
    limit = _limit_of(times, schedule)
    on_time = rule is not FinishRule.ASKED_TWICE and limit is not None and finished <= limit
    return Judgement(on_time=on_time, finished_at=finished, rule=rule, compared_with=limit, subtracted=waited)
