"""What somebody brings to have a document compared."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.foundation.files.uploads import Upload

LARGEST = 100 * 1024 * 1024


class CompareForm(forms.Form):
    """A file to be compared."""

    upload = forms.FileField(label=_("Tệp văn bản bạn có"), help_text=_("Tệp được so mã băm rồi bỏ, không lưu lại."))

    def clean_upload(self) -> Upload:
        """Not larger than a document is."""
        found: Upload = self.cleaned_data["upload"]
        if (found.size or 0) > LARGEST:
            raise forms.ValidationError(_("Tệp quá lớn."))
        return found
