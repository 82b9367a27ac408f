"""The boxes above the register: which book, which days, which words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.dossiers.printing.register import RegisterQuery, centres
from congso.foundation.web.widgets import DateBox

FIRST_YEAR = 2025
"""The two levels of government began on 01/7/2025; older books are on paper or in the systems before."""


class RegisterForm(forms.Form):
    """Choose a book of the register (sổ theo dõi hồ sơ)."""

    don_vi = forms.TypedChoiceField(label=_("Bộ phận Một cửa"), coerce=int)
    nam = forms.TypedChoiceField(label=_("Sổ năm"), coerce=int)
    tu = forms.DateField(label=_("Nhận từ ngày"), required=False, widget=DateBox)
    den = forms.DateField(label=_("Đến ngày"), required=False, widget=DateBox)
    q = forms.CharField(label=_("Tìm trong sổ"), required=False, max_length=100)

    def __init__(self, viewer: Actor, given: Any) -> None:
        """Fill in what was not asked: the viewer's first centre and this year."""
        this_year = clock.today().year
        asked = {key: given[key] for key in ("don_vi", "nam", "tu", "den", "q") if given.get(key)}
        year = asked.setdefault("nam", str(this_year))
        found = centres(
            viewer, int(year) if year.isdecimal() and FIRST_YEAR <= int(year) <= this_year else this_year
        )
        self.has_books = bool(found)
        own = viewer.main_seat.unit_id if viewer.main_seat else None
        first = next((node.id for node in found if node.id == own), found[0].id if found else "")
        asked.setdefault("don_vi", str(first))
        super().__init__(asked)
        self.choose("nam", [(str(each), str(each)) for each in range(this_year, FIRST_YEAR - 1, -1)])
        self.choose("don_vi", [(str(node.id), node.name) for node in found])
        self.fields["q"].widget.attrs["placeholder"] = _("Mã hồ sơ, tên, số định danh…")

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Give a box its choices."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Refuse days the wrong way round."""
        said = super().clean() or {}
        if said.get("tu") and said.get("den") and said["tu"] > said["den"]:
            self.add_error("den", _("Ngày cuối phải sau ngày đầu."))
        return said

    def query(self) -> RegisterQuery | None:
        """What was asked; None while something is wrong with it."""
        if not self.is_valid():
            return None
        said = self.cleaned_data
        return RegisterQuery(
            unit_id=said["don_vi"],
            year=said["nam"],
            first_day=said["tu"],
            last_day=said["den"],
            words=said["q"],
        )
