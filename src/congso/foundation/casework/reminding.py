"""Once a working day everybody hears what is due soon and what is overdue in their hands.

Cases are read once for all, in one pass over the index of due times; people are reminded in batches. Whoever
stands in for somebody hears of that work too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.core import clock
from congso.core.actors import Actor
from congso.foundation.audit.writing import write_action
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.casework.definitions import step_roles
from congso.foundation.casework.models import Case, CaseState, ReminderSchedule, ReminderSent
from congso.foundation.casework.models.reminder import STANDARD_DAYS, STANDARD_TIME
from congso.foundation.casework.policies import require_can_set_reminders
from congso.foundation.notifications.services import Letter, NoticeIn, write_letters, write_notices
from congso.foundation.notifications.wordings import Kind
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import Present, holders, officials_present
from congso.foundation.people.roles import HEAD

BATCH = 200
SHOWN = 30
"""Cases named in one reminder; the rest is counted, the inbox has them all."""

DIGEST = Kind(
    key="reminder",
    label=gettext_lazy("Nhắc việc hằng ngày"),
    subject="Nhắc việc ngày {day}: {late_count} quá hạn, {soon_count} sắp đến hạn",
    body=(
        "Kính gửi {name},\n\nTính đến đầu ngày {day}:\n\n{list}\n\n"
        "Xem tất cả: {url}\n\nThư này được gửi tự động, mỗi ngày làm việc nhiều nhất một lần."
    ),
    fields={
        "name": gettext_lazy("họ tên người nhận"), "day": gettext_lazy("ngày nhắc"),
        "late_count": gettext_lazy("số việc quá hạn"), "soon_count": gettext_lazy("số việc sắp đến hạn"),
        "list": gettext_lazy("danh sách việc"), "url": gettext_lazy("địa chỉ trang Việc của tôi"),
    },
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timing:
    """When a unit is reminded, of how much."""

    at: time = STANDARD_TIME
    days_before: int = STANDARD_DAYS
    by_email: bool = True


@dataclass
class Digest:
    """What one person is told."""

    person: Present
    timing: Timing
    horizon: datetime
    late: list[str] = field(default_factory=list)
    soon: list[str] = field(default_factory=list)
    of_unit: list[str] = field(default_factory=list)
    late_count: int = 0
    soon_count: int = 0
    unit_count: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.late_count or self.soon_count or self.unit_count)

    @property
    def text(self) -> str:
        """The lists under their headings."""
        parts = [
            (_("Quá hạn"), self.late, self.late_count), (_("Sắp đến hạn"), self.soon, self.soon_count),
            (_("Quá hạn trong đơn vị"), self.of_unit, self.unit_count),
        ]  # fmt: skip
        return "\n\n".join(_section(*part) for part in parts if part[2])


def _section(heading: str, lines: Sequence[str], count: int) -> str:
    rest = count - len(lines)
    more = [_("… và %(count)d việc khác") % {"count": rest}] if rest else []
    return "\n".join([f"{heading} ({count}):", *(f"- {line}" for line in lines), *more])


def timings() -> dict[int, Timing]:
    """The rows that units set."""
    return {
        row.unit_id: Timing(row.at, row.days_before, row.by_email) for row in ReminderSchedule.objects.all()
    }


def timing_of(unit_id: int, rows: dict[int, Timing]) -> Timing:
    """A unit's own timing, else that of the nearest unit above, else the standard."""
    return next((rows[node.id] for node in tree().ancestors(unit_id) if node.id in rows), Timing())


def remind_people(*, actor: Actor) -> int:
    """Remind everybody whose time has come today and who has not been reminded yet; how many there were."""
    digests = _awaiting()
    if not digests:
        return 0
    _collect(digests)
    wanted = [digest for digest in digests.values() if not digest.is_empty]
    return sum(_remind(actor, wanted[start : start + BATCH]) for start in range(0, len(wanted), BATCH))


def _awaiting() -> dict[int, Digest]:
    """Empty digests of those who are to be told now: it is a working day of their unit and its time has come."""
    now, today = clock.now(), clock.today()
    rows = timings()
    reminded = set(ReminderSent.objects.filter(day=today).values_list("account_id", flat=True))
    found: dict[int, Digest] = {}
    for person in officials_present(today):
        timing = timing_of(person.unit_id, rows)
        schedule = schedule_for(person.unit_id)
        if person.account_id in reminded or now.time() < timing.at or not schedule.is_working_day(today):
            continue
        last = schedule.add_working_days(today, timing.days_before)
        found[person.account_id] = Digest(person, timing, _end_of(last))
    return found


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.VIETNAM)


def _collect(digests: dict[int, Digest]) -> None:
    """Put every case that is due into the digests of those whom it concerns."""
    listeners: dict[int, list[Digest]] = {}
    for digest in digests.values():
        for account_id in digest.person.accounts:
            listeners.setdefault(account_id, []).append(digest)
    now, roles = clock.now(), step_roles()
    horizon = max(digest.horizon for digest in digests.values())
    cases = Case.objects.filter(state=CaseState.OPEN, due_at__lt=horizon).order_by("due_at", "id").values_list(
        "number", "title", "due_at", "holder_id", "holder_unit_id", "step_id")  # fmt: skip
    for number, title, due_at, holder_id, unit_id, step_id in cases.iterator(chunk_size=2000):
        if due_at is None:
            continue
        line = _line(number, due_at, title)
        theirs = (
            [holder_id]
            if holder_id
            else [each for each, _n in holders(role=roles.get(step_id, ""), unit_id=unit_id)]
        )
        told = _tell(listeners, theirs, line, due_at, now)
        if due_at < now:
            _tell_heads(listeners, unit_id, told, line)


def _line(number: str, due_at: datetime, title: str) -> str:
    values = {"number": number, "due": f"{clock.local(due_at):%H:%M %d/%m/%Y}", "title": title[:120]}
    return _("%(number)s, hẹn trả %(due)s: %(title)s") % values


def _tell(
    listeners: dict[int, list[Digest]], accounts: Sequence[int], line: str, due: datetime, now: datetime
) -> set[int]:
    told: set[int] = set()
    for digest in [each for account_id in accounts for each in listeners.get(account_id, [])]:
        if digest.person.account_id in told or due >= digest.horizon:
            continue
        told.add(digest.person.account_id)
        if due < now:
            digest.late_count += 1
            _name(digest.late, line)
        else:
            digest.soon_count += 1
            _name(digest.soon, line)
    return told


def _tell_heads(listeners: dict[int, list[Digest]], unit_id: int, told: set[int], line: str) -> None:
    """Heads hear of what is overdue in their unit in others' hands."""
    for account_id, _n in holders(role=HEAD, unit_id=unit_id):
        for digest in listeners.get(account_id, []):
            if digest.person.account_id not in told:
                told.add(digest.person.account_id)
                digest.unit_count += 1
                _name(digest.of_unit, line)


def _name(lines: list[str], line: str) -> None:
    if len(lines) < SHOWN:
        lines.append(line)


def _remind(actor: Actor, digests: Sequence[Digest]) -> int:
    """One batch: the row that makes it once, the notice and the letter, in one transaction."""
    today = clock.today()
    with write_action("cases.remind_people", actor=actor) as action:
        mine = _take(today, [digest.person.account_id for digest in digests])
        chosen = [digest for digest in digests if digest.person.account_id in mine]
        write_notices(action, [_notice(digest) for digest in chosen])
        write_letters(
            action,
            [_letter(digest, today) for digest in chosen if digest.timing.by_email and digest.person.email],
        )
        action.record(("casework.remindersent", today), count=len(chosen), accounts=sorted(mine))
    return len(chosen)


def _take(day: date, accounts: Sequence[int]) -> set[int]:
    """Of these people, those whom nobody else reminds on this day: two workers at once never remind twice."""
    statement = (
        "INSERT INTO casework_remindersent (account_id, day) SELECT account, %s FROM unnest(%s::bigint[]) AS account "
        "ON CONFLICT DO NOTHING RETURNING account_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [day, sorted(accounts)])
        return {row[0] for row in cursor.fetchall()}


def _notice(digest: Digest) -> NoticeIn:
    title = _("Nhắc việc: %(late)d quá hạn, %(soon)d sắp đến hạn") % {
        "late": digest.late_count, "soon": digest.soon_count}  # fmt: skip
    return NoticeIn(digest.person.account_id, "reminder", title, digest.text, reverse("casework:inbox"))


def _letter(digest: Digest, day: date) -> Letter:
    values: dict[str, Any] = {
        "name": digest.person.name, "day": f"{day:%d/%m/%Y}", "late_count": digest.late_count,
        "soon_count": digest.soon_count, "list": digest.text, "url": settings.CONGSO_BASE_URL + reverse("casework:inbox"),
    }  # fmt: skip
    fields = {key: str(value) for key, value in values.items()}
    return Letter(digest.person.email, DIGEST.key, f"reminder:{digest.person.account_id}:{day}", fields)


def set_reminders(
    *, actor: Actor, unit_id: int, at: time, days_before: int, by_email: bool
) -> ReminderSchedule:
    """Set when a unit is reminded (lịch nhắc việc). Raises NotAllowed."""
    with write_action("cases.set_reminders", actor=actor) as action:
        require_can_set_reminders(actor, unit_id)
        row, _made = ReminderSchedule.objects.update_or_create(
            unit_id=unit_id, defaults={"at": at, "days_before": days_before, "by_email": by_email}
        )
        action.record(row, unit=unit_id, at=str(at), days_before=days_before, by_email=by_email)
    return row
