"""What a report is asked for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.domains.insight.enums import GroupBy, Preset
from congso.domains.insight.periods import Period, preset, span
from congso.domains.insight.policies import SEE
from congso.domains.insight.queries.figures import Wanted
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.orgs.queries import tree
from congso.foundation.web.widgets import DateBox

LONGEST_YEARS = 10


def _ids(text: str) -> tuple[int, ...]:
    """Unit or account ids written with dashes between them; what is no number is passed over."""
    return tuple(
        int(part) for part in text.split("-") if part.isascii() and part.isdigit() and len(part) < 18
    )


class ReportForm(forms.Form):
    """Period, rows and narrowing of a report; everything has a default."""

    ky = forms.ChoiceField(label=_("Kỳ báo cáo"), choices=Preset.choices, required=False)
    tu = forms.DateField(label=_("Từ ngày"), required=False, widget=DateBox)
    den = forms.DateField(label=_("Đến ngày"), required=False, widget=DateBox)
    theo = forms.ChoiceField(label=_("Tổng hợp theo"), choices=GroupBy.choices, required=False)
    co_quan = forms.ChoiceField(label=_("Cơ quan giải quyết"), required=False)
    noi_nhan = forms.ChoiceField(label=_("Nơi tiếp nhận"), required=False)
    thu_tuc = forms.CharField(label=_("Mã thủ tục"), required=False, max_length=40)
    gop = forms.BooleanField(label=_("Gộp đơn vị đã sắp xếp vào đơn vị kế thừa"), required=False)

    def __init__(self, *args: Any, viewer: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period = self._period()
        agencies, centres = _choices(viewer, self.period)
        self.fields["co_quan"].choices = self._with_chosen("co_quan", _("Mọi cơ quan"), agencies)  # type: ignore[attr-defined]
        self.fields["noi_nhan"].choices = self._with_chosen("noi_nhan", _("Mọi nơi"), centres)  # type: ignore[attr-defined]

    def _with_chosen(self, name: str, everything: Any, pairs: list[tuple[str, str]]) -> list[tuple[str, Any]]:
        """The choices; a narrowing that came by a link (several units, an ended one) stays chosen."""
        chosen = self.data.get(name, "")
        known = {key for key, _label in pairs}
        extra = (
            [(chosen, _unit_names(chosen, self.period))]
            if chosen and chosen not in known and _ids(chosen)
            else []
        )
        return [("", everything), *extra, *pairs]

    def _period(self) -> Period:
        """The period asked for; this month when nothing (or nonsense) was asked."""
        today = clock.today()
        at_hand = preset(self.data.get("ky") or "thang-nay", today)
        if at_hand is not None:
            return at_hand
        first, last = self._day("tu"), self._day("den")
        if first is None or last is None or first > last or last.year - first.year > LONGEST_YEARS:
            return span(today, 1)
        return Period(first, last)

    def _day(self, name: str) -> Any:
        try:
            return self.fields[name].clean(self.data.get(name, ""))
        except forms.ValidationError:
            return None

    @property
    def wanted(self) -> Wanted:
        """What is to be counted; boxes filled wrongly narrow nothing."""
        self.is_valid()
        by = self.cleaned_data.get("theo") or GroupBy.AGENCY
        return Wanted(
            period=self.period, by=by, agencies=_ids(self.data.get("co_quan", "")),
            receiving=_ids(self.data.get("noi_nhan", "")), procedure=self.cleaned_data.get("thu_tuc", "").strip(),
            officers=_ids(self.data.get("can_bo", "")), merged=bool(self.cleaned_data.get("gop")),
        )  # fmt: skip


def _unit_names(ids: str, period: Period) -> str:
    trees = (tree(period.last), tree(period.first), tree())
    return ", ".join(next(filter(None, (each.name(unit) for each in trees)), str(unit)) for unit in _ids(ids))


def _choices(viewer: Actor, period: Period) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Agencies and one-stop centres of the period's end within the viewer's reach."""
    units, reach = tree(period.last), viewer.units_for(SEE)
    nodes = [node for node in units.nodes.values() if reach == EVERYWHERE or node.id in reach]
    agencies = [(str(node.id), node.name) for node in nodes if node.is_agency]
    centres = [(str(node.id), node.name) for node in nodes if node.function == UnitFunction.ONE_STOP]
    return agencies, centres
