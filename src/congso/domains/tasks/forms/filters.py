"""Which tasks a list, the board or the statistics show."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.tasks.enums import GroupBy, Scope, TaskState
from congso.domains.tasks.periods import PRESETS, Period, preset, span
from congso.domains.tasks.queries.figures import Asked
from congso.domains.tasks.queries.listing import ANY, OPEN, Wanted
from congso.foundation.orgs.choosing import UnitField
from congso.foundation.web.widgets import DateBox

LONGEST_YEARS = 10


class FilterForm(forms.Form):
    """Whose tasks, in which state, due when."""

    pham_vi = forms.ChoiceField(label=_("Phạm vi"), required=False)
    tinh_trang = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=[
        (OPEN, _("Chưa kết thúc")), (ANY, _("Tất cả")), *TaskState.choices])  # fmt: skip
    han = forms.ChoiceField(label=_("Hạn"), required=False, choices=[("", _("Mọi hạn")), ("qua-han", _("Quá hạn")), ("sap-han", _("Sắp đến hạn"))])
    q = forms.CharField(label=_("Số, nhiệm vụ, người giao"), required=False, max_length=100)
    don_vi = forms.Field(label=_("Đơn vị chủ trì"), required=False)
    tu = forms.DateField(label=_("Hạn từ ngày"), required=False, widget=DateBox)
    den = forms.DateField(label=_("Hạn đến ngày"), required=False, widget=DateBox)

    def __init__(self, *args: Any, on_board: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["don_vi"] = UnitField(label=_("Đơn vị chủ trì"), required=False)
        self.order_fields(["pham_vi", "tinh_trang", "han", "q", "don_vi", "tu", "den"])
        self.fields["pham_vi"].choices = [(Scope.ALL.value, Scope.ALL.label), *(each for each in Scope.choices if each[0] != Scope.ALL)]  # type: ignore[attr-defined]
        if on_board:
            del self.fields["tinh_trang"]

    def wanted(self, after: str = "") -> Wanted:
        """What was chosen; a box filled wrongly narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            scope=said.get("pham_vi") or Scope.ALL, state=said.get("tinh_trang") or OPEN, due=said.get("han") or "", words=said.get("q") or "",
            unit_id=said.get("don_vi"), due_from=said.get("tu"), due_to=said.get("den"), after=after,
        )  # fmt: skip


class FiguresForm(forms.Form):
    """Period and grouping of the statistics."""

    ky = forms.ChoiceField(label=_("Kỳ"), choices=PRESETS, required=False)
    tu = forms.DateField(label=_("Từ ngày"), required=False, widget=DateBox)
    den = forms.DateField(label=_("Đến ngày"), required=False, widget=DateBox)
    theo = forms.ChoiceField(label=_("Tổng hợp theo"), choices=GroupBy.choices, required=False)
    don_vi = forms.Field(label=_("Cơ quan, đơn vị"), required=False)

    def __init__(self, data: Any, *, viewer: Actor) -> None:
        super().__init__(data)
        self.fields["don_vi"] = UnitField(label=_("Cơ quan, đơn vị"), required=False)
        self.viewer = viewer
        self.is_valid()

    @property
    def period(self) -> Period:
        """The period asked for; this year when nothing, or nonsense, was asked."""
        today, said = clock.today(), self.cleaned_data
        at_hand = preset(said.get("ky") or "nam-nay", today)
        if at_hand is not None:
            return at_hand
        first, last = said.get("tu"), said.get("den")
        if first is None or last is None or first > last or last.year - first.year > LONGEST_YEARS:
            return span(today, 12)
        return Period(first, last)

    @property
    def asked(self) -> Asked:
        """What is to be counted."""
        row = self.data.get("dong", "")
        return Asked(self.period, self.cleaned_data.get("theo") or GroupBy.UNIT, self.cleaned_data.get("don_vi"),
                     int(row) if row.isdecimal() and len(row) < 18 else None)  # fmt: skip
