"""Forms of messages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.foundation.notifications.channels import SMS, ZALO
from congso.foundation.web.widgets import DateBox


class WordingForm(forms.Form):
    """How a kind of message is worded for a channel."""

    subject = forms.CharField(label=_("Tiêu đề thư"), max_length=200)
    body = forms.CharField(
        label=_("Nội dung thư"), max_length=5000, widget=forms.Textarea(attrs={"rows": 14})
    )
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox)

    def __init__(self, *args: Any, channel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        if channel == SMS:
            del self.fields["subject"]
            body.label, body.help_text = (
                _("Nội dung tin nhắn"),
                _("Tối đa 160 ký tự; tin gửi đi bỏ dấu, trừ khi hệ thống được đặt giữ dấu."),
            )
            body.widget.attrs["rows"] = 4
        elif channel == ZALO:
            self.fields["subject"].label = _("Mã mẫu đã đăng ký với Zalo")
            body.label, body.help_text = _("Các trường của mẫu"), _("Mỗi dòng một trường: tên: giá trị.")
            body.widget.attrs["rows"] = 6


class ResetForm(forms.Form):
    """From which day the program's own words hold again."""

    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox(attrs={"id": "id_reset_from"}))
