"""Forms of documents that are signed by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.domains.documents.forms.outgoing import IssueForm
from congso.domains.documents.models import Delivery
from congso.domains.documents.services.paper_deliveries import BACK, SheetIn
from congso.foundation.web.widgets import DateBox


class _StepForm(forms.Form):
    """A step on paper, knowing which state of the document was seen."""

    seq = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, slug: str, seq: int, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"id_{slug}_%s"
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial["seq"] = seq


class MarkForm(_StepForm):
    """Only the button."""


class ApproveForm(_StepForm):
    """A word to the registry."""

    note = forms.CharField(label=_("Ý kiến"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class NumberForm(_StepForm):
    """The day of the document."""

    on = forms.DateField(label=_("Ngày văn bản"), widget=DateBox, help_text=_(
        "Hôm nay, hoặc ngày làm việc liền trước nếu chưa cấp số nào sau ngày đó; văn bản giấy cấp số chậm nhất ngày làm việc sau (NĐ 30/2020, Điều 15)."))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()


class ScanForm(_StepForm):
    """The scan, and the day of the hand signature."""

    upload = forms.FileField(label=_("Bản quét đã ký, đóng dấu (PDF)"), widget=forms.FileInput(attrs={"accept": ".pdf"}), help_text=_(
        "Quét màu, từ 200 dpi, tỷ lệ 100%, đủ các trang và cả phụ lục (NĐ 30/2020, Phụ lục I, mục II, khoản 8); không ký số vào tệp."))  # fmt: skip
    signed_on = forms.DateField(label=_("Ngày ký tay"), widget=DateBox)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].initial = clock.today()


class SheetForm(forms.Form):
    """When the sheet left, who took it over, whether it came back."""

    handed_on = forms.DateField(label=_("Ngày gửi"), widget=DateBox)
    received_on = forms.DateField(label=_("Ngày nhận"), required=False, widget=DateBox)
    received_by = forms.CharField(label=_("Người nhận (ký nhận)"), required=False, max_length=200)
    returned_on = forms.DateField(label=_("Ngày nơi nhận trả lại bản giấy"), required=False, widget=DateBox)

    def __init__(self, *args: Any, row: Delivery, **kwargs: Any) -> None:
        kwargs["initial"] = {"handed_on": row.handed_on or clock.today(), "received_on": row.received_on, "received_by": row.received_by}
        super().__init__(*args, **kwargs)
        if row.state not in BACK:
            del self.fields["returned_on"]

    def sheet(self) -> SheetIn:
        """What was typed, for the service."""
        return SheetIn(**self.cleaned_data)


class PaperIssueForm(IssueForm):
    """To whom one signed by hand goes, and as what."""

    as_paper = forms.TypedChoiceField(label=_("Gửi bằng"), coerce=lambda value: value == "1", widget=forms.RadioSelect, initial="0", choices=[
        ("0", _("Bản điện tử cơ quan đã ký số; nơi không nhận được điện tử thì bản giấy")), ("1", _("Bản giấy cho mọi nơi nhận"))])  # fmt: skip
