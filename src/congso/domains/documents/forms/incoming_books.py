"""The boxes above the registers of documents coming in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.domains.documents.books_incoming import ARRIVALS, BOOKS
from congso.foundation.orgs.queries import tree
from congso.foundation.web.widgets import DateBox

FIRST_YEAR = 2025


class BookForm(forms.Form):
    """Which book of which year."""

    so = forms.ChoiceField(label=_("Sổ"), choices=list(BOOKS.items()))
    co_quan = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int)
    nam = forms.TypedChoiceField(label=_("Năm"), coerce=int)
    tu = forms.DateField(label=_("Đăng ký từ ngày"), required=False, widget=DateBox)
    den = forms.DateField(label=_("Đến ngày"), required=False, widget=DateBox)
    q = forms.CharField(label=_("Tìm trong sổ"), required=False, max_length=100)

    def __init__(self, agency_ids: list[int], given: Any) -> None:
        asked = {key: given[key] for key in ("so", "co_quan", "nam", "tu", "den", "q") if given.get(key)}
        this_year = clock.today().year
        super().__init__({"so": ARRIVALS, "co_quan": str(agency_ids[0]), "nam": str(this_year)} | asked)
        self.fields["co_quan"].choices = [(str(each), tree().name(each)) for each in agency_ids]  # type: ignore[attr-defined]
        years = [(str(each), str(each)) for each in range(this_year, FIRST_YEAR - 1, -1)]
        self.fields["nam"].choices = years  # type: ignore[attr-defined]
