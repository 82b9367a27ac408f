"""How long what must be kept, and by when it is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from congso.core import clock
from congso.domains.records.enums import PERMANENT, Medium, RuleGroup, Term, TermUnit, period_text
from congso.domains.records.models import HandoverTerm, RetentionRule, WorkDossier


@dataclass(frozen=True)
class TermInForce:
    """A limit for handing over as it holds on a day."""

    term: str
    amount: int
    unit: str
    source: str
    valid_from: date | None = None

    @property
    def label(self) -> str:
        """What falls under it."""
        return str(Term(self.term).label)

    @property
    def shown(self) -> str:
        """``60 ngày``."""
        return f"{self.amount} {TermUnit(self.unit).label}"


STANDARD = {
    Term.CONSTRUCTION: TermInForce(Term.CONSTRUCTION, 3, TermUnit.MONTHS, "Nghị định 30/2020/NĐ-CP, Điều 30 khoản 2 điểm a"),
    Term.OTHER: TermInForce(Term.OTHER, 12, TermUnit.MONTHS, "Nghị định 30/2020/NĐ-CP, Điều 30 khoản 2 điểm b"),
    Term.ELECTRONIC: TermInForce(
        Term.ELECTRONIC, 60, TermUnit.DAYS,
        "Chưa kiểm chứng cho cấp tỉnh: theo quy chế lưu trữ của Bộ Tài chính, 2025; sửa theo quy chế của cơ quan",
    ),
}  # fmt: skip
"""What holds where the office set nothing."""


def terms_on(day: date) -> dict[str, TermInForce]:
    """The limits in force on a day."""
    found: dict[str, TermInForce] = {str(term): standard for term, standard in STANDARD.items()}
    for row in HandoverTerm.objects.filter(valid_from__lte=day).order_by("valid_from"):
        found[row.term] = TermInForce(row.term, row.amount, row.unit, row.source, row.valid_from)
    return found


def term_of(dossier: WorkDossier) -> str:
    """Under which limit a dossier falls: construction whatever it is made of, else electronic, else the rest."""
    if dossier.is_construction:
        return str(Term.CONSTRUCTION)
    return str(Term.ELECTRONIC if dossier.medium == Medium.ELECTRONIC else Term.OTHER)


def hand_over_day(dossier: WorkDossier, ended: date) -> date:
    """The last day for handing a dossier over whose work ended on a day."""
    term = terms_on(ended)[term_of(dossier)]
    return ended + timedelta(days=term.amount) if term.unit == TermUnit.DAYS else months_after(ended, term.amount)


def months_after(day: date, months: int) -> date:
    """The same day of a later month; its last one where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def rules_on(day: date | None = None) -> list[RetentionRule]:
    """The retention rules in force on a day, by group and code."""
    day = day or clock.today()
    newest = RetentionRule.objects.filter(valid_from__lte=day).order_by("code", "-valid_from").distinct("code")
    return sorted((row for row in newest if not row.withdrawn), key=lambda row: (row.group, row.code))


def rule_on(code: str, day: date) -> RetentionRule | None:
    """The rule of a code as it holds on a day."""
    row = RetentionRule.objects.filter(code=code, valid_from__lte=day).order_by("-valid_from").first()
    return None if row is None or row.withdrawn else row


def rules_by_group(day: date | None = None) -> list[tuple[str, list[RetentionRule]]]:
    """The table as the screen shows it; groups without a rule are left out."""
    rules = rules_on(day)
    groups = [(f"{group.value}. {group.label}", [row for row in rules if row.group == group]) for group in RuleGroup]
    return [(label, rows) for label, rows in groups if rows]


def kept_until(dossier: WorkDossier) -> int | None:
    """The last year a dossier is kept: the period runs from the year the work ended; None for ever, or while it runs."""
    if dossier.end_year is None or dossier.years in {None, PERMANENT}:
        return None
    return dossier.end_year + (dossier.years or 0)


__all__ = ["hand_over_day", "kept_until", "months_after", "period_text", "rule_on", "rules_by_group", "rules_on", "term_of", "terms_on"]
