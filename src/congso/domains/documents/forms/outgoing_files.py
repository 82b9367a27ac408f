"""The form of an annex or a further file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.enums_outgoing import FileKind
from congso.domains.documents.forms.converted import as_pdf
from congso.domains.documents.further_files import OTHERS
from congso.domains.documents.models import OutgoingFile
from congso.domains.documents.services.outgoing_files import FileIn


class FileForm(forms.Form):
    """What it is, where it stands, and the file or the words."""

    kind = forms.ChoiceField(label=_("Loại"), choices=FileKind.choices, initial=FileKind.ANNEX, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Tên phụ lục, tệp"), max_length=300)
    upload = forms.FileField(label=_("Tệp"), required=False, widget=forms.FileInput(attrs={"accept": ",".join(OTHERS)}),
                             help_text=_("Phụ lục: PDF hoặc docx (chuyển thành PDF). Tệp khác: xlsx, ods, odt, csv, txt, ảnh, PDF, docx; không có macro."))  # fmt: skip
    body = forms.CharField(label=_("Nội dung phụ lục soạn trong tệp văn bản"), required=False, max_length=100_000,
                           widget=forms.Textarea(attrs={"rows": 8}),
                           help_text=_("In từ trang mới sau phần ký, có dòng «Kèm theo …» và số, ngày của văn bản. Kẻ bảng: mỗi hàng một dòng, "
                                       "ô cách nhau bằng dấu |; hàng đầu là tiêu đề."))  # fmt: skip
    position = forms.IntegerField(label=_("Thứ tự"), required=False, min_value=1, max_value=99, help_text=_("Để trống: xếp cuối."))
    seq = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @staticmethod
    def initial_of(row: OutgoingFile, seq: int) -> dict[str, Any]:
        """What stands in the boxes of one that is there."""
        return {"kind": row.kind, "title": row.title, "body": row.body, "position": row.position, "seq": seq}

    def clean(self) -> dict[str, Any]:
        """A word processor's annex becomes a PDF before anything is saved."""
        given, kind = self.cleaned_data.get("upload"), self.cleaned_data.get("kind")
        if given and kind == FileKind.ANNEX:
            try:
                self.cleaned_data["upload"] = as_pdf(given)
            except forms.ValidationError as refused:
                self.add_error("upload", refused)
        return self.cleaned_data

    def given(self) -> FileIn:
        """The answers, for the service."""
        values = {name: self.cleaned_data[name] for name in ("kind", "title", "body", "position")}
        return FileIn(**values, upload=self.cleaned_data["upload"] or None)
