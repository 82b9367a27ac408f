"""The form of a certified copy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.forms.outgoing import LinesField
from congso.domains.documents.models import CopyKind, CopyMedium
from congso.domains.documents.services.copying import CopyIn


class CopyForm(forms.Form):
    """Which copy, of which pages, for whom, signed by whom."""

    kind = forms.ChoiceField(label=_("Hình thức sao"), choices=CopyKind.choices, widget=forms.RadioSelect, initial=CopyKind.WHOLE)
    medium = forms.ChoiceField(
        label=_("Bản sao là"), choices=CopyMedium.choices, widget=forms.RadioSelect, initial=CopyMedium.ELECTRONIC,
        help_text=_("Sao y ra bản điện tử chỉ dành cho văn bản giấy đã số hóa (NĐ 30/2020, Điều 25)."),
    )  # fmt: skip
    pages = forms.CharField(label=_("Trang được trích (khi trích sao)"), required=False, max_length=100, help_text=_("Ví dụ: 1-2, 5"))
    source_is_copy = forms.BooleanField(label=_("Văn bản đang sao là một bản sao y (khi sao lục)"), required=False)
    recipients = LinesField(label=_("Nơi nhận bản sao"), rows=2, longest=300, help_text=_("Mỗi nơi một dòng."))
    powers = LinesField(label=_("Quyền hạn, chức vụ người ký bản sao (bản giấy)"), rows=2, longest=150,
                        help_text=_("Mỗi dòng một cấp, ví dụ: TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG."))  # fmt: skip
    signer_name = forms.CharField(label=_("Người ký bản sao (bản giấy)"), required=False, max_length=100)

    def asked(self) -> CopyIn:
        """The answers, for the service."""
        given: dict[str, Any] = dict(self.cleaned_data)
        return CopyIn(**given | {"kind": CopyKind(given["kind"]), "medium": CopyMedium(given["medium"])})
