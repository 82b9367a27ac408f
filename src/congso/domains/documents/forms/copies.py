"""The form of a certified copy."""

from __future__ import annotations

import re
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


class PassagesField(forms.CharField):
    """Passages with an empty line between them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=100_000, widget=forms.Textarea(attrs={"rows": 10}), **kwargs)

    def clean(self, value: Any) -> list[str]:
        """The passages, their own line breaks taken out."""
        typed = str(super().clean(value)).replace("\r\n", "\n")
        return [" ".join(each.split()) for each in re.split(r"\n\s*\n", typed) if each.strip()]


class ExtractForm(forms.Form):
    """Which passages or strips, on what, for whom, signed by whom."""

    passages = PassagesField(label=_("Các đoạn trích, đúng nguyên văn"), help_text=_(
        "Cách một dòng trống giữa các đoạn; có thể bỏ bớt câu ở đầu, ở cuối đoạn nhưng không sửa chữ. Giữa hai đoạn cách xa nhau, hệ thống ghi «…»."))  # fmt: skip
    strips = LinesField(label=_("Hoặc vùng của trang (văn bản quét)"), rows=2, longest=20, help_text=_(
        "Mỗi vùng một dòng: trang, từ, đến phần trăm chiều cao trang. Ví dụ «2: 30-60»."))  # fmt: skip
    medium = forms.ChoiceField(label=_("Bản trích sao là"), choices=CopyMedium.choices, widget=forms.RadioSelect, initial=CopyMedium.ELECTRONIC)
    recipients = LinesField(label=_("Nơi nhận bản sao"), rows=2, longest=300, help_text=_("Mỗi nơi một dòng."))
    powers = LinesField(label=_("Quyền hạn, chức vụ người ký bản sao (bản giấy)"), rows=2, longest=150,
                        help_text=_("Mỗi dòng một cấp, ví dụ: TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG."))  # fmt: skip
    signer_name = forms.CharField(label=_("Người ký bản sao (bản giấy)"), required=False, max_length=100)

    def asked(self) -> CopyIn:
        """The answers, for the service."""
        given: dict[str, Any] = dict(self.cleaned_data)
        return CopyIn(kind=CopyKind.PART, **given | {"medium": CopyMedium(given["medium"])})
