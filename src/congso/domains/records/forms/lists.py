"""Forms of the yearly list and of the tables of law."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.records.enums import Access, Medium, RuleGroup, Term, TermUnit
from congso.domains.records.forms.fields import PeriodField, people_choices, rule_choices, unit_choices
from congso.domains.records.models import FileList, ListEntry
from congso.domains.records.policies import MANAGE_LIST, agencies_of
from congso.domains.records.services.lists import EntryIn
from congso.foundation.orgs.queries import tree
from congso.foundation.web.widgets import DateBox


class StartForm(forms.Form):
    """A new year."""

    agency_id = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int)
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, viewer: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = tree()
        mine = [each for each in sorted(agencies_of(viewer)) if viewer.may(MANAGE_LIST, each)]
        self.fields["agency_id"].choices = [(str(each), units.name(each)) for each in mine]  # type: ignore[attr-defined]
        self.initial.setdefault("year", clock.today().year)


class EntryForm(forms.Form):
    """A line of the list."""

    heading = forms.CharField(label=_("Đề mục"), max_length=200, help_text=_("Tên đơn vị hoặc lĩnh vực; đề mục mới được thêm vào cuối."))
    code = forms.CharField(label=_("Số và ký hiệu hồ sơ"), max_length=30, help_text=_("Ví dụ: 01.TCCB"))
    title = forms.CharField(label=_("Tiêu đề hồ sơ"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    rule_code = forms.ChoiceField(label=_("Theo quy tắc thời hạn"), required=False)
    years = PeriodField(label=_("Thời hạn bảo quản"))
    unit_id = forms.TypedChoiceField(label=_("Đơn vị lập"), coerce=int)
    keeper_id = forms.TypedChoiceField(label=_("Người lập"), coerce=int, required=False, empty_value=None)
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(self, *args: Any, found: FileList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = unit_choices(found.agency_id)
        people = people_choices([int(unit) for unit, _name in units])
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined]
        self.fields["keeper_id"].choices = [("", _("— ai trong đơn vị cũng được —")), *people]  # type: ignore[attr-defined]
        self.fields["rule_code"].choices = rule_choices()  # type: ignore[attr-defined]

    def entry(self) -> EntryIn:
        """What was typed."""
        names = ("heading", "code", "title", "years", "unit_id", "keeper_id", "rule_code", "note")
        return EntryIn(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def initial_of(row: ListEntry) -> dict[str, Any]:
        """The boxes of a line that is there already."""
        return {"heading": row.heading.title, "code": row.code, "title": row.title, "years": row.years, "unit_id": row.unit_id,
                "keeper_id": row.keeper_id, "rule_code": row.rule_code, "note": row.note}  # fmt: skip


class AmendForm(EntryForm):
    """A line added to an issued list."""

    added_on = forms.DateField(label=_("Ngày bổ sung"), widget=DateBox)
    added_by = forms.CharField(label=_("Căn cứ bổ sung"), max_length=200, help_text=_("Số quyết định hoặc lý do."))


class ImportForm(forms.Form):
    """A file."""

    upload = forms.FileField(label=_("Tệp Excel (.xlsx) hoặc CSV (UTF-8)"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}))


class IssueForm(forms.Form):
    """By which decision."""

    decision = forms.CharField(label=_("Số quyết định ban hành"), max_length=60)
    issued_on = forms.DateField(label=_("Ngày ban hành"), widget=DateBox)


class OpenListedForm(forms.Form):
    """What the list does not say."""

    medium = forms.ChoiceField(label=_("Loại hồ sơ"), choices=Medium.choices)
    access = forms.ChoiceField(label=_("Mức độ tiếp cận"), choices=Access.choices)


class RuleForm(forms.Form):
    """A line of the retention table."""

    code = forms.CharField(label=_("Mã quy tắc"), max_length=20)
    group = forms.TypedChoiceField(
        label=_("Nhóm"), coerce=int, choices=[(each.value, f"{each.value}. {each.label}") for each in RuleGroup],
        help_text=_("14 nhóm theo Phụ lục I Thông tư 10/2022/TT-BNV; tên nhóm chưa được đối chiếu với bản gốc."),
    )  # fmt: skip
    title = forms.CharField(label=_("Tên nhóm hồ sơ, tài liệu"), max_length=300)
    years = PeriodField()
    source = forms.CharField(label=_("Căn cứ pháp lý"), max_length=250)
    valid_from = forms.DateField(label=_("Có hiệu lực từ ngày"), widget=DateBox)
    withdrawn = forms.BooleanField(label=_("Thôi dùng quy tắc này từ ngày trên"), required=False)


class TermForm(forms.Form):
    """By when ended dossiers are handed over."""

    term = forms.ChoiceField(label=_("Loại hồ sơ"), choices=Term.choices)
    amount = forms.IntegerField(label=_("Thời hạn"), min_value=1, max_value=3650)
    unit = forms.ChoiceField(label=_("Đơn vị tính"), choices=TermUnit.choices)
    source = forms.CharField(label=_("Căn cứ pháp lý"), max_length=250)
    valid_from = forms.DateField(label=_("Có hiệu lực từ ngày"), widget=DateBox)
