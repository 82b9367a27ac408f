"""The form of a template for results."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.facade import types
from congso.domains.dossiers.enums import Proposal
from congso.domains.dossiers.services.result_templates import WORDS
from congso.foundation.orgs.queries import tree
from congso.foundation.web.widgets import DateBox

POWERS = [("", _("Ký trực tiếp")), ("TM.", "TM."), ("Q.", "Q."), ("KT.", "KT."), ("TL.", "TL."), ("TUQ.", "TUQ.")]
KNOWN = ", ".join(f"{{{word}}}" for word in WORDS)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TemplateForm(forms.Form):
    """Everything a template says."""

    procedure_code = forms.CharField(label=_("Mã thủ tục"), required=False, max_length=40,
                                     help_text=_("Ví dụ 1.001193; để trống thì dùng cho mọi thủ tục."))  # fmt: skip
    agency_id = forms.TypedChoiceField(label=_("Cơ quan"), required=False, coerce=int, empty_value=None)
    proposal = forms.ChoiceField(label=_("Dùng khi"), choices=Proposal.choices)
    type_code = forms.ChoiceField(label=_("Tên loại"), required=False)
    subject = forms.CharField(label=_("Trích yếu"), max_length=400, widget=_area(2))
    grounds = forms.CharField(label=_("Căn cứ"), required=False, max_length=5000, widget=_area(3))
    addressees = forms.CharField(label=_("Kính gửi"), required=False, max_length=2000, widget=_area(2))
    body = forms.CharField(label=_("Nội dung"), max_length=50_000, widget=_area(12))
    recipients = forms.CharField(label=_("Nơi nhận (in trên văn bản)"), required=False, max_length=2000, widget=_area(3))
    power = forms.ChoiceField(label=_("Thẩm quyền ký"), choices=POWERS, required=False)
    signed_for = forms.CharField(label=_("Ký thay, thay mặt cho"), required=False, max_length=100)
    position = forms.CharField(label=_("Chức vụ in trên văn bản"), required=False, max_length=100)
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox)
    source = forms.CharField(label=_("Căn cứ của mẫu"), required=False, max_length=250)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = sorted((node for node in tree().nodes.values() if node.is_agency), key=lambda node: node.identifier)
        self.fields["agency_id"].choices = [("", _("Mọi cơ quan")), *((node.id, node.name) for node in agencies)]  # type: ignore[attr-defined]
        self.fields["type_code"].choices = [(each.code, each.plain) for each in types().values()]  # type: ignore[attr-defined]
        self.fields["subject"].help_text = _("Các trường lấy từ hồ sơ: %(known)s.") % {"known": KNOWN}
