"""The audit log as its screens show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.foundation.audit.models import AuditEntry, AuditSeal, Outcome
from congso.foundation.audit.policies import require_can_see, require_can_see_all, visible_to
from congso.foundation.audit.wording import action_label, readable, subject_label

PAGE = 50
COUNT_CAP = 100_000


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which lines are wanted."""

    person: str = ""
    action: str = ""
    subject: str = ""
    outcome: str = ""
    first: date | None = None
    last: date | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the log in words."""

    id: int
    at: datetime
    who: str
    action: str
    refused: bool
    subject: str
    summary: str


@dataclass(frozen=True)
class LogPage:
    """A page of the log and the key of the next."""

    rows: list[LogRow]
    next_key: str


@dataclass(frozen=True)
class LinePage:
    """One line with everything in it."""

    entry: AuditEntry
    action: str
    subject: str
    details: list[tuple[str, str]]
    seal: AuditSeal | None

    @property
    def leaf(self) -> str:
        """The line's hash, as the seal covers it."""
        return bytes(self.entry.leaf_hash).hex()

    @property
    def is_untouched(self) -> bool:
        """Whether the line still gives the hash it was written with."""
        return self.entry.compute_leaf() == bytes(self.entry.leaf_hash)


def log_page(*, viewer: Actor, wanted: LogFilter) -> LogPage:
    """Lines the viewer may read, the latest first."""
    require_can_see(viewer)
    found = AuditEntry.objects.filter(visible_to(viewer)).filter(_wanted(wanted))
    if wanted.after.isdecimal():
        found = found.filter(pk__lt=int(wanted.after))
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return LogPage([_row(entry) for entry in rows[:PAGE]], str(rows[PAGE - 1].pk) if len(rows) > PAGE else "")


def _wanted(wanted: LogFilter) -> Q:
    asked = Q()
    if wanted.person:
        asked &= Q(actor_name__icontains=wanted.person)
    if wanted.action:
        asked &= Q(action=wanted.action)
    if wanted.outcome in Outcome.values:
        asked &= Q(outcome=wanted.outcome)
    if wanted.subject:
        kind, _sign, key = wanted.subject.partition(":")
        asked &= Q(subject_type=kind, subject_id=key) if key else Q(subject_id=kind)
    if wanted.first:
        asked &= Q(at__gte=datetime.combine(wanted.first, time(), tzinfo=clock.VIETNAM))
    if wanted.last:
        asked &= Q(at__lt=datetime.combine(wanted.last + timedelta(days=1), time(), tzinfo=clock.VIETNAM))
    return asked


def _row(entry: AuditEntry) -> LogRow:
    pairs = readable(entry.details)
    return LogRow(
        id=entry.pk, at=entry.at, who=entry.actor_name, action=action_label(entry.action),
        refused=entry.outcome == Outcome.REFUSED,
        subject=subject_label(entry.subject_type) if entry.subject_type else "",
        summary="; ".join(f"{label}: {text}" for label, text in pairs[:3])[:200],
    )  # fmt: skip


def line_page(*, viewer: Actor, entry_id: int) -> LinePage:
    """One line with its details and the seal over it."""
    require_can_see(viewer)
    entry = AuditEntry.objects.filter(visible_to(viewer), pk=entry_id).first()
    if entry is None:
        raise NotVisible
    seal = AuditSeal.objects.filter(
        transaction_from__lte=entry.transaction, transaction_to__gt=entry.transaction
    ).first()
    subject = f"{subject_label(entry.subject_type)} {entry.subject_id}" if entry.subject_type else ""
    return LinePage(entry, action_label(entry.action), subject, readable(entry.details), seal)


@dataclass(frozen=True)
class SealsPage:
    """How far the log is sealed, and what the last check found."""

    seals: list[AuditSeal]
    sealed: int
    waiting: int
    last_check: AuditEntry | None

    @property
    def last_is_clean(self) -> bool:
        """Whether the last check found nothing."""
        return self.last_check is not None and not self.last_check.details.get("problems")


def seals_page(*, viewer: Actor) -> SealsPage:
    """The latest seals, how many lines wait for the next, and the last check."""
    require_can_see_all(viewer)
    seals = list(AuditSeal.objects.order_by("-pk")[:20])
    reached = seals[0].transaction_to if seals else 0
    waiting = len(AuditEntry.objects.filter(transaction__gte=reached).values_list("pk")[:COUNT_CAP])
    last = (
        AuditEntry.objects.filter(
            action="audit.verify_seals", outcome=Outcome.DONE, subject_type="audit.auditseal"
        )
        .order_by("-pk")
        .first()
    )
    return SealsPage(seals, sum(AuditSeal.objects.values_list("size", flat=True)), waiting, last)
