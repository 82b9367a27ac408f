"""Forms of the catalogue's screens."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.errors import DomainError
from congso.domains.procedures.enums import (
    Channel,
    Collected,
    FeeKind,
    IdentityLevel,
    Level,
    ResultKind,
    ServiceLevel,
    TimeUnit,
)
from congso.domains.procedures.limits import Limit
from congso.domains.procedures.models import ProcedureVersion, Publication
from congso.domains.procedures.queries.catalogue import Wanted
from congso.domains.procedures.queries.processes import StepsAgainstLimit, steps_against_limit
from congso.domains.procedures.services.editing import EDITABLE, ChannelTerms, PaperRow
from congso.domains.procedures.services.publishing import FeeItem, Terms, check_terms
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.web.widgets import DateBox

_UNITS = [(value, label) for value, label in TimeUnit.choices if value]
_LARGEST_UPLOAD = 64 * 1024 * 1024
Choices = list[tuple[int, str]]


class CatalogueForm(forms.Form):
    """What the list is narrowed to."""

    q = forms.CharField(
        label=_("Tìm thủ tục"), required=False, max_length=300, widget=forms.TextInput({"type": "search"})
    )
    field = forms.TypedChoiceField(label=_("Lĩnh vực"), required=False, coerce=int, empty_value=None)
    level = forms.ChoiceField(
        label=_("Cấp thực hiện"), required=False, choices=[("", _("Mọi cấp")), *Level.choices]
    )
    agency = forms.TypedChoiceField(label=_("Công bố tại"), required=False, coerce=int, empty_value=None)
    published = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Tất cả")), ("1", _("Đã công bố")), ("0", _("Chưa công bố"))],
    )

    def __init__(self, *args: Any, fields: Choices, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = [("", _("Mọi lĩnh vực")), *fields]  # type: ignore[attr-defined]
        self.fields["agency"].choices = [("", _("Mọi cơ quan")), *agencies]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """The narrowing; boxes filled wrongly narrow nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            text=given.get("q", ""), field_id=given.get("field"), level=given.get("level", ""),
            agency_id=given.get("agency"), published={"1": True, "0": False}.get(given.get("published", "")),
        )  # fmt: skip


class PublicationForm(forms.Form):
    """On what terms a procedure is offered."""

    agencies = forms.TypedMultipleChoiceField(
        label=_("Cơ quan công bố"),
        coerce=int,
        help_text=_("Giữ phím Ctrl để chọn nhiều cơ quan dùng chung quy trình."),
    )
    process_version = forms.TypedChoiceField(label=_("Quy trình nội bộ"), coerce=int)
    division_function = forms.ChoiceField(
        label=_("Bộ phận chuyên môn thụ lý"), choices=[pair for pair in UnitFunction.choices if pair[0]]
    )
    legal_amount = forms.DecimalField(
        label=_("Thời hạn theo quy định"), min_value=0, max_digits=7, decimal_places=2, required=False,
        help_text=_("0 là giải quyết trong ngày; để trống nếu quy định không đặt thời hạn."),
    )  # fmt: skip
    legal_unit = forms.ChoiceField(label=_("Đơn vị tính"), choices=_UNITS, initial=TimeUnit.WORKING_DAYS)
    agency_amount = forms.DecimalField(
        label=_("Thời hạn cơ quan cam kết rút ngắn"),
        min_value=0,
        max_digits=7,
        decimal_places=2,
        required=False,
    )
    agency_unit = forms.ChoiceField(label=_("Đơn vị tính"), choices=_UNITS, initial=TimeUnit.WORKING_DAYS)
    cutoff = forms.TimeField(
        label=_("Nhận sau giờ này tính sang ngày làm việc sau"), required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=_("Dùng cho thủ tục trả trong ngày, ví dụ hộ tịch: 15:00."),
    )  # fmt: skip
    result_name = forms.CharField(label=_("Tên kết quả"), max_length=500, required=False)
    result_code = forms.CharField(label=_("Mã kết quả"), max_length=40, required=False)
    result_kind = forms.ChoiceField(
        label=_("Hình thức kết quả"), choices=ResultKind.choices, initial=ResultKind.BOTH
    )
    service_level = forms.ChoiceField(
        label=_("Mức độ dịch vụ công trực tuyến"),
        choices=[pair for pair in ServiceLevel.choices if pair[0]],
        required=False,
        help_text=_("Toàn trình là mặc định; một phần chỉ khi có lý do công khai (NĐ 224/2026, Điều 14–16)."),
    )
    level_reason = forms.CharField(
        label=_("Lý do chưa cung cấp toàn trình"), max_length=500, required=False,
        help_text=_("Người dân đọc được câu này: phải có mặt theo luật nào, phải kiểm tra thực tế, lý do kỹ thuật."),
    )  # fmt: skip
    identity_level = forms.TypedChoiceField(
        label=_("Mức định danh cần có khi nộp trực tuyến"), choices=IdentityLevel.choices, coerce=int, empty_value="",
        required=False,
    )  # fmt: skip
    decision_number = forms.CharField(label=_("Số quyết định công bố"), max_length=60, required=False)
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox)

    def __init__(self, *args: Any, agencies: Choices | None, processes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["process_version"].choices = [("", "—"), *processes]  # type: ignore[attr-defined]
        self.fee_items: list[FeeItem] = []
        self.steps_sum: StepsAgainstLimit | None = None
        if agencies is None:
            self.fields.pop("agencies")
        else:
            self.fields["agencies"].choices = agencies  # type: ignore[attr-defined]

    def terms(self) -> Terms:
        """The terms as the services take them."""
        given = self.cleaned_data
        return Terms(
            process_version_id=given["process_version"], legal_limit=self._limit("legal"),
            agency_limit=self._limit("agency"), division_function=given["division_function"],
            cutoff=given["cutoff"], fees=tuple(self.fee_items), result_code=given["result_code"],
            result_name=given["result_name"], result_kind=given["result_kind"],
            service_level=given["service_level"] or ServiceLevel.FULL, level_reason=given["level_reason"],
            identity_level=given["identity_level"] or IdentityLevel.TWO,
            decision_number=given["decision_number"],
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Tell beside the box what the service would refuse."""
        given = super().clean() or self.cleaned_data
        if given.get("process_version"):
            limit = self._limit("agency") or self._limit("legal")
            self.steps_sum = steps_against_limit(given["process_version"], limit)
        if not self.errors:
            try:
                check_terms(self.terms())
            except DomainError as error:
                self.add_error(error.field if error.field in self.fields else None, str(error))
        return given

    def _limit(self, which: str) -> Limit | None:
        amount: Decimal | None = self.cleaned_data.get(f"{which}_amount")
        unit = self.cleaned_data.get(f"{which}_unit")
        return Limit(amount, unit) if amount is not None and unit else None


class FeeForm(forms.Form):
    """A fee of the publication."""

    name = forms.CharField(label=_("Tên phí, lệ phí"), max_length=250)
    kind = forms.TypedChoiceField(
        label=_("Loại"), choices=FeeKind.choices, coerce=int, initial=FeeKind.CHARGE
    )
    amount = forms.IntegerField(label=_("Số tiền (đồng)"), min_value=0)
    collected = forms.TypedChoiceField(
        label=_("Thu khi"), choices=Collected.choices, coerce=int, initial=Collected.AT_INTAKE
    )


FeeFormSet = forms.formset_factory(FeeForm, extra=2, can_delete=True, max_num=20)


def fee_items(formset: Any) -> list[FeeItem]:
    """The fees that were filled in and not struck out."""
    rows = [form.cleaned_data for form in formset.forms if form.has_changed() or form.initial]
    return [
        FeeItem(row["name"], row["kind"], row["amount"], row["collected"])
        for row in rows
        if row and not row.get("DELETE")
    ]


def _tidy(value: Any) -> Any:
    """A figure without trailing zeros, as a person would type it."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def initial_of_version(version: ProcedureVersion) -> dict[str, Any]:
    """What the national catalogue proposes for a new publication; unknown units stay for the publisher to set."""
    channels = list(version.channels.all())
    sure = next((row for row in channels if row.amount is not None and row.unit), None)
    result = next(iter(version.results.all()), None)
    return {
        "legal_amount": _tidy(sure.amount) if sure else None, "legal_unit": sure.unit if sure else TimeUnit.WORKING_DAYS,
        "result_name": result.name[:500] if result else "", "result_code": result.code if result else "",
        "service_level": version.service_level or ServiceLevel.FULL, "identity_level": IdentityLevel.TWO, "valid_from": clock.today(),
        "division_function": UnitFunction.SPECIALIST,
    }  # fmt: skip


def initial_of_publication(row: Publication) -> dict[str, Any]:
    """The present terms, to be changed."""
    names = (
        "division_function", "legal_amount", "legal_unit", "agency_amount", "agency_unit", "cutoff", "result_name",
        "result_code", "result_kind", "service_level", "level_reason", "identity_level", "decision_number",
    )  # fmt: skip
    present = {name: _tidy(getattr(row, name)) for name in names if getattr(row, name) not in (None, "")}
    return present | {"process_version": row.process_version_id, "valid_from": clock.today()}


class WithdrawForm(forms.Form):
    """Why and when a procedure is no longer offered."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)
    on = forms.DateField(label=_("Ngừng từ ngày"), widget=DateBox)


class ImportForm(forms.Form):
    """A file of the national catalogue."""

    file = forms.FileField(
        label=_("Tệp danh mục"),
        help_text=_("Tệp .jsonl, .jsonl.gz hoặc .json xuất từ Cơ sở dữ liệu quốc gia về TTHC."),
    )
    on = forms.DateField(label=_("Có hiệu lực từ ngày"), widget=DateBox)
    mode = forms.ChoiceField(
        label=_("Cách làm"), widget=forms.RadioSelect, initial="preview",
        choices=[("preview", _("Chỉ xem báo cáo, không ghi gì")), ("import", _("Nhập vào danh mục"))],
    )  # fmt: skip

    def clean_file(self) -> Any:
        """Refuse other kinds of files before reading them."""
        upload = self.cleaned_data["file"]
        if not upload.name.endswith((".jsonl", ".jsonl.gz", ".json")):
            raise forms.ValidationError(_("Chỉ nhận tệp .jsonl, .jsonl.gz hoặc .json."))
        if upload.size > _LARGEST_UPLOAD:
            raise forms.ValidationError(_("Tệp quá lớn (tối đa 64 MB)."))
        return upload


class EditForm(forms.Form):
    """The wording of a procedure, to be corrected locally."""

    name = forms.CharField(label=_("Tên thủ tục"), max_length=2000, widget=forms.Textarea({"rows": 2}))
    decision_number = forms.CharField(label=_("Số quyết định công bố"), max_length=60, required=False)
    service_level = forms.ChoiceField(
        label=_("Mức độ dịch vụ công trực tuyến"), choices=ServiceLevel.choices, required=False
    )
    deciding_authority = forms.CharField(label=_("Cơ quan có thẩm quyền"), required=False, max_length=2000)
    performing_authority = forms.CharField(label=_("Cơ quan thực hiện"), required=False, max_length=2000)
    coordinating_authority = forms.CharField(label=_("Cơ quan phối hợp"), required=False, max_length=2000)
    steps = forms.CharField(
        label=_("Trình tự thực hiện"), required=False, max_length=100_000, widget=forms.Textarea({"rows": 8})
    )
    requirements = forms.CharField(
        label=_("Yêu cầu, điều kiện"), required=False, max_length=100_000, widget=forms.Textarea({"rows": 5})
    )
    note = forms.CharField(label=_("Lý do chỉnh sửa"), max_length=300)
    version_id = forms.IntegerField(widget=forms.HiddenInput)
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox)

    def changes(self) -> dict[str, str]:
        """The wording as typed."""
        return {name: self.cleaned_data[name] for name in EDITABLE}


class PaperForm(forms.Form):
    """A paper of the dossier."""

    name = forms.CharField(label=_("Tên giấy tờ"), max_length=8000, widget=forms.Textarea({"rows": 2}))
    case_label = forms.CharField(label=_("Trường hợp"), max_length=2000, required=False)
    originals = forms.IntegerField(label=_("Bản chính"), min_value=0, max_value=99, initial=1)
    copies = forms.IntegerField(label=_("Bản sao"), min_value=0, max_value=99, initial=0)
    form_file = forms.CharField(label=_("Tệp mẫu"), max_length=200, required=False)


PaperFormSet = forms.formset_factory(PaperForm, extra=2, can_delete=True, max_num=300)


def paper_initial(version: ProcedureVersion) -> list[dict[str, Any]]:
    """The present papers."""
    return [
        {"name": row.name, "case_label": row.case_label, "originals": row.originals or 0, "copies": row.copies or 0,
         "form_file": row.form_file}
        for row in version.papers.all()
    ]  # fmt: skip


def paper_rows(formset: Any) -> list[PaperRow]:
    """The papers that were kept or filled in."""
    rows = [form.cleaned_data for form in formset.forms if form.has_changed() or form.initial]
    return [
        PaperRow(row["name"], row["case_label"], row["originals"], row["copies"], row["form_file"])
        for row in rows
        if row and not row.get("DELETE")
    ]


class ChannelForm(forms.Form):
    """A way of handing in with its time limit and fee."""

    channel = forms.TypedChoiceField(label=_("Cách nộp"), choices=Channel.choices, coerce=int)
    amount = forms.DecimalField(
        label=_("Thời hạn"),
        min_value=0,
        max_digits=7,
        decimal_places=2,
        required=False,
        help_text=_("0 là trong ngày."),
    )
    unit = forms.ChoiceField(label=_("Đơn vị tính"), choices=[("", "—"), *_UNITS], required=False)
    fee_amount = forms.IntegerField(
        label=_("Phí, lệ phí (đồng)"),
        min_value=0,
        required=False,
        help_text=_("0 là miễn phí; trống: theo lời ghi."),
    )
    fee_text = forms.CharField(label=_("Lời ghi về phí"), max_length=120, required=False)
    note = forms.CharField(
        label=_("Ghi chú"), max_length=20_000, required=False, widget=forms.Textarea({"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """A new figure needs its unit; one that the source left without may wait."""
        given = super().clean() or self.cleaned_data
        is_new = bool({"amount", "unit"} & set(self.changed_data))
        if is_new and given.get("amount") is not None and not given.get("unit"):
            self.add_error("unit", _("Chọn đơn vị tính cho thời hạn."))
        return given


ChannelFormSet = forms.formset_factory(ChannelForm, extra=1, can_delete=True, max_num=30)


def channel_initial(version: ProcedureVersion) -> list[dict[str, Any]]:
    """The present ways of handing in; a figure without a unit in the source waits for its unit."""
    names = ("channel", "unit", "fee_amount", "fee_text", "note")
    return [
        {name: getattr(row, name) for name in names} | {"amount": _tidy(row.amount)}
        for row in version.channels.all()
    ]


def channel_rows(formset: Any) -> list[ChannelTerms]:
    """The ways that were kept or filled in."""
    rows = [form.cleaned_data for form in formset.forms if form.has_changed() or form.initial]
    return [
        ChannelTerms(**{name: value for name, value in row.items() if name != "DELETE"})
        for row in rows
        if row and not row.get("DELETE")
    ]


class AbbreviationForm(forms.Form):
    """A short form or popular name."""

    short = forms.CharField(
        label=_("Người dân gõ"), max_length=40, help_text=_("Từ viết tắt hoặc tên quen gọi: gplx, sổ đỏ.")
    )
    words = forms.CharField(
        label=_("Hiểu là"), max_length=200, help_text=_("Các từ có trong tên thủ tục: giấy phép lái xe.")
    )
