"""Forms by which documents are passed on without, or to another, leader's word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.forms.incoming import WorkForm, _ToWhomForm
from congso.domains.documents.policies import REGISTER
from congso.foundation.casework.placing import people_of_step
from congso.foundation.people.queries import holders
from congso.foundation.web.widgets import DateBox


class DirectForm(_ToWhomForm):
    """To whom the registry passes a document on directly."""

    text = forms.CharField(label=_("Ghi chú của văn thư"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = forms.DateField(label=_("Hạn giải quyết"), required=False, widget=DateBox)
    person = forms.ChoiceField(label=_("Giao thẳng cho chuyên viên"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(f"{account}:{unit}", name) for unit in self.unit_ids for account, name in holders(role="officer", unit_id=unit)]
        self.fields["person"].choices = [("", _("— trưởng phòng phân công —")), *found]  # type: ignore[attr-defined]
        if not self.is_bound and self.document.case is not None:
            self.initial.update(seq=self.document.case.seq, due_on=self.document.due_on)

    def _may(self, unit_id: int) -> bool:
        return self.viewer.may(REGISTER, unit_id)


class PassForm(WorkForm):
    """Another leader, and why."""

    holder = forms.TypedChoiceField(label=_("Lãnh đạo"), coerce=int)
    note = forms.CharField(label=_("Ý kiến chuyển"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_of_step(self.case) if self.case is not None else ()
        others = [each for each in people if each[0] != self.viewer.account_id]
        self.fields["holder"].choices = [("", _("— chọn người —")), *others]  # type: ignore[attr-defined]
        self.has_choices = bool(others)


class RuleForm(forms.Form):
    """From when on, and whether."""

    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox)
    allowed = forms.BooleanField(label=_("Cho phép văn thư chuyển thẳng văn bản đến cho đơn vị giải quyết"), required=False, help_text=_(
        "Văn thư chuyển theo quy chế của cơ quan, không thay ý kiến chỉ đạo của lãnh đạo; lãnh đạo vẫn xem và đổi đơn vị chủ trì được."))  # fmt: skip
    source = forms.CharField(label=_("Căn cứ (quy chế văn thư)"), max_length=250, required=False)
