"""Forms of handing over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _


class HandoverForm(forms.Form):
    """Which ended dossiers of which unit."""

    unit_id = forms.TypedChoiceField(label=_("Đơn vị nộp"), coerce=int)
    dossiers = forms.TypedMultipleChoiceField(label=_("Hồ sơ"), coerce=UUID, widget=forms.MultipleHiddenInput,
                                              error_messages={"required": _("Chưa chọn hồ sơ nào.")})  # fmt: skip
    condition = forms.CharField(label=_("Tình trạng tài liệu"), max_length=300, required=False, initial=_("Đầy đủ, sử dụng được."))

    def __init__(self, *args: Any, units: list[tuple[int, str]], dossiers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = [(str(unit), name) for unit, name in units]  # type: ignore[attr-defined]
        self.fields["dossiers"].choices = [(key, key) for key in dossiers]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What the archive says of a dossier."""

    agrees = forms.TypedChoiceField(label=_("Trả lời"), choices=[("1", _("Đồng ý nhận")), ("0", _("Trả lại"))], coerce=lambda typed: typed == "1")
    reason = forms.CharField(label=_("Lý do trả lại"), max_length=500, required=False)


class KeepingAnswerForm(forms.Form):
    """What the agency's head says of a dossier to be kept back."""

    agrees = forms.TypedChoiceField(label=_("Trả lời"), choices=[("1", _("Đồng ý cho giữ lại")), ("0", _("Không đồng ý"))], coerce=lambda typed: typed == "1")
    decision = forms.CharField(label=_("Số văn bản đồng ý (nếu có)"), max_length=100, required=False)
    answer = forms.CharField(label=_("Ý kiến, lý do không đồng ý"), max_length=500, required=False)
