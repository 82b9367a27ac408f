"""What is typed in a message about a dossier."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.dossiers.forms.actions import FilesField


class MessageForm(forms.Form):
    """A message with up to five files."""

    text = forms.CharField(label=_("Nội dung tin nhắn"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    uploads = FilesField(
        label=_("Tệp kèm theo"), required=False, help_text=_("Tối đa 5 tệp PDF, ảnh hoặc docx.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "id_message_%s"
        super().__init__(*args, **kwargs)
