"""The form of a signing authority."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.domains.documents.enums import Power
from congso.domains.documents.policies import REGISTER
from congso.domains.documents.services.outgoing_authorities import ALLOWED, AuthorityIn
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders
from congso.foundation.web.widgets import DateBox


class AuthorityForm(forms.Form):
    """Who signs by order or delegation, from when, by what writing."""

    unit_id = forms.TypedChoiceField(label=_("Đơn vị có người đứng đầu được ký"), coerce=int)
    power = forms.ChoiceField(label=_("Thẩm quyền ký"), choices=[(each.value, each.label) for each in Power if each in ALLOWED])
    signed_for = forms.CharField(label=_("Ký theo lệnh, ủy quyền của"), max_length=100, initial="Chủ tịch")
    position = forms.CharField(label=_("Chức vụ in trên văn bản"), max_length=100)
    account_id = forms.TypedChoiceField(label=_("Chỉ người này"), coerce=int, empty_value=None, required=False,
                                        help_text=_("Để trống: ai đứng đầu đơn vị vào ngày ký. Cấp phó ký thì phải chọn người."))  # fmt: skip
    deputy_of = forms.CharField(label=_("Cấp phó ký thay cho"), max_length=100, required=False, help_text=_(
        "Chỉ khi giao cấp phó ký thừa lệnh, ví dụ «Chánh Văn phòng»: in TL. CHỦ TỊCH, KT. CHÁNH VĂN PHÒNG, PHÓ CHÁNH VĂN PHÒNG."))  # fmt: skip
    scope = forms.CharField(label=_("Nội dung được ký"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    basis_number = forms.CharField(label=_("Số, ký hiệu văn bản giao, ủy quyền"), max_length=60, required=False)
    basis_on = forms.DateField(label=_("Ngày văn bản giao, ủy quyền"), required=False, widget=DateBox)
    valid_from = forms.DateField(label=_("Từ ngày"), widget=DateBox)
    valid_to = forms.DateField(label=_("Đến hết ngày"), required=False, widget=DateBox, help_text=_("Thừa ủy quyền bắt buộc có."))

    def __init__(self, *args: Any, viewer: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = [node for node in tree().nodes.values() if not node.is_agency and viewer.may(REGISTER, tree().agency_of(node.id).id)]
        people = {account: f"{name} ({node.name})" for role in ("officer", "head") for node in nodes for account, name in holders(role=role, unit_id=node.id)}
        self.fields["unit_id"].choices = [(node.id, node.name) for node in nodes]  # type: ignore[attr-defined]
        self.fields["account_id"].choices = [("", _("Không ghi")), *people.items()]  # type: ignore[attr-defined]

    def given(self) -> AuthorityIn:
        """The answers, for the service."""
        return AuthorityIn(**self.cleaned_data)


class EndForm(forms.Form):
    """Up to which day."""

    last_day = forms.DateField(label=_("Ngày cuối còn hiệu lực"), widget=DateBox)
