"""A file that somebody brings to have it compared with what the office issued: hashed and forgotten."""

from __future__ import annotations

import hashlib

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.foundation.files.uploads import Upload


class CompareForm(forms.Form):
    """The file that is said to be the same."""

    upload = forms.FileField(label=_("Tệp cần đối chiếu"), help_text=_("Tệp chỉ được so sánh, không được lưu lại."))

    @property
    def sha256(self) -> str:
        """Of the file that came; empty when none did."""
        if not self.is_bound or not self.is_valid():
            return ""
        upload: Upload = self.cleaned_data["upload"]
        digest = hashlib.sha256()
        for piece in upload.chunks():
            digest.update(piece)
        return digest.hexdigest()
