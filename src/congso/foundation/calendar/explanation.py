"""Why a deadline falls when it does: each rule applied, as a sentence with its source.

Worked out only when somebody opens "vì sao?", never while deadlines are being counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from congso.foundation.calendar.counting import Ending, Settled, count, extend, finish, settle
from congso.foundation.calendar.limits import Extension, TimeLimit, TimeUnit
from congso.foundation.calendar.working_time import DAY, to_datetime

if TYPE_CHECKING:
    from congso.foundation.calendar.deadlines import Due

FIRST_DAY_LAW = _("Bộ luật Dân sự 2015, Điều 147 khoản 2")
HOURS_LAW = _("Bộ luật Dân sự 2015, Điều 147 khoản 1")
MONTH_LAW = _("Bộ luật Dân sự 2015, Điều 148 khoản 3")
ROLL_LAW = _("Bộ luật Dân sự 2015, Điều 148 khoản 5")
DAYS_OFF_LAW = _("Bộ luật Lao động 2019, Điều 111 và Điều 112")
PROCEDURE_RULE = _("Quy định của thủ tục")
OFFICE_HOURS = _("Giờ làm việc của cơ quan")
PAUSE_RULE = _("Nghị định 118/2025/NĐ-CP (thời gian chờ người nộp không tính vào thời hạn)")
EXTENSION_RULE = _("Quyết định gia hạn")


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that was applied: its sentence, its source and the time it speaks of."""

    code: str
    message: Promise
    citation: Promise
    start: datetime
    end: datetime | None = None
    fields: tuple[tuple[str, object], ...] = ()

    @property
    def text(self) -> str:
        """The sentence in the reader's language."""
        return str(self.message) % dict(self.fields)

    def __str__(self) -> str:
        """The sentence with its source."""
        return f"{self.text} ({self.citation})"


_UNIT_TEXT = {
    TimeUnit.HOURS: ngettext_lazy("%(amount)s giờ làm việc", "%(amount)s giờ làm việc", "count"),
    TimeUnit.WORKING_DAYS: ngettext_lazy("%(amount)s ngày làm việc", "%(amount)s ngày làm việc", "count"),
    TimeUnit.DAYS: ngettext_lazy("%(amount)s ngày", "%(amount)s ngày", "count"),
    TimeUnit.MONTHS: ngettext_lazy("%(amount)s tháng", "%(amount)s tháng", "count"),
}


def limit_text(limit: TimeLimit) -> str:
    """A limit as it is printed: "3 ngày làm việc", "0,5 ngày làm việc", "trong ngày"."""
    if limit.is_same_day:
        return _now("trong ngày")
    amount = f"{limit.amount.normalize():f}".replace(".", ",")
    count = 1 if limit.amount == 1 else 2
    return str(_UNIT_TEXT[limit.unit] % {"amount": amount, "count": count})


def duration_text(minutes: int) -> str:
    """Minutes as people say them: "3 giờ 15 phút"."""
    hours, rest = divmod(minutes, 60)
    if not rest:
        return _now("%(hours)s giờ") % {"hours": hours}
    if not hours:
        return _now("%(minutes)s phút") % {"minutes": rest}
    return _now("%(hours)s giờ %(minutes)s phút") % {"hours": hours, "minutes": rest}


def moment_text(minute: int) -> str:
    """A moment as papers write it: "17:00 ngày 24/11/2026"."""
    return f"{to_datetime(minute):%H:%M} " + _now("ngày %(date)s") % {
        "date": f"{to_datetime(minute):%d/%m/%Y}"
    }


def _day_of(minute: int) -> date:
    return date.fromordinal(minute // DAY)


def _receipt(due: Due) -> Iterator[Reason]:
    received, start = to_datetime(due.received), to_datetime(due.start)
    yield Reason(
        "received",
        _("Tiếp nhận lúc %(at)s."),
        PROCEDURE_RULE,
        received,
        None,
        (("at", moment_text(due.received)),),
    )
    opened = due.schedule.at_work(due.received)
    if opened != due.received:
        yield Reason(
            "out_of_hours", _("Ngoài giờ làm việc: tính như tiếp nhận lúc %(at)s."), OFFICE_HOURS,
            received, to_datetime(opened), (("at", moment_text(opened)),),
        )  # fmt: skip
    if due.start != opened and due.limit.cutoff is not None:
        cutoff = f"{due.limit.cutoff:%H:%M}"
        yield Reason(
            "after_cutoff", _("Sau %(cutoff)s: tính như tiếp nhận lúc %(at)s."), PROCEDURE_RULE,
            to_datetime(opened), start, (("cutoff", cutoff), ("at", moment_text(due.start))),
        )  # fmt: skip


def _limit(due: Due) -> Iterator[Reason]:
    base = count(due.schedule, due.start, due.limit)
    fields = (("limit", limit_text(due.limit)), ("at", moment_text(finish(due.schedule, base))))
    span = to_datetime(due.start), to_datetime(finish(due.schedule, base))
    if due.limit.is_same_day:
        yield Reason(
            "same_day", _("Giải quyết trong ngày: hết giờ làm việc, %(at)s."), PROCEDURE_RULE, *span, fields
        )
    elif base[1] is Ending.EXACT:
        message = _("Thời hạn %(limit)s, tính theo giờ làm việc kể từ thời điểm tiếp nhận: %(at)s.")
        yield Reason("working_time", message, HOURS_LAW, *span, fields)
    elif due.limit.unit is TimeUnit.WORKING_DAYS:
        message = _("Thời hạn %(limit)s, không tính ngày tiếp nhận: hết giờ làm việc, %(at)s.")
        yield Reason("working_days", message, FIRST_DAY_LAW, *span, fields)
    else:
        law = MONTH_LAW if due.limit.unit is TimeUnit.MONTHS else FIRST_DAY_LAW
        last = f"{to_datetime(base[0]):%d/%m/%Y}"
        message = _("Thời hạn %(limit)s, không tính ngày tiếp nhận: ngày cuối là %(last)s.")
        yield Reason("calendar", message, law, *span, (*fields, ("last", last)))


def _extensions(due: Due) -> Iterator[Reason]:
    base = count(due.schedule, due.start, due.limit)
    ordered: list[Extension] = sorted(due.extensions, key=lambda each: each.granted_at)
    for extension in ordered:
        before = to_datetime(finish(due.schedule, base))
        base, _from = extend(due.schedule, base, due.start, extension)
        at = finish(due.schedule, base)
        added = extension.amount and limit_text(extension.amount)
        message = (
            _("Gia hạn thêm %(amount)s: %(at)s. Lý do: %(why)s")
            if added
            else _("Thời hạn mới: %(at)s. Lý do: %(why)s")
        )
        fields = (("amount", added), ("at", moment_text(at)), ("why", extension.reason or _now("không ghi")))
        yield Reason("extended", message, EXTENSION_RULE, before, to_datetime(at), fields)


def _pauses(due: Due, settled: Settled) -> Iterator[Reason]:
    by_calendar = due.base[1] is Ending.CALENDAR
    for start, end in settled.counted:
        if end is None:
            yield Reason(
                "clock_stands", _("Đang tạm dừng từ %(at)s; thời hạn còn %(left)s làm việc."), PAUSE_RULE,
                to_datetime(start), None,
                (("at", moment_text(start)), ("left", duration_text(settled.remaining or 0))),
            )  # fmt: skip
            return
        minutes = end - start if by_calendar else due.schedule.elapsed(start, end)
        message = (
            _("Tạm dừng từ %(at)s đến %(to)s: cộng thêm %(time)s.")
            if by_calendar
            else _("Tạm dừng từ %(at)s đến %(to)s: cộng thêm %(time)s làm việc.")
        )
        fields = (("at", moment_text(start)), ("to", moment_text(end)), ("time", duration_text(minutes)))
        yield Reason("paused", message, PAUSE_RULE, to_datetime(start), to_datetime(end), fields)


def _days_off(due: Due, until: int) -> Iterator[Reason]:
    days = due.schedule.days_off(_day_of(due.start), _day_of(until))
    if not days:
        return
    names = "; ".join(f"{day:%d/%m/%Y} {due.schedule.name_of(day)}".strip() for day in days)
    yield Reason(
        "days_off", _("Ngày nghỉ trong thời hạn: %(days)s."), DAYS_OFF_LAW,
        to_datetime(due.start), to_datetime(until), (("days", names),),
    )  # fmt: skip


def _ending(due: Due, settled: Settled, until: int) -> Iterator[Reason]:
    at = to_datetime(until)
    last = due.base[0] // DAY
    stood = sum((end or start) - start for start, end in settled.counted)
    if due.base[1] is Ending.CALENDAR and last + -(-stood // DAY) != until // DAY:
        message = _("Ngày cuối là ngày nghỉ: chuyển sang hết ngày làm việc tiếp theo, %(at)s.")
        yield Reason("rolled", message, ROLL_LAW, at, at, (("at", moment_text(until)),))
    yield Reason("due", _("Hẹn trả: %(at)s."), PROCEDURE_RULE, at, at, (("at", moment_text(until)),))


def explain(due: Due) -> tuple[Reason, ...]:
    """Every rule that gave the deadline, in the order in which it was applied."""
    settled = settle(due.schedule, due.base, due.pauses, due.clock_from)
    reasons = [*_receipt(due), *_limit(due), *_extensions(due), *_pauses(due, settled)]
    until = finish(due.schedule, due.base) if settled.due is None else settled.due
    reasons += _days_off(due, until)
    if settled.due is not None:
        reasons += _ending(due, settled, until)
    return tuple(reasons)
