"""Forms of the axis."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.axis.queries import member_with, open_systems
from congso.foundation.edxml.facade import is_agency_code, new_code_of
from congso.foundation.web.widgets import DateBox

LARGEST_CERTIFICATE = 100_000


class NewSystemForm(forms.Form):
    """A system to be connected."""

    system_id = forms.RegexField(r"^[A-Za-z0-9._-]{3,60}$", label=_("Mã hệ thống (SystemId)"), max_length=60,
                                 help_text=_("Chữ không dấu, số, dấu chấm, gạch; không đổi được về sau."))  # fmt: skip
    name = forms.CharField(label=_("Tên hệ thống"), max_length=200)
    daily_quota = forms.IntegerField(label=_("Số gói tin được gửi mỗi ngày"), min_value=1, max_value=10_000_000, initial=20_000)


class SystemForm(forms.Form):
    """What a system may."""

    name = forms.CharField(label=_("Tên hệ thống"), max_length=200)
    daily_quota = forms.IntegerField(label=_("Số gói tin được gửi mỗi ngày"), min_value=1, max_value=10_000_000)
    must_sign = forms.BooleanField(label=_("Gói tin phải được ký"), required=False)
    allow_sha1 = forms.BooleanField(label=_("Chấp nhận chữ ký SHA-1"), required=False, help_text=_("Chỉ khi hệ thống cũ chưa ký được SHA-256."))
    own_codes = forms.CharField(label=_("Đầu mã đơn vị được đề nghị tham gia"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
                                help_text=_("Mỗi dòng một mã; để trống thì chỉ các đơn vị dưới mã mà hệ thống đang phục vụ."))  # fmt: skip

    def clean_own_codes(self) -> list[str]:
        """One a line, in the form of 2020."""
        found = list(dict.fromkeys(new_code_of(each) for each in self.cleaned_data["own_codes"].upper().split()))
        wrong = next((each for each in found if not is_agency_code(each)), None)
        if wrong is not None:
            raise forms.ValidationError(_("«%(code)s» không phải mã định danh."), params={"code": wrong})
        return found


class UpperForm(forms.Form):
    """How an axis above is reached, and who over it."""

    name = forms.CharField(label=_("Tên trục"), max_length=200)
    base_url = forms.URLField(label=_("Địa chỉ trục"), assume_scheme="https", help_text=_("Phần trước /v1."))
    system_id = forms.CharField(label=_("Mã mà trục ấy cấp cho trục này (SystemId)"), max_length=60)
    secret = forms.CharField(label=_("Khóa bí mật (SecretKey)"), required=False, max_length=200, widget=forms.PasswordInput(render_value=True),
                             help_text=_("Để trống thì giữ khóa đang dùng."))  # fmt: skip
    prefixes = forms.CharField(label=_("Đầu mã định danh đến được qua trục ấy"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
                               help_text=_("Mỗi dòng một đầu mã, ví dụ G09, hoặc G cho mọi bộ ngành; không cần khi danh bạ của trục ấy đã nêu đơn vị."))  # fmt: skip
    poll_seconds = forms.IntegerField(label=_("Số giây giữa hai lần hỏi trục"), min_value=1, max_value=3600, initial=30)
    must_sign = forms.BooleanField(label=_("Gói tin nhận về phải được ký"), required=False, initial=True)
    allow_sha1 = forms.BooleanField(label=_("Chấp nhận chữ ký SHA-1"), required=False)

    def clean_prefixes(self) -> tuple[str, ...]:
        """One a line."""
        return tuple(dict.fromkeys(self.cleaned_data["prefixes"].upper().split()))


class ReasonForm(forms.Form):
    """Why something is closed or locked."""

    reason = forms.CharField(label=_("Lý do"), max_length=200)


class CertificateForm(forms.Form):
    """A certificate with which a system signs."""

    certificate = forms.FileField(label=_("Chứng thư số (PEM hoặc DER)"), max_length=200)

    def clean_certificate(self) -> bytes:
        """Its bytes; a certificate is small."""
        upload = self.cleaned_data["certificate"]
        if upload.size > LARGEST_CERTIFICATE:
            raise forms.ValidationError(_("Tệp quá lớn, không phải chứng thư số."))
        content: bytes = upload.read()
        return content


class _SystemChoice(forms.Form):
    """A form in which a system is chosen."""

    def __init__(self, *args: Any, viewer: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer
        choices = [("", _("Chưa có: gói tin nằm chờ")), *open_systems(viewer=viewer)]
        self.fields["system_pk"] = forms.TypedChoiceField(label=_("Hệ thống nhận và gửi thay đơn vị"), choices=choices, required=False,
                                                          coerce=int, empty_value=None)  # fmt: skip


class NewMemberForm(_SystemChoice):
    """An agency that is to take part."""

    code = forms.CharField(label=_("Mã định danh"), max_length=35, help_text=_("Ví dụ H20.31.01 (Quyết định 20/2020/QĐ-TTg); mã kiểu cũ 000.00.01.H20 được đổi thành H20.01."))
    name = forms.CharField(label=_("Tên đơn vị"), max_length=200)
    parent_code = forms.CharField(label=_("Mã đơn vị cấp trên"), max_length=35, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    valid_from = forms.DateField(label=_("Tham gia từ ngày"), widget=DateBox, initial=clock.today)

    def clean_code(self) -> str:
        """In the form of 2020."""
        return new_code_of(self.cleaned_data["code"].strip())

    def clean_parent_code(self) -> str:
        """In the form of 2020."""
        return new_code_of(self.cleaned_data["parent_code"].strip())


class MemberForm(_SystemChoice):
    """What may change of an agency; its code never does."""

    name = forms.CharField(label=_("Tên đơn vị"), max_length=200)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)


class EndForm(forms.Form):
    """When an agency ends, and who stands for it then."""

    on = forms.DateField(label=_("Không còn từ ngày"), widget=DateBox, initial=clock.today)
    successor = forms.CharField(label=_("Mã định danh của đơn vị kế thừa"), max_length=35)

    def __init__(self, *args: Any, viewer: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer

    def clean_successor(self) -> int:
        """The agency with the code typed."""
        found = member_with(viewer=self.viewer, code=new_code_of(self.cleaned_data["successor"].strip()))
        if found is None:
            raise forms.ValidationError(_("Không có đơn vị nào mang mã này trên trục."))
        return found.pk
