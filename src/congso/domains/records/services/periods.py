"""Check retention periods against what they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from congso.core.errors import InvalidInput
from congso.core.text import fold
from congso.domains.records.enums import LONGEST, PERMANENT, SHORTEST, period_text
from congso.domains.records.errors import PeriodOutside, PeriodTooShort, RuleUnknown
from congso.domains.records.queries.retention import rule_on

_YEARS = re.compile(r"^(\d{1,3})(?:\.0)?\s*(?:nam)?$")


def require_period(years: int, *, field: str = "years") -> None:
    """Permanent, or 2 to 70 years (Luật Lưu trữ, Điều 15)."""
    if years != PERMANENT and not SHORTEST <= years <= LONGEST:
        raise PeriodOutside(field=field)


def require_by_rule(years: int, rule_code: str, on: date, *, field: str = "years") -> None:
    """Not shorter than the rule it names; raises RuleUnknown, PeriodTooShort, PeriodOutside."""
    require_period(years, field=field)
    if not rule_code:
        return
    rule = rule_on(rule_code, on)
    if rule is None:
        raise RuleUnknown(field="rule_code", rule=rule_code)
    if years < rule.years:
        raise PeriodTooShort(field=field, least=period_text(rule.years), why=f"{rule.code}: {rule.source}")


def longest(periods: Iterable[int | None]) -> int | None:
    """The longest of these; a dossier takes that of its documents (Luật Lưu trữ, Điều 15)."""
    return max((each for each in periods if each is not None), default=None)


def parse_period(text: str) -> int:
    """A period as people write it: ``Vĩnh viễn``, ``20 năm``, ``20``. Raises InvalidInput."""
    key = fold(text)
    if key in {"vinh vien", "vv"}:
        return PERMANENT
    match = _YEARS.match(key)
    if match is None:
        raise InvalidInput(reason=_("không hiểu thời hạn «%(text)s»; hãy ghi «Vĩnh viễn» hoặc số năm.") % {"text": text})
    return int(match[1])
