"""The boxes of the search of documents; their names stand in its address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.finding import BY_DAY, BY_RELEVANCE, Asked, asked_from
from congso.foundation.web.widgets import DateBox

PARAMETERS = {
    "text": "q", "direction": "huong", "type": "loai", "year": "nam", "issuer": "noi", "state": "tt", "unit": "dv", "urgency": "khan",
    "begin": "tu", "end": "den", "order": "xep",
}  # fmt: skip
"""What is asked → its name in the address."""


def _kept() -> forms.CharField:
    return forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)


class FindForm(forms.Form):
    """Words, days and order; the filters chosen beside the list travel along."""

    q = forms.CharField(
        label=_("Từ khóa, số ký hiệu, tên người"), required=False, max_length=200,
        help_text=_("Không cần gõ dấu, không cần đúng thứ tự; số ký hiệu gõ cả hoặc một phần."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    tu = forms.DateField(label=_("Ngày văn bản từ"), required=False, widget=DateBox)
    den = forms.DateField(label=_("Đến ngày"), required=False, widget=DateBox)
    xep = forms.ChoiceField(
        label=_("Xếp theo"), required=False, choices=[(BY_RELEVANCE, _("Mức độ khớp")), (BY_DAY, _("Ngày, mới trước"))]
    )
    huong, loai, nam, noi, tt, dv, khan = _kept(), _kept(), _kept(), _kept(), _kept(), _kept(), _kept()

    def clean(self) -> dict[str, Any]:
        """A range of days begins before it ends."""
        said = super().clean() or {}
        if said.get("tu") and said.get("den") and said["den"] < said["tu"]:
            self.add_error("den", _("Ngày kết thúc phải sau ngày bắt đầu."))
        return said

    def asked(self) -> Asked:
        """What is asked; boxes that were filled in wrongly ask nothing."""
        self.is_valid()
        return asked_from({name: self.cleaned_data.get(box) for name, box in PARAMETERS.items()})


def boxes_of(asked: Asked) -> dict[str, str]:
    """The boxes of the address that ask this."""
    found = {}
    for name, box in PARAMETERS.items():
        value = getattr(asked, name)
        if value:
            found[box] = value.isoformat() if name in {"begin", "end"} else str(value)
    return found


class SaveForm(forms.Form):
    """Keep the search."""

    name = forms.CharField(label=_("Tên"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    shared = forms.BooleanField(label=_("Dùng chung trong đơn vị của tôi"), required=False)
    notify = forms.BooleanField(label=_("Báo cho tôi mỗi sáng khi có văn bản mới"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="save_%s")
