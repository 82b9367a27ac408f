"""Forms of the exchange."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.exchange.keys import key_of
from congso.domains.exchange.models import Form


class KeyForm(forms.Form):
    """A key for signing messages: made here, or taken from a file."""

    name = forms.RegexField(r"^[a-z0-9-]{1,60}$", label=_("Tên khóa"), max_length=60, help_text=_("Chữ thường không dấu, số và dấu gạch nối, ví dụ dong-thap-2026."))
    organisation = forms.CharField(label=_("Tên cơ quan ghi trong chứng thư"), max_length=64, required=False, help_text=_("Chỉ cần khi tạo khóa mới tại đây."))
    container = forms.FileField(label=_("Tệp khóa do cơ quan chứng thực cấp (.p12, .pfx)"), required=False,
                                help_text=_("Để trống thì tạo khóa mới với chứng thư tự ký; vân tay của nó được đăng ký tại trục."))  # fmt: skip
    pin = forms.CharField(label=_("Mã PIN của tệp"), required=False, max_length=100, widget=forms.PasswordInput())

    def clean_container(self) -> bytes:
        """Its bytes; a key file is small."""
        upload = self.cleaned_data["container"]
        if upload is None:
            return b""
        if upload.size > LARGEST_KEY:
            raise forms.ValidationError(_("Tệp quá lớn, không phải tệp khóa."))
        return bytes(upload.read())

    def clean(self) -> dict[str, Any]:
        """A new key needs the agency's name."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("container") and not given.get("organisation"):
            self.add_error("organisation", _("Phải ghi tên cơ quan khi tạo khóa mới."))
        return given


class EndAtAxisForm(forms.Form):
    """Who stands for an agency that takes part no longer, and why."""

    successor = forms.CharField(label=_("Mã định danh của đơn vị kế thừa"), max_length=35, required=False, help_text=_("Để trống thì đơn vị bị khóa trên trục."))
    reason = forms.CharField(label=_("Lý do"), max_length=200)


LARGEST_KEY = 100_000
"""Bytes of a key file."""


class ConnectionForm(forms.Form):
    """How an axis is reached."""

    name = forms.CharField(label=_("Tên kết nối"), max_length=200)
    form = forms.ChoiceField(label=_("Kiểu giao tiếp"), choices=Form.choices,
                             help_text=_("Tên các tiêu đề của trục quốc gia chưa được kiểm chứng; hãy thử với trục thật trước khi dùng."))  # fmt: skip
    base_url = forms.URLField(label=_("Địa chỉ trục"), assume_scheme="https", help_text=_("Phần trước /v1 hoặc /vxp."))
    system_id = forms.CharField(label=_("Mã hệ thống (SystemId)"), max_length=60)
    secret = forms.CharField(label=_("Khóa bí mật (SecretKey)"), required=False, max_length=200, widget=forms.PasswordInput(render_value=True),
                             help_text=_("Để trống thì giữ khóa đang dùng."))  # fmt: skip
    key_name = forms.RegexField(r"^[a-z0-9-]{0,60}$", label=_("Tên khóa ký gói tin"), required=False, max_length=60,
                                help_text=_("Một khóa ở trang “Khóa ký gói tin”; để trống thì gói tin không được ký."))  # fmt: skip
    poll_seconds = forms.IntegerField(label=_("Số giây giữa hai lần hỏi trục"), min_value=1, max_value=3600, initial=5)
    use_sha1 = forms.BooleanField(label=_("Ký bằng SHA-1 (chỉ khi trục đòi hỏi)"), required=False)
    accept_sha1 = forms.BooleanField(label=_("Chấp nhận chữ ký SHA-1 của nơi gửi"), required=False)
    accept_unsigned = forms.BooleanField(label=_("Chấp nhận gói tin không ký"), required=False)
    is_strict = forms.BooleanField(label=_("Từ chối gói tin chưa đúng hẳn QCVN 102:2016"), required=False)

    def clean_key_name(self) -> str:
        """A key of this name must be there."""
        name: str = self.cleaned_data["key_name"]
        if name:
            try:
                found = key_of(name)
            except ValueError:
                found = None
            if found is None:
                raise forms.ValidationError(_("Chưa có khóa tên này, hoặc mã PIN không mở được."))
        return name

    def clean(self) -> dict[str, Any]:
        """A new connection needs a secret."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("secret") and not self.initial.get("system_id"):
            self.add_error("secret", _("Phải có khóa bí mật."))
        return given
