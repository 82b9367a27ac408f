"""Forms by which a registered arrival is put right."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.domains.documents.enums import Urgency
from congso.domains.documents.forms.files import FilesField, ManyFiles
from congso.domains.documents.forms.incoming import RegisterForm, WorkForm
from congso.domains.documents.models import ArrivalCorrection, Demand, Document
from congso.domains.documents.services.incoming_correcting import Line, may_correct_all
from congso.domains.documents.types import type_name

_OF_THE_CLERK = {"arrived_at", "dossier_code", "note"}


class CorrectForm(RegisterForm):
    """The line of the book as it should stand, and why it is changed."""

    channel = secrecy = None  # type: ignore[assignment]
    reason = forms.CharField(label=_("Lý do sửa"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, initial=asdict(Line.of(document, document.incoming)), **kwargs)
        if not may_correct_all(document.incoming):
            for name in self.fields.keys() - _OF_THE_CLERK - {"reason", "duplicate_confirmed"}:
                del self.fields[name]
        if "duplicate_confirmed" in self.fields and not self.is_bound:
            del self.fields["duplicate_confirmed"]
        self.standing = Line.of(document, document.incoming)

    def line(self) -> Line:
        """The line as typed; what is not asked stays."""
        typed = {name: value for name, value in self.cleaned_data.items() if name in Line.__dataclass_fields__}
        return Line(**(asdict(self.standing) | typed))


class AddFilesForm(forms.Form):
    """Scans and files that come later, several at once."""

    uploads = FilesField(label=_("Tệp quét, PDF, ảnh, docx (chọn được nhiều tệp)"),
                         widget=ManyFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx", "multiple": True}))  # fmt: skip


class VoidForm(WorkForm):
    """Why a registration is voided."""

    reason = forms.CharField(label=_("Lý do hủy đăng ký"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
                             help_text=_("Dùng khi vào sổ nhầm hoặc trùng. Số đến không cấp lại; dòng trong sổ ghi «đã hủy» với lý do."))  # fmt: skip


def changes_in_words(correction: ArrivalCorrection | Demand) -> list[tuple[str, str, str]]:
    """What was changed: the box as the form calls it, what stood there, what stands there now."""
    fields = RegisterForm.base_fields
    return [(str(fields[name].label), _said(name, old), _said(name, new)) for name, old, new in correction.changes if name in fields]


def _said(name: str, value: str) -> str:
    if name in {"issued_on", "due_on"} and value:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if name == "arrived_at" and value:
        return f"{clock.local(datetime.fromisoformat(value)):%H:%M, %d/%m/%Y}"
    if name == "type_code":
        return type_name(value)
    if name == "urgency":
        return str(Urgency(int(value or 0)).label)
    return value
