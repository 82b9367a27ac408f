"""What citizens type about a dossier of theirs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.citizens.facade import citizen_kinds
from congso.domains.dossiers.facade import ReturnMethod
from congso.domains.portal.models import Erasable
from congso.foundation.notifications.channels import channels
from congso.foundation.web.fields import PhoneField


class ManyFiles(forms.ClearableFileInput):
    """A box that takes several files, pictures of a telephone too."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once (chọn nhiều tệp)."""

    def __init__(self, **kwargs: Any) -> None:
        widget = ManyFiles(
            attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx,image/jpeg,image/png", "multiple": True}
        )
        super().__init__(widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of the files, or none."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(each, initial) for each in files]


class MessageForm(forms.Form):
    """A message to the office."""

    text = forms.CharField(label=_("Nội dung tin nhắn"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    uploads = FilesField(
        label=_("Tệp kèm theo"), required=False, help_text=_("Tối đa 5 tệp PDF, ảnh hoặc docx.")
    )


class WithdrawForm(forms.Form):
    """Why a dossier is no longer wanted."""

    seq = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Lý do rút hồ sơ"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class ContactForm(forms.Form):
    """How the applicant of a dossier is reached, and how its result comes."""

    seq = forms.IntegerField(widget=forms.HiddenInput)
    phone = PhoneField()
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )
    return_method = forms.ChoiceField(
        label=_("Cách nhận kết quả"), choices=ReturnMethod.choices, widget=forms.RadioSelect
    )
    return_address = forms.CharField(
        label=_("Địa chỉ nhận qua bưu chính"), max_length=300, required=False, widget=forms.Textarea({"rows": 2, "autocomplete": "street-address"}),
        help_text=_("Số nhà, đường, ấp; xã, phường; tỉnh. Chỉ cần khi nhận qua bưu chính."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """An address is needed when the result comes by post."""
        given = super().clean() or self.cleaned_data
        if given.get("return_method") == ReturnMethod.POST and not given.get("return_address", "").strip():
            self.add_error("return_address", _("Hãy ghi địa chỉ nhận kết quả qua bưu chính."))
        return given


class ChannelsForm(forms.Form):
    """By which channels one hears of each kind of message."""

    def __init__(self, *args: Any, chosen: dict[str, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = channels()
        for kind in citizen_kinds():
            self.fields[kind.key] = forms.MultipleChoiceField(
                label=str(kind.label), required=False, widget=forms.CheckboxSelectMultiple,
                choices=[(key, known[key].label) for key in kind.channels], initial=chosen.get(kind.key, ["email"]),
                help_text=_("Tin bắt buộc theo quy định: giữ ít nhất một kênh.") if kind.mandatory else _("Bỏ chọn hết nếu không muốn nhận."),
            )  # fmt: skip

    def choices_made(self) -> dict[str, list[str]]:
        """What was ticked, by kind."""
        return {name: self.cleaned_data[name] for name in self.fields}


class ErasureForm(forms.Form):
    """What one wants deleted, and why."""

    what = forms.ChoiceField(label=_("Muốn xóa"), choices=Erasable.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Nói thêm (không bắt buộc)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class AnswerErasureForm(forms.Form):
    """An official's answer about data."""

    grant = forms.TypedChoiceField(
        label=_("Trả lời"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("Xóa những dữ liệu nêu trên")), ("no", _("Không xóa"))],
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Căn cứ pháp lý, lý do"), max_length=1000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Công dân đọc được câu này. Hồ sơ đã nộp phải lưu trữ theo Luật Lưu trữ nên không xóa."),
    )  # fmt: skip
