"""Day by day and unit by unit: what was asked, what came, for what receipts were given, and what does not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncDate

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.fees.enums import Way
from congso.domains.fees.models import Payment, PaymentRequest, Receipt
from congso.domains.fees.policies import reconciled_by, require_can_reconcile
from congso.foundation.orgs.queries import tree

LONGEST = 92
"""Days on one page."""
MOST = 300
"""Differences on one page."""


@dataclass
class DayLine:
    """A unit's day; amounts in đồng."""

    day: date
    unit_id: int
    unit: str = ""
    asked: int = 0
    asked_total: int = 0
    ways: dict[str, int] = field(default_factory=dict)
    """Way → what came and settled."""
    receipts: int = 0
    receipts_total: int = 0
    open_differences: int = 0

    @property
    def settled_total(self) -> int:
        """What came and settled, by all ways."""
        return sum(self.ways.values())

    @property
    def cash(self) -> int:
        """In cash."""
        return self.ways.get(Way.CASH, 0)

    @property
    def transfer(self) -> int:
        """By bank transfer."""
        return self.ways.get(Way.TRANSFER, 0)

    @property
    def by_gateway(self) -> int:
        """By all gateways."""
        return self.settled_total - self.cash - self.transfer

    @property
    def is_equal(self) -> bool:
        """Whether the receipts say what came."""
        return self.settled_total == self.receipts_total


@dataclass(frozen=True)
class Reconciliation:
    """A period's lines, their sum, and the payments that settle nothing, unsolved ones first."""

    first: date
    last: date
    lines: list[DayLine]
    total: DayLine
    differences: list[Payment]


def reconciliation(*, viewer: Actor, first: date, last: date, unit_id: int | None = None) -> Reconciliation:
    """The period's books, as far as the viewer reconciles them. Raises NotAllowed."""
    require_can_reconcile(viewer, unit_id)
    last = min(last, first + timedelta(days=LONGEST - 1))
    rows = reconciled_by(viewer) if unit_id is None else Q(unit_id=unit_id)
    lines: dict[tuple[date, int], DayLine] = {}

    def line(row: dict[str, Any]) -> DayLine:
        key = (row["day"], row["unit_id"] or 0)
        return lines.setdefault(key, DayLine(*key))

    for row in _by_day(PaymentRequest.objects.filter(rows), "created_at", first, last, "total"):
        line(row).asked, line(row).asked_total = row["count"], row["sum"]
    for row in _by_day(
        Payment.objects.filter(rows, settles=True), "received_at", first, last, "amount", "adapter"
    ):
        line(row).ways[row["adapter"]] = row["sum"]
    for row in _by_day(
        Receipt.objects.filter(rows, cancelled_at=None).annotate(way_at=F("payment__received_at")),
        "way_at",
        first,
        last,
        "total",
    ):
        line(row).receipts, line(row).receipts_total = row["count"], row["sum"]
    for row in _by_day(
        Payment.objects.filter(rows, settles=False, solution=None), "received_at", first, last, "amount"
    ):
        line(row).open_differences = row["count"]
    units = tree()
    for each in lines.values():
        each.unit = units.name(each.unit_id) if each.unit_id else ""
    found = sorted(lines.values(), key=lambda each: (each.day, each.unit))
    return Reconciliation(first, last, found, _sum(first, found), _differences(rows, first, last))


def _bounds(first: date, last: date) -> tuple[datetime, datetime]:
    begin = datetime.combine(first, time(), tzinfo=clock.VIETNAM)
    return begin, datetime.combine(last + timedelta(days=1), time(), tzinfo=clock.VIETNAM)


def _by_day(
    rows: Any, moment: str, first: date, last: date, amount: str, *by: str
) -> Iterable[dict[str, Any]]:
    begin, end = _bounds(first, last)
    rows = rows.filter(**{f"{moment}__gte": begin, f"{moment}__lt": end})
    rows = rows.annotate(day=TruncDate(moment, tzinfo=clock.VIETNAM)).values("day", "unit_id", *by).order_by()
    found: Iterable[dict[str, Any]] = rows.annotate(count=Count("pk"), sum=Sum(amount))
    return found


def _sum(first: date, lines: list[DayLine]) -> DayLine:
    total = DayLine(first, 0)
    ways: dict[str, int] = defaultdict(int)
    for each in lines:
        total.asked += each.asked
        total.asked_total += each.asked_total
        total.receipts += each.receipts
        total.receipts_total += each.receipts_total
        total.open_differences += each.open_differences
        for way, amount in each.ways.items():
            ways[way] += amount
    total.ways = dict(ways)
    return total


def _differences(rows: Q, first: date, last: date) -> list[Payment]:
    begin, end = _bounds(first, last)
    found = Payment.objects.filter(rows, settles=False, received_at__gte=begin, received_at__lt=end)
    found = found.select_related("request", "solution").prefetch_related("refunds")
    return list(found.order_by(F("solution__id").asc(nulls_first=True), "received_at")[:MOST])
