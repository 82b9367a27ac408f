"""Forms of the actions on a dossier's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from congso.core.errors import InvalidInput
from congso.core.money import parse_money
from congso.domains.dossiers.enums import Proposal, ReturnMethod
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.models import Case
from congso.foundation.casework.placing import unit_of_step
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders
from congso.foundation.web.widgets import DateBox, MomentBox


class ManyFiles(forms.ClearableFileInput):
    """A box that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once (chọn nhiều tệp)."""

    def __init__(self, **kwargs: Any) -> None:
        widget = ManyFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx", "multiple": True})
        super().__init__(widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of the files, or none."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(each, initial) for each in files]


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CaseForm(forms.Form):
    """Every action says which state of the case the person saw."""

    seq = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, part: str = "", **kwargs: Any) -> None:
        """``part`` tells forms of one kind on one page apart, so that each label leads to its own box."""
        name = type(self).__name__.removesuffix("Form").lower()
        kwargs["auto_id"] = f"id_{name}{part and '-'}{part}_%s"
        super().__init__(*args, **kwargs)
        self.case = case
        if not self.is_bound:
            self.initial["seq"] = case.seq

    def show_again(self, case: Case) -> None:
        """After a refusal the page shows the case as it is now; the next press speaks about that state."""
        again = self.data.copy()  # type: ignore[attr-defined]
        again["seq"] = str(case.seq)
        self.data = again


class PersonField(forms.TypedChoiceField):
    """A person of a unit who holds a role; may stay open."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, required=False, **kwargs)


class MoveForm(CaseForm):
    """Send on, or back."""

    way = forms.CharField(widget=forms.HiddenInput)
    holder = PersonField(label=_("Người nhận"))
    note = forms.CharField(label=_("Ý kiến"), required=False, widget=_area(2), max_length=2000)

    def __init__(self, *args: Any, way: str = "", **kwargs: Any) -> None:
        code = way or str((args[0] if args else {}).get("way", ""))
        super().__init__(*args, part=slugify(code), **kwargs)
        step = definition(self.case.version_id).steps.get(self.case.step_id or 0)
        chosen = next((each for each in step.ways if each.code == code), None) if step else None
        self.label = chosen.label if chosen else ""
        self.is_return = bool(chosen and chosen.is_return)
        self.fields["way"].initial = code
        self.fields["note"].label = _("Lý do trả lại") if self.is_return else _("Ý kiến")
        self.fields["note"].required = self.is_return
        target = definition(self.case.version_id).steps.get(chosen.target_id or 0) if chosen else None
        people = holders(role=target.role, unit_id=unit_of_step(self.case, target)) if target else ()
        self.to_step = target.name if target else ""
        self.to_unit = tree().name(unit_of_step(self.case, target)) if target else ""
        whole_unit = ("", _("Cả đơn vị (ai rảnh thì nhận)"))
        self.fields["holder"].choices = [whole_unit, *people]  # type: ignore[attr-defined]
        if self.is_return or len(people) < 2:
            del self.fields["holder"]


class AssignForm(CaseForm):
    """Give to somebody else."""

    holder = PersonField(label=_("Giao cho"))
    reason = forms.CharField(label=_("Lý do"), required=False, widget=_area(2), max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        step = definition(self.case.version_id).steps.get(self.case.step_id or 0)
        people = holders(role=step.role, unit_id=self.case.holder_unit_id) if step else ()
        self.fields["holder"].choices = [("", _("Cả đơn vị")), *people]  # type: ignore[attr-defined]


class ProposeForm(CaseForm):
    """Propose a result or a refusal."""

    proposal = forms.ChoiceField(
        label=_("Đề xuất"), choices=Proposal.choices, widget=forms.RadioSelect, initial="result"
    )
    name = forms.CharField(label=_("Tên kết quả"), required=False, max_length=500)
    number = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=60)
    summary = forms.CharField(label=_("Nội dung đề xuất, căn cứ"), required=False, widget=_area(4), max_length=5000,
                              help_text=_("Khi đề xuất từ chối, phải nêu rõ căn cứ pháp lý."))  # fmt: skip
    valid_until = forms.DateField(label=_("Có giá trị đến hết ngày"), required=False, widget=DateBox,
                                  help_text=_("Để trống nếu kết quả không có thời hạn."))  # fmt: skip
    upload = forms.FileField(label=_("Dự thảo kết quả"), required=False,
                             widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.png"}))  # fmt: skip


class ResultDraftForm(CaseForm):
    """Begin the official document that decides."""

    proposal = forms.ChoiceField(label=_("Văn bản"), choices=Proposal.choices, widget=forms.RadioSelect, initial="result")
    name = forms.CharField(label=_("Tên kết quả"), required=False, max_length=500,
                           help_text=_("Để trống thì lấy tên kết quả của thủ tục."))  # fmt: skip
    valid_until = forms.DateField(label=_("Có giá trị đến hết ngày"), required=False, widget=DateBox,
                                  help_text=_("Để trống nếu kết quả không có thời hạn."))  # fmt: skip


class SupplementForm(CaseForm):
    """Ask for what is missing."""

    items = forms.CharField(
        label=_("Giấy tờ, nội dung cần bổ sung (ghi đủ một lần)"), widget=_area(4), max_length=5000
    )
    reason = forms.CharField(label=_("Lý do"), widget=_area(2), max_length=2000)
    contact = forms.CharField(label=_("Người hướng dẫn, điện thoại"), required=False, max_length=200)
    answer_by = forms.DateField(label=_("Đề nghị bổ sung trước ngày"), required=False, widget=DateBox)
    repeat_reason = forms.CharField(
        label=_("Lý do yêu cầu bổ sung thêm lần nữa"), required=False, widget=_area(2), max_length=2000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.case.facts.get("was_paused"):
            self.fields["repeat_reason"].widget = forms.HiddenInput()


class PaymentForm(CaseForm):
    """Ask for a financial duty."""

    name = forms.CharField(label=_("Khoản phải nộp"), max_length=300)
    amount = forms.CharField(
        label=_("Số tiền (đồng)"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    reason = forms.CharField(label=_("Căn cứ, hướng dẫn nộp"), widget=_area(2), max_length=2000)

    def clean_amount(self) -> int:
        """Đồng, however typed."""
        try:
            return parse_money(self.cleaned_data["amount"])
        except InvalidInput as error:
            raise forms.ValidationError(str(error)) from error


class SupplementDoneForm(CaseForm):
    """Take what the applicant brought."""

    papers = forms.CharField(
        label=_("Giấy tờ đã nhận (mỗi dòng một giấy tờ)"), required=False, widget=_area(3), max_length=5000
    )
    uploads = FilesField(label=_("Tệp kèm theo"), required=False)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=1000)


class PlainForm(CaseForm):
    """Nothing to type."""


class PromiseForm(CaseForm):
    """A later day."""

    new_due = forms.DateTimeField(label=_("Hẹn trả mới"), widget=MomentBox)
    reason = forms.CharField(label=_("Lý do"), widget=_area(3), max_length=2000)


class ApologyForm(PromiseForm):
    """An apology with a new day."""

    special_reason = forms.CharField(label=_("Lý do đặc biệt (khi đã xin lỗi một lần)"), required=False, widget=_area(2), max_length=2000,
                                     help_text=_("Số lần tối đa theo NĐ 118/2025 chưa kiểm chứng; quy định cũ cho phép một lần."))  # fmt: skip


def asked_units() -> list[tuple[str, list[tuple[int, str]]]]:
    """Units with a head who could answer, by agency."""
    units = tree()
    groups: dict[str, list[tuple[int, str]]] = {}
    for node in units.nodes.values():
        if holders(role="head", unit_id=node.id):
            groups.setdefault(units.agency_of(node.id).name, []).append((node.id, node.name))
    return sorted(groups.items())


class ConsultForm(CaseForm):
    """Ask another unit."""

    unit = forms.TypedChoiceField(label=_("Đơn vị được hỏi"), coerce=int)
    question = forms.CharField(label=_("Nội dung xin ý kiến"), widget=_area(4), max_length=5000)
    answer_by = forms.DateTimeField(label=_("Trả lời trước"), widget=MomentBox)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("— chọn đơn vị —")), *asked_units()]  # type: ignore[attr-defined]


class WithdrawQuestionForm(CaseForm):
    """Take a question back."""

    child = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Lý do rút"), max_length=500)


class CallBackForm(CaseForm):
    """Take a handed-over part back."""

    child = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Lý do gọi lại"), max_length=500)


class HandOverForm(CaseForm):
    """Another agency's part."""

    publication = forms.TypedChoiceField(label=_("Thủ tục, cơ quan giải quyết"), coerce=int)
    reason = forms.CharField(label=_("Nội dung đề nghị giải quyết"), widget=_area(3), max_length=1000)

    def __init__(self, *args: Any, choices: list[tuple[str, list[tuple[int, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publication"].choices = [("", _("— chọn —")), *choices]  # type: ignore[attr-defined]


class CollectForm(CaseForm):
    """Who brings the money."""

    payer_name = forms.CharField(label=_("Người nộp tiền"), max_length=200, required=False,
                                 help_text=_("Để trống khi chính người nộp hồ sơ trả tiền."))  # fmt: skip


class PaidForm(CaseForm):
    """What was asked for is paid: here in cash, or elsewhere."""

    note = forms.CharField(label=_("Ghi chú"), required=False, widget=_area(2), max_length=500,
                           help_text=_("Khi đã nộp ở nơi khác, ghi số chứng từ."))  # fmt: skip
    elsewhere = forms.BooleanField(
        label=_("Đã nộp ở kho bạc, cơ quan thuế (không lập biên lai ở đây)"), required=False)  # fmt: skip


class ReturnForm(CaseForm):
    """Hand the result over."""

    received_by = forms.CharField(label=_("Người nhận kết quả"), max_length=200)
    identity_number = forms.CharField(label=_("Số giấy tờ của người nhận"), required=False, max_length=20)
    method = forms.ChoiceField(label=_("Cách trả"), choices=ReturnMethod.choices)
    post_code = forms.CharField(label=_("Mã bưu gửi"), required=False, max_length=60)


class StopForm(CaseForm):
    """The applicant wants it stopped."""

    reason = forms.CharField(label=_("Lý do theo đề nghị của công dân"), widget=_area(2), max_length=2000)
    papers_returned = forms.CharField(
        label=_("Giấy tờ trả lại"), required=False, widget=_area(2), max_length=2000
    )


class AnswerForm(CaseForm):
    """An opinion."""

    opinion = forms.CharField(label=_("Ý kiến trả lời"), widget=_area(6), max_length=10000)
