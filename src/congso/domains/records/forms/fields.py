"""Boxes that several forms share: periods, people, units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.errors import DomainError
from congso.domains.records.enums import period_text
from congso.domains.records.queries.retention import rules_on
from congso.domains.records.services.periods import parse_period
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders


class PeriodField(forms.CharField):
    """A retention period as people write it; empty means none."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Thời hạn lưu trữ"))
        kwargs.setdefault("help_text", _("«Vĩnh viễn», hoặc số năm từ 2 đến 70."))
        super().__init__(max_length=20, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Years as words."""
        return period_text(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """The years; None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_period(text)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from None


def rule_choices() -> list[tuple[str, str]]:
    """The rules in force today."""
    rules = [(row.code, f"{row.code} · {row.title} ({period_text(row.years)})") for row in rules_on(clock.today())]
    return [("", str(_("— không nêu —"))), *rules]


def unit_choices(agency_id: int) -> list[tuple[str, str]]:
    """The agency and its parts."""
    units = tree()
    return [(str(unit), units.name(unit)) for unit in sorted(units.part_of_agency(agency_id), key=lambda each: (each != agency_id, each))]


def people_choices(unit_ids: list[int], *, leave_out: int | None = None) -> list[tuple[str, str]]:
    """Everybody of these units with the unit's name."""
    units = tree()
    found = {account: f"{name} ({units.name(unit)})" for unit in unit_ids for account, name in holders(role="", unit_id=unit)}
    return [(str(account), label) for account, label in found.items() if account != leave_out]
