"""The boxes of a second signer, and the file that comes back from the other side."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.enums_outgoing import SecondKind, Side
from congso.domains.documents.models import Outgoing
from congso.domains.documents.queries_second import people_of_agency, second_of
from congso.domains.documents.services.outgoing import SecondIn
from congso.domains.documents.types import RECORD, TWO_SIGNERS

_BOXES = ("second_kind", "second_id", "second_name", "second_position", "second_party", "second_side")


class SecondSignerForm(forms.Form):
    """Who signs beside the signer: the secretary of a record, the other side of a contract; other types have none."""

    second_kind = forms.ChoiceField(label=_("Người ký thứ hai là"), required=False, choices=[("", _("Chưa chọn")), *SecondKind.choices],
                                    help_text=_("Người của cơ quan ký trước người ký; bên ngoài nhận tệp cơ quan đã ký, ký vào ô của họ rồi gửi lại, "
                                                "sau đó mới đóng dấu."))  # fmt: skip
    second_id = forms.TypedChoiceField(label=_("Người của cơ quan"), coerce=int, empty_value=None, required=False)
    second_position = forms.CharField(label=_("Chức vụ người ký thứ hai"), required=False, max_length=100, help_text=_("In dưới «Đại diện bên …»; biên bản không in."))
    second_name = forms.CharField(label=_("Người đại diện bên kia"), required=False, max_length=100)
    second_party = forms.CharField(label=_("Tên bên kia"), required=False, max_length=200)
    second_side = forms.ChoiceField(label=_("Cơ quan là"), required=False, choices=Side.choices, initial=Side.A)
    has_second = False

    def offer_second(self, agency_id: int) -> None:
        """Fill the list of people for a type that has a second signer; take the boxes away for the others."""
        code = self.data.get("type_code") if self.is_bound else self.initial.get("type_code")
        self.has_second = code in TWO_SIGNERS
        left_out = _BOXES if not self.has_second else ("second_name", "second_party", "second_side") if code == RECORD else ()
        for name in left_out:
            del self.fields[name]
        if not self.has_second:
            return
        self.fields["second_id"].choices = [("", _("Chưa chọn")), *people_of_agency(agency_id)]  # type: ignore[attr-defined]
        if code == RECORD:
            self.fields["second_kind"].choices = [("", _("Chưa chọn")), (SecondKind.PERSON.value, SecondKind.PERSON.label)]  # type: ignore[attr-defined]

    @staticmethod
    def initial_second(outgoing: Outgoing) -> dict[str, Any]:
        """What stands in the boxes of a draft."""
        second = second_of(outgoing)
        if second is None:
            return {}
        values = (second.kind, second.account_id, second.name if second.kind == SecondKind.PARTY else "", second.position, second.party, second.own_side)
        return dict(zip(_BOXES, values, strict=True))

    def second(self, values: dict[str, Any]) -> SecondIn | None:
        """Take the answers out of the form's values, for the service."""
        kind, account, name, position, party, side = (values.pop(each, None) for each in _BOXES)
        if not kind:
            return None
        return SecondIn(kind, account, name or "", position or "", party or "", side or Side.A)


class PartyFileForm(forms.Form):
    """Our file with the other side's signature."""

    seq = forms.IntegerField(required=False, widget=forms.HiddenInput)
    upload = forms.FileField(label=_("Tệp PDF bên kia đã ký số"), widget=forms.FileInput(attrs={"accept": ".pdf"}),
                             help_text=_("Đúng tệp cơ quan đã gửi, thêm một chữ ký số trong ô của bên kia, không thay đổi gì khác."))  # fmt: skip
