"""What the screens of keys and roots ask."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.foundation.files.uploads import Upload
from congso.foundation.orgs.choosing import UnitField
from congso.foundation.people.models import Account
from congso.foundation.signing.enums import KeyStore
from congso.foundation.signing.harmless import LARGEST
from congso.foundation.signing.policies import MANAGE, SEAL
from congso.foundation.signing.services.keeping import Owner
from congso.foundation.web.widgets import DateBox

LARGEST_KEY_FILE = 200_000
LOCAL_SIGNER = "http://127.0.0.1:17080"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


def read_small(upload: Upload) -> bytes:
    """A key or certificate file."""
    if (upload.size or 0) > LARGEST_KEY_FILE:
        raise forms.ValidationError(_("Tệp quá lớn để là tệp khóa hay chứng thư số."))
    return bytes(upload.read())


class CheckForm(forms.Form):
    """A PDF or XML to be judged."""

    upload = forms.FileField(
        label=_("Tệp PDF hoặc XML cần kiểm tra"), help_text=_("Tối đa 50 MB. Tệp chỉ được kiểm tra, không được lưu lại."),
        widget=forms.ClearableFileInput({"accept": "application/pdf,.pdf,text/xml,.xml"}),
    )  # fmt: skip

    def clean_upload(self) -> Upload:
        """Refuse what is too large before it is read."""
        upload: Upload = self.cleaned_data["upload"]
        if (upload.size or 0) > LARGEST:
            raise forms.ValidationError(_("Tệp lớn hơn 50 MB."))
        return upload


class OwnerForm(forms.Form):
    """Whose key it is: one's own signature, a seal one keeps, or for the administrator anybody's."""

    owner = forms.ChoiceField(label=_("Khóa này là"), widget=forms.RadioSelect)
    unit = forms.Field(required=False)
    username = forms.CharField(label=_("Tên đăng nhập của chủ khóa"), required=False, max_length=150)

    def __init__(self, *args: Any, viewer: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        reach, manages = viewer.units_for(SEAL), viewer.may(MANAGE)
        choices = [("own", _("Chữ ký của tôi"))]
        if reach or manages:
            choices.append(("seal", _("Con dấu của cơ quan, đơn vị")))
            allowed = None if manages or 0 in reach else reach
            self.fields["unit"] = UnitField(label=_("Cơ quan, đơn vị"), required=False, allowed=allowed)
        else:
            del self.fields["unit"]
        if manages:
            choices.append(("other", _("Chữ ký của người khác")))
        else:
            del self.fields["username"]
        owner: Any = self.fields["owner"]
        owner.choices, owner.initial = choices, "own"
        if len(choices) == 1:
            owner.widget = forms.HiddenInput()
        self.order_fields(["owner", "unit", "username"])

    def clean(self) -> dict[str, Any]:
        """The owner as the service wants it."""
        given = super().clean() or {}
        kind = given.get("owner")
        if kind == "seal":
            self._need("unit", given.get("unit"))
            given["owner"] = Owner(unit_id=given.get("unit"))
        elif kind == "other":
            account = Account.objects.filter(
                username=given.get("username", "").strip(), is_active=True
            ).first()
            self._need("username", account)
            given["owner"] = Owner(account_id=account.pk if account else None)
        elif kind:
            given["owner"] = Owner(account_id=self.viewer.account_id)
        given.pop("unit", None)
        given.pop("username", None)
        return given

    def _need(self, field: str, value: object) -> None:
        if not value and field not in self.errors:
            words = {
                "unit": _("Cần chọn cơ quan, đơn vị giữ con dấu."),
                "username": _("Không có cán bộ với tên đăng nhập này."),
            }
            self.add_error(field, words[field])


class FileKeyForm(OwnerForm):
    """A PKCS#12 file."""

    container = forms.FileField(
        label=_("Tệp khóa (.p12, .pfx)"),
        widget=forms.ClearableFileInput({"accept": ".p12,.pfx,application/x-pkcs12"}),
    )
    pin = forms.CharField(
        label=_("Mật khẩu của tệp"), strip=False, max_length=128,
        help_text=_("Chính là mã PIN khi ký. Hệ thống chỉ dùng để kiểm tra, không lưu lại."),
        widget=forms.PasswordInput({"autocomplete": "off"}, render_value=False),
    )  # fmt: skip

    def clean_container(self) -> bytes:
        """The file's content."""
        return read_small(self.cleaned_data["container"])


class RemoteKeyForm(OwnerForm):
    """A credential of the remote signing service."""

    credential = forms.CharField(
        label=_("Mã chứng thư tại dịch vụ"),
        max_length=200,
        help_text=_("Do nhà cung cấp dịch vụ ký số từ xa cấp."),
    )

    def __init__(self, *args: Any, found: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if found:
            choices = [(each, each) for each in found]
            self.fields["credential"] = forms.ChoiceField(
                label=_("Chứng thư tìm thấy"), choices=choices, widget=forms.RadioSelect
            )


class _CertificateForm(OwnerForm):
    certificate = forms.FileField(
        label=_("Tệp chứng thư số (.crt, .cer, .pem)"),
        help_text=_("Tệp PEM nên gồm cả chứng thư của cơ quan cấp, ngay sau chứng thư của chủ khóa."),
    )

    def clean_certificate(self) -> bytes:
        """The file's content."""
        return read_small(self.cleaned_data["certificate"])


class ModuleKeyForm(_CertificateForm):
    """A key in the server's device."""

    token = forms.CharField(label=_("Tên token"), max_length=80)
    label = forms.CharField(label=_("Nhãn khóa trong token"), max_length=100)

    def clean(self) -> dict[str, Any]:
        """Where the key lies, in one word."""
        given = super().clean()
        token, label = given.pop("token", ""), given.pop("label", "")
        if "/" in token:
            self.add_error("token", _("Tên token không được có dấu “/”."))
        return given | {"store": KeyStore.MODULE, "reference": f"{token}/{label}"}


class TokenKeyForm(_CertificateForm):
    """A key on the person's own machine."""

    reference = forms.URLField(
        label=_("Địa chỉ phần mềm ký trên máy"), initial=LOCAL_SIGNER, assume_scheme="http",
        help_text=_("Chỉ nhận địa chỉ của chính máy người ký."),
    )  # fmt: skip

    def clean_reference(self) -> str:
        """Only an address of one's own machine: no page may send hashes elsewhere."""
        found = urlsplit(self.cleaned_data["reference"])
        host = found.netloc.rpartition(":")[0] if found.port else found.netloc
        if (
            found.scheme != "http"
            or host not in _LOOPBACK
            or found.path.strip("/")
            or found.query
            or found.username
        ):
            raise forms.ValidationError(_("Địa chỉ phải có dạng http://127.0.0.1:17080."))
        return f"http://{found.netloc}"

    def clean(self) -> dict[str, Any]:
        """Say which store it is."""
        return super().clean() | {"store": KeyStore.TOKEN}


class PictureForm(forms.Form):
    """The picture of the signature or seal."""

    picture = forms.FileField(
        label=_("Tệp hình PNG"), help_text=_("Chữ ký màu xanh, con dấu màu đỏ đúng kích thước thật, nền trong suốt (Nghị định 30/2020/NĐ-CP, Phụ lục I)."),
        widget=forms.ClearableFileInput({"accept": "image/png"}),
    )  # fmt: skip
    clear_white = forms.BooleanField(label=_("Làm trong suốt nền trắng"), required=False)


class WithdrawForm(forms.Form):
    """Why a key signs no more."""

    reason = forms.CharField(label=_("Lý do ngừng sử dụng"), max_length=300)


class AnchorForm(forms.Form):
    """A root to be trusted."""

    certificate = forms.FileField(label=_("Tệp chứng thư số gốc (PEM hoặc DER)"))
    name = forms.CharField(label=_("Tên cơ quan chứng thực"), max_length=250)
    valid_from = forms.DateField(label=_("Tin cậy từ ngày"), widget=DateBox(), initial=clock.today)
    source = forms.CharField(
        label=_("Nguồn, căn cứ"), max_length=250, help_text=_("Lấy từ đâu, theo quy định nào.")
    )

    def clean_certificate(self) -> bytes:
        """The file's content."""
        return read_small(self.cleaned_data["certificate"])


class EndAnchorForm(forms.Form):
    """The day from which a root is trusted no more."""

    valid_to = forms.DateField(label=_("Ngừng tin cậy từ ngày"), widget=DateBox(), initial=clock.today)
