"""What the page that signs an XML asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.foundation.files.uploads import Upload
from congso.foundation.signing.asking import AskForm
from congso.foundation.signing.xades import LARGEST, XmlRefused, is_xml, parse


class XmlForm(AskForm):
    """The file, the key and its PIN."""

    upload = forms.FileField(
        label=_("Tệp XML"), help_text=_("Tối đa 5 MB. Tệp chỉ được ký rồi trả lại, không được lưu."),
        widget=forms.ClearableFileInput({"accept": "text/xml,application/xml,.xml"}),
    )  # fmt: skip
    field_order = ("upload", "key", "pin")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = b""

    def clean_upload(self) -> Upload:
        """Refuse what is too large, or no XML that is taken."""
        upload: Upload = self.cleaned_data["upload"]
        if (upload.size or 0) > LARGEST:
            raise forms.ValidationError(_("Tệp lớn hơn 5 MB."))
        self.content = bytes(upload.read())
        if not is_xml(self.content):
            raise forms.ValidationError(_("Đây không phải tệp XML."))
        try:
            parse(self.content)
        except XmlRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return upload
