"""A table given as a file, or pasted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 2_000_000


class TableForm(forms.Form):
    """The table: a file, or what was pasted or is left of one that was looked at; ``columns`` stands in the help."""

    file = forms.FileField(label=_("Tệp CSV"), required=False)
    table = forms.CharField(label=_("Nội dung bảng"), required=False, widget=forms.Textarea(attrs={"rows": 8}), max_length=LARGEST,
                            help_text=_("Dán bảng vào đây nếu không có tệp."))  # fmt: skip

    def __init__(self, *args: Any, columns: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("Cột: %(columns)s. Dấu phẩy hoặc chấm phẩy, UTF-8.") % {"columns": columns}

    def clean(self) -> dict[str, Any]:
        """The text of either."""
        given: dict[str, Any] = super().clean() or {}
        upload = given.get("file")
        if upload is not None and upload.size > LARGEST:
            self.add_error("file", _("Tệp quá lớn."))
        elif upload is not None:
            try:
                given["table"] = upload.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("Tệp không phải văn bản UTF-8."))
        elif not given.get("table", "").strip():
            self.add_error("table", _("Chưa có bảng nào."))
        return given
