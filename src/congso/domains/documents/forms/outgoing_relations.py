"""Forms of relations between documents."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.enums import LINKED, RelationKind
from congso.domains.documents.forms.outgoing import LinesField


class RelateForm(forms.Form):
    """Which documents, and how this one stands to them."""

    kind = forms.ChoiceField(label=_("Văn bản này có quan hệ"), initial=RelationKind.BASED_ON,
                             choices=[(each.value, each.label) for each in RelationKind if each in LINKED])  # fmt: skip
    targets = forms.TypedMultipleChoiceField(label=_("Văn bản tìm thấy"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple)
    outside = LinesField(label=_("Văn bản không lưu trong hệ thống"), rows=3, longest=300,
                         help_text=_("Mỗi văn bản một dòng: tên loại, số, ký hiệu, ngày, cơ quan ban hành. Ví dụ: Nghị định số "
                                     "30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư."))  # fmt: skip

    def clean(self) -> dict[str, object]:
        """Something must be named."""
        if not self.errors and not self.cleaned_data["targets"] and not self.cleaned_data["outside"]:
            raise forms.ValidationError(_("Chưa chọn văn bản nào và chưa ghi văn bản nào."))
        return self.cleaned_data


def offer(form: RelateForm, choices: list[tuple[str, str]]) -> RelateForm:
    """What the search found, to be ticked; what was ticked on an older page is judged by the service."""
    ticked = form.data.getlist("targets") if form.is_bound and hasattr(form.data, "getlist") else []
    shown = [*choices, *((each, each) for each in ticked if each not in dict(choices))]
    form.fields["targets"].choices = shown  # type: ignore[attr-defined]
    return form
