"""Forms of the administrator."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.clients.models import Scope
from congso.foundation.orgs.choosing import UnitField

_HOST = re.compile(r"^(?=.{1,200}$)[a-z0-9-]+(\.[a-z0-9-]+)+$")


class ClientForm(forms.Form):
    """A program."""

    name = forms.CharField(label=_("Tên ứng dụng"), max_length=200)
    purpose = forms.CharField(label=_("Mục đích đọc dữ liệu"), max_length=300, help_text=_("Ghi vào nhật ký mỗi lần ứng dụng đọc dữ liệu của người nộp hồ sơ."))
    contact = forms.CharField(label=_("Đơn vị, người liên hệ"), max_length=200)
    per_minute = forms.IntegerField(label=_("Số lần gọi mỗi phút"), min_value=1, max_value=10_000, initial=120)
    hosts = forms.CharField(label=_("Máy chủ nhận tin (webhook)"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
                            help_text=_("Mỗi dòng một tên máy chủ, ví dụ tin.soyte.gov.vn; chỉ gửi https đến các máy này."))  # fmt: skip

    def clean_hosts(self) -> tuple[str, ...]:
        """Names of hosts, no addresses."""
        found = tuple(dict.fromkeys(self.cleaned_data["hosts"].lower().split()))
        if not all(_HOST.fullmatch(host) and not host.replace(".", "").isdecimal() for host in found):
            raise forms.ValidationError(_("Chỉ nhập tên máy chủ, không nhập địa chỉ IP hay đường dẫn."))
        return found


class ReasonForm(forms.Form):
    """Why a program is closed."""

    reason = forms.CharField(label=_("Lý do"), max_length=200)


class ReachForm(forms.Form):
    """What a program may ask of an agency."""

    scopes = forms.MultipleChoiceField(label=_("Được phép"), choices=Scope.choices, required=False, widget=forms.CheckboxSelectMultiple,
                                       help_text=_("Bỏ hết để thu hồi phạm vi của cơ quan này."))  # fmt: skip

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["agency_id"] = UnitField(label=_("Cơ quan"))
        self.order_fields(["agency_id", "scopes"])
