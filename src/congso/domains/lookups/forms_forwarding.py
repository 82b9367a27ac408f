"""Forms for sending a dossier on, and for the rules and lists behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core.text import nfc
from congso.domains.lookups.clients.civil_sending import MODULES
from congso.domains.lookups.enums import Target
from congso.domains.lookups.queries.sharing import choices_of
from congso.foundation.web.widgets import DateBox

_ELEMENT = re.compile(r"^[A-Za-z_][A-Za-z0-9_.-]{0,59}$")
PERSON, PROCEEDINGS, AGENCY = "3846", "3844", "3847"
_DECLARATION = {
    "fullName": "full_name", "genderId": "gender_id", "birthDateStr": "birth_date_str", "nationalityId": "nationality_id", "ethnicId": "ethnic_id",
    "residence": "residence", "reRegionId": "re_region_id", "idTypeId": "id_type_id", "identifyNo": "identify_no", "dadName": "dad_name",
    "momName": "mom_name", "partnerName": "partner_name", "phone": "phone", "declareTypeId": "declare_type_id", "formType": "form_type",
    "requestQty": "request_qty", "purpose": "request_purpose", "delivery": "delivery", "idMoneyReceipt": "id_money_receipt",
}  # fmt: skip
"""declarationWSForm: the names of the service, and the boxes they come from."""


class ForwardForm(forms.Form):
    """What every sending has; ``body`` is what the service gets, by its own names."""

    purpose = forms.CharField(label=_("Mục đích chuyển"), max_length=300)

    def body(self) -> dict[str, str]:
        """The facts by the names of the service: the boxes as they are called, but for the purpose."""
        return {name: str(value) for name, value in self.cleaned_data.items() if name != "purpose"}


class CivilForm(ForwardForm):
    """A civil registration: facts, one a line."""

    facts = forms.CharField(
        label=_("Thông tin gửi đi"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Mỗi dòng một thông tin: tên trường = giá trị. Tên trường của hệ thống hộ tịch chưa được công bố (chưa kiểm chứng); sửa được trước khi gửi."),
    )  # fmt: skip

    field_order = ("facts", "purpose")

    def clean_facts(self) -> dict[str, str]:
        """Every line a name and a value; a name once."""
        found: dict[str, str] = {}
        for place, line in enumerate(self.cleaned_data["facts"].splitlines(), start=1):
            if not line.strip():
                continue
            name, sign, value = line.partition("=")
            name = name.strip()
            if not sign or not _ELEMENT.match(name):
                raise forms.ValidationError(_("Dòng %(n)s phải có dạng: tên trường = giá trị (tên không dấu, không khoảng trắng)."), params={"n": place})
            if name in found:
                raise forms.ValidationError(_("Dòng %(n)s: trường %(name)s đã có ở trên."), params={"n": place, "name": name})
            found[name] = nfc(value.strip())
        return found

    def body(self) -> dict[str, str]:
        """As typed."""
        facts: dict[str, str] = self.cleaned_data["facts"]
        return facts


class JudicialForm(ForwardForm):
    """A request for a judicial record: the declaration as the service describes it (declarationWSForm)."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=200)
    gender_id = forms.ChoiceField(label=_("Giới tính"), choices=[("1", _("Nam")), ("0", _("Nữ"))])
    birth_date_str = forms.DateField(label=_("Ngày sinh"), widget=DateBox())
    nationality_id = forms.CharField(label=_("Quốc tịch (mã)"), max_length=20)
    ethnic_id = forms.CharField(label=_("Dân tộc (mã)"), max_length=20)
    residence = forms.CharField(label=_("Nơi cư trú"), max_length=300)
    re_region_id = forms.CharField(label=_("Đơn vị hành chính nơi cư trú (mã)"), max_length=20)
    id_type_id = forms.ChoiceField(label=_("Loại giấy tờ"), initial="3", choices=[("3", _("Căn cước")), ("0", _("Hộ chiếu")), ("1", _("Chứng minh nhân dân")), ("2", _("Thẻ thường trú"))])
    identify_no = forms.CharField(label=_("Số giấy tờ"), max_length=20)
    dad_name = forms.CharField(label=_("Họ tên cha"), max_length=200, required=False)
    mom_name = forms.CharField(label=_("Họ tên mẹ"), max_length=200, required=False)
    partner_name = forms.CharField(label=_("Họ tên vợ hoặc chồng"), max_length=200, required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    declare_type_id = forms.ChoiceField(
        label=_("Đối tượng yêu cầu"), initial=PERSON, choices=[(PERSON, _("Cá nhân")), (AGENCY, _("Cơ quan, tổ chức")), (PROCEEDINGS, _("Cơ quan tiến hành tố tụng"))],
        help_text=_("Yêu cầu theo ủy quyền chưa gửi được: phần người ủy quyền chưa được công bố."),
    )  # fmt: skip
    form_type = forms.ChoiceField(label=_("Loại phiếu"), choices=[("1", _("Phiếu số 1")), ("2", _("Phiếu số 2"))])
    request_qty = forms.IntegerField(label=_("Số phiếu yêu cầu"), min_value=1, max_value=20, initial=1)
    request_purpose = forms.CharField(label=_("Mục đích yêu cầu cấp phiếu"), max_length=300)
    delivery = forms.ChoiceField(label=_("Cách nhận kết quả"), choices=[("0", _("Tại nơi nộp")), ("1", _("Qua bưu chính"))])
    id_money_receipt = forms.CharField(label=_("Số biên lai phí"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, key in (("nationality_id", "lltp-2"), ("ethnic_id", "lltp-3"), ("re_region_id", "lltp-1")):
            known = choices_of(key)
            if known:
                self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=[("", "—"), *known])
        self.order_fields([*(name for name in self.fields if name != "purpose"), "purpose"])

    def body(self) -> dict[str, str]:
        """By the names of the service; days as it writes them (dd/MM/yyyy, (unverified))."""
        born = {"birth_date_str": f"{self.cleaned_data['birth_date_str']:%d/%m/%Y}"}
        return {theirs: nfc(str((self.cleaned_data | born)[ours]).strip()) for theirs, ours in _DECLARATION.items()}


FORMS: Mapping[str, type[ForwardForm]] = {Target.CIVIL: CivilForm, Target.JUDICIAL: JudicialForm}


class RuleForm(forms.Form):
    """Which procedure's dossiers go where."""

    procedure_code = forms.RegexField(r"^\d\.\d{6}(\.[0-9A-Z.]+)?$", label=_("Mã thủ tục"), max_length=40, help_text=_("Ví dụ 1.001193."))
    target = forms.ChoiceField(label=_("Hệ thống nhận"), choices=Target.choices)
    module = forms.ChoiceField(label=_("Loại đăng ký hộ tịch"), required=False, choices=[("", "—"), *MODULES.items()], help_text=_("Mã loại đăng ký chưa được công bố (chưa kiểm chứng)."))
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox())
    citation = forms.CharField(label=_("Căn cứ"), max_length=200)


class DecideForm(forms.Form):
    """Which differences, and why not."""

    difference = forms.TypedMultipleChoiceField(label=_("Điểm khác"), coerce=int, required=False)
    reason = forms.CharField(label=_("Lý do bỏ qua"), max_length=300, required=False)

    def __init__(self, *args: Any, differences: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["difference"].choices = differences  # type: ignore[attr-defined]


class RowForm(forms.Form):
    """A row to be added at the platform."""

    code = forms.CharField(label=_("Mã"), max_length=60)
    name = forms.CharField(label=_("Tên"), max_length=500)
    parent_code = forms.CharField(label=_("Mã cấp trên"), max_length=60, required=False)
