"""Forms of the exchange."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.exchange.keys import key_of
from congso.domains.exchange.models import Form


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
                                help_text=_("Tệp exchange-TÊN.p12 trong thư mục khóa; để trống thì gói tin không được ký."))  # fmt: skip
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
