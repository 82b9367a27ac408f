"""What is typed when something is pressed on a task's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.domains.tasks.enums import ExtensionState, LinkKind, Quality
from congso.domains.tasks.forms.giving import area, near_units, people_of
from congso.domains.tasks.models import Task
from congso.domains.tasks.policies import givable_units
from congso.domains.tasks.queries.page import places_for
from congso.domains.tasks.services.common import lead_role
from congso.domains.tasks.services.moving import ANYBODY
from congso.domains.tasks.services.reporting import ReportIn
from congso.foundation.orgs.choosing import UnitField
from congso.foundation.people.queries import holders
from congso.foundation.web.widgets import DateBox


class ManyFiles(forms.ClearableFileInput):
    """Several files in one box."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; none is an empty list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=ManyFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx", "multiple": True}), required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of the files on its own."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(each, initial) for each in given]


class ActForm(forms.Form):
    """Every action says which state of the task the person saw."""

    seq = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, task: Task, viewer: Actor, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"id_{type(self).__name__.removesuffix('Form').lower()}_%s"
        super().__init__(*args, **kwargs)
        self.task, self.viewer = task, viewer
        if not self.is_bound:
            self.initial["seq"] = task.case.seq
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on the task."""

    def people_of_unit(self) -> list[tuple[int, str]]:
        """Everybody of the responsible unit, its head first."""
        unit = self.task.main_unit_id
        leads = holders(role=lead_role(unit), unit_id=unit)
        return [*leads, *(pair for pair in holders(role="", unit_id=unit) if pair not in leads)]


class AcceptForm(ActForm):
    """Who of the unit does it."""

    holder_id = forms.TypedChoiceField(label=_("Giao cho"), coerce=int)
    note = forms.CharField(label=_("Ý kiến phân công"), required=False, max_length=2000, widget=area(2))

    def prepare(self) -> None:
        """The people of the unit, or all of them."""
        unit = self.task.main_unit_id
        anybody = [(ANYBODY, _("Cả đơn vị (ai rảnh thì nhận)"))] if set(holders(role="", unit_id=unit)) - set(holders(role=lead_role(unit), unit_id=unit)) else []
        self.fields["holder_id"].choices = [*self.people_of_unit(), *anybody]  # type: ignore[attr-defined]


class ReassignForm(ActForm):
    """Another person of the unit, and why."""

    holder_id = forms.TypedChoiceField(label=_("Giao lại cho"), coerce=int)
    reason = forms.CharField(label=_("Lý do"), max_length=2000, widget=area(2))

    def prepare(self) -> None:
        """The people of the unit but the present one."""
        self.fields["holder_id"].choices = [each for each in self.people_of_unit() if each[0] != self.task.main_account_id]  # type: ignore[attr-defined]


class ReasonForm(ActForm):
    """A reason."""

    reason = forms.CharField(label=_("Lý do"), max_length=2000, widget=area(2))


class BackForm(ReasonForm):
    """Why it is handed back."""


class MoreForm(ActForm):
    """What is still to be done."""

    reason = forms.CharField(label=_("Nội dung cần làm tiếp"), max_length=2000, widget=area(2))


class CancelForm(ReasonForm):
    """Why it is taken back, and whether its parts end with it."""

    with_parts = forms.BooleanField(label=_("Kết thúc cả các phần việc chưa xong"), required=False)


class ChangeForm(ActForm):
    """Another unit or person, and why."""

    main = forms.Field(label=_("Đơn vị chủ trì mới"))
    person = forms.ChoiceField(label=_("Giao thẳng cho người"), required=False)
    reason = forms.CharField(label=_("Lý do"), max_length=2000, widget=area(2))
    with_parts = forms.BooleanField(label=_("Kết thúc cả các phần việc chưa xong"), required=False)

    def prepare(self) -> None:
        """Units and people to whom the giver may give."""
        order, allowed = list(self.fields), givable_units(self.viewer)
        self.fields["main"] = UnitField(label=_("Đơn vị chủ trì mới"), allowed=allowed, required=False, help_text=_("Không cần chọn khi giao thẳng cho người."))
        self.order_fields(order)
        self.fields["person"].choices = [("", _("— trưởng đơn vị phân công —")), *people_of(allowed, near_units(self.viewer))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        said = super().clean() or {}
        account, _sign, unit = str(said.get("person") or "").partition(":")
        said["account_id"] = int(account) if account else None
        said["unit_id"] = int(unit) if unit else said.get("main")
        if said["unit_id"] is None and "main" not in self.errors:
            self.add_error("main", _("Chọn đơn vị chủ trì hoặc người thực hiện."))
        return said


class ReportForm(ActForm):
    """How far it has come, with evidence."""

    percent = forms.IntegerField(label=_("Tiến độ (%)"), min_value=0, max_value=100)
    text = forms.CharField(label=_("Nội dung báo cáo"), max_length=5000, widget=area(3))
    uploads = FilesField(label=_("Tệp minh chứng"))

    def prepare(self) -> None:
        """What was reported last stands in the box; a helping unit judges no progress."""
        if not self.is_bound:
            self.initial["percent"] = self.task.percent
        if self.viewer.seats and not any(seat.unit_id == self.task.main_unit_id for seat in self.viewer.seats):
            del self.fields["percent"]

    def report(self) -> ReportIn:
        """What was said."""
        said = self.cleaned_data
        return ReportIn(said["text"], said.get("percent"), said["uploads"], said.get("result", ""))


class CompleteForm(ReportForm):
    """What came of it, with evidence and the document that is the result."""

    text = forms.CharField(label=_("Kết quả thực hiện"), max_length=5000, widget=area(3))
    result = forms.CharField(label=_("Văn bản kết quả"), required=False, max_length=200,
                             help_text=_("Số, ký hiệu văn bản (ví dụ 15/BC-UBND) hoặc địa chỉ trang của văn bản."))  # fmt: skip

    def prepare(self) -> None:
        """Complete is a hundred percent."""
        del self.fields["percent"]


class ConfirmForm(ActForm):
    """A remark of the head."""

    note = forms.CharField(label=_("Ý kiến của trưởng đơn vị"), required=False, max_length=2000, widget=area(2))


class WishForm(ActForm):
    """A later day, and why."""

    new_due_on = forms.DateField(label=_("Hạn mới"), widget=DateBox)
    reason = forms.CharField(label=_("Lý do"), max_length=2000, widget=area(2))


class ExtendForm(WishForm):
    """The giver sets a later day."""


class EvaluateForm(ActForm):
    """How good it is."""

    quality = forms.ChoiceField(label=_("Chất lượng"), choices=Quality.choices, initial=Quality.FAIR)
    remark = forms.CharField(label=_("Nhận xét"), required=False, max_length=2000, widget=area(2))


class LinkForm(ActForm):
    """A document of the task."""

    kind = forms.ChoiceField(label=_("Văn bản là"), choices=LinkKind.choices, initial=LinkKind.RESULT)
    result = forms.CharField(label=_("Văn bản"), max_length=200, help_text=_("Số, ký hiệu văn bản (ví dụ 15/BC-UBND) hoặc địa chỉ trang của văn bản."))


class MovePartForm(ActForm):
    """Below which other task of the tree."""

    parent = forms.ChoiceField(label=_("Chuyển xuống dưới"))
    reason = forms.CharField(label=_("Lý do"), max_length=2000, widget=area(2))

    def prepare(self) -> None:
        """Where it may go."""
        self.fields["parent"].choices = places_for(viewer=self.viewer, task=self.task)  # type: ignore[attr-defined]


class AnswerForm(ActForm):
    """Yes or no to a wish for more time."""

    granted = forms.TypedChoiceField(label=_("Trả lời"), coerce=lambda value: value == ExtensionState.GRANTED, widget=forms.RadioSelect,
                                     choices=[(ExtensionState.GRANTED, _("Đồng ý gia hạn")), (ExtensionState.REFUSED, _("Không đồng ý"))])  # fmt: skip
    answer = forms.CharField(label=_("Ý kiến"), required=False, max_length=2000, widget=area(2), help_text=_("Bắt buộc khi không đồng ý."))
