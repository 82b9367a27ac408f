"""Forms of the organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core.agency_codes import new_code_of
from congso.foundation.orgs.choosing import UnitField
from congso.foundation.orgs.models import SuccessionKind, UnitFunction, UnitKind
from congso.foundation.orgs.queries import tree
from congso.foundation.orgs.services import NewUnit, Reorganisation
from congso.foundation.web.widgets import DateBox


def day_field(label: Any, help_text: Any = "", name_initial: date | None = None) -> forms.DateField:
    """A day, typed day first."""
    return forms.DateField(label=label, help_text=help_text, widget=DateBox, initial=name_initial)


class OpenUnitForm(forms.Form):
    """A new unit."""

    name = forms.CharField(label=_("Tên đơn vị"), max_length=200)
    short_name = forms.CharField(label=_("Tên viết tắt"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("Loại đơn vị"), choices=UnitKind.choices)
    function = forms.ChoiceField(label=_("Chức năng trong cơ quan"), choices=UnitFunction.choices, required=False,
                                 help_text=_("Quy trình giao việc theo chức năng, không theo tên."))  # fmt: skip
    identifier = forms.CharField(
        label=_("Mã định danh"), max_length=20, required=False, help_text=_("Ví dụ H20.31.01.")
    )
    area_code = forms.CharField(label=_("Mã đơn vị hành chính"), max_length=8, required=False)
    valid_from = day_field(_("Hoạt động từ ngày"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent_id"] = UnitField(label=_("Đơn vị cấp trên trực tiếp"), required=False)
        self.order_fields(["name", "short_name", "parent_id", "kind", "function"])

    def clean_identifier(self) -> str:
        """A code of the form before 2020 is turned into the one of today."""
        return new_code_of(self.cleaned_data["identifier"].strip())


class RenameUnitForm(forms.Form):
    """Another name from a day on."""

    name = forms.CharField(label=_("Tên mới"), max_length=200)
    short_name = forms.CharField(label=_("Tên viết tắt"), max_length=80, required=False)
    valid_from = day_field(_("Dùng tên mới từ ngày"))


class MoveUnitForm(forms.Form):
    """Another parent from a day on."""

    valid_from = day_field(_("Từ ngày"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent_id"] = UnitField(label=_("Đơn vị cấp trên mới"))
        self.order_fields(["parent_id", "valid_from"])


class CloseUnitForm(forms.Form):
    """The end of a unit that nobody follows."""

    valid_to = day_field(_("Không còn hoạt động từ ngày"), _("Là ngày đầu tiên không còn đơn vị này."))
    reason = forms.CharField(label=_("Căn cứ, lý do"), max_length=300)


class UnitDetailsForm(forms.Form):
    """What a unit is reached and known by."""

    identifier = forms.CharField(label=_("Mã định danh"), max_length=20, required=False)
    function = forms.ChoiceField(
        label=_("Chức năng trong cơ quan"), choices=UnitFunction.choices, required=False
    )
    area_code = forms.CharField(label=_("Mã đơn vị hành chính"), max_length=8, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    address = forms.CharField(label=_("Địa chỉ"), max_length=300, required=False)

    def clean_identifier(self) -> str:
        """A code of the form before 2020 is turned into the one of today."""
        return new_code_of(self.cleaned_data["identifier"].strip())


class ReorganisationForm(forms.Form):
    """Which units end, who follows, when, on which basis."""

    kind = forms.ChoiceField(label=_("Hình thức sắp xếp"), choices=SuccessionKind.choices)
    on = day_field(_("Từ ngày"), _("Ngày đầu tiên đơn vị mới làm việc."))
    legal_basis = forms.CharField(label=_("Căn cứ pháp lý"), max_length=200,
                                  help_text=_("Ví dụ: Nghị quyết số …, ngày …"))  # fmt: skip
    predecessors = forms.MultipleChoiceField(label=_("Đơn vị kết thúc"), widget=forms.CheckboxSelectMultiple)
    new_units = forms.CharField(
        label=_("Đơn vị mới"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một đơn vị: tên; mã định danh (có thể bỏ trống)."),
    )  # fmt: skip
    move_people = forms.BooleanField(label=_("Chuyển cả vị trí và người đang giữ sang đơn vị tiếp nhận chính"),
                                     required=False, initial=True)  # fmt: skip

    def __init__(self, *args: Any, parent_id: int | None, **options: Any) -> None:
        super().__init__(*args, **options)
        units = tree()
        below = [units.nodes[child] for child in units.children.get(parent_id, [])]
        field = self.fields["predecessors"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(node.id), node.name) for node in below]
        self.fields["successor"] = UnitField(
            label=_("Đơn vị tiếp nhận chính (đang có)"), required=False,
            help_text=_("Nhận hồ sơ đang xử lý. Bỏ trống nếu đơn vị tiếp nhận chính là đơn vị mới."),
        )  # fmt: skip
        self.fields["other_successor"] = UnitField(label=_("Đơn vị tiếp nhận khác (đang có)"), required=False)
        self.order_fields(
            ["kind", "on", "legal_basis", "predecessors", "successor", "other_successor", "new_units"]
        )

    def plan(self) -> Reorganisation:
        """What was asked for, as the service takes it."""
        clean = self.cleaned_data
        lines = [line.partition(";") for line in clean["new_units"].splitlines() if line.strip()]
        present = [unit_id for unit_id in (clean["successor"], clean["other_successor"]) if unit_id]
        return Reorganisation(
            kind=clean["kind"], on=clean["on"], legal_basis=clean["legal_basis"],
            predecessor_ids=[int(unit_id) for unit_id in clean["predecessors"]],
            successor_ids=list(dict.fromkeys(present)),
            new_units=[NewUnit(name.strip(), new_code_of(identifier.strip())) for name, _sign, identifier in lines],
            move_people=clean["move_people"],
        )  # fmt: skip
