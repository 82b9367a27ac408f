"""The forms (in Django's sense) of the builder's pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.foundation.forms.builder.boxes import CONDITION_ROWS, TYPES
from congso.foundation.forms.engine.definition import Op
from congso.foundation.web.widgets import DateBox

OPS = {
    Op.EQUALS: _("là"), Op.NOT: _("không phải là"), Op.IN: _("là một trong"), Op.FILLED: _("đã khai"),
    Op.GREATER: _("lớn hơn"), Op.LESS: _("nhỏ hơn"),
}  # fmt: skip


class NewForm(forms.Form):
    """A new form: what it is for, and its title."""

    subject = forms.CharField(
        label=_("Mã đối tượng"), max_length=80, help_text=_("Biểu mẫu của thủ tục: procedure:1.001193")
    )
    title = forms.CharField(label=_("Tên biểu mẫu"), max_length=500)


class WordsForm(forms.Form):
    """The words around the form."""

    title = forms.CharField(label=_("Tên biểu mẫu"), max_length=500)
    addressee = forms.CharField(label=_("Kính gửi"), max_length=300, required=False)
    statement = forms.CharField(
        label=_("Lời cam đoan"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    print = forms.CharField(label=_("Mẫu in"), max_length=100, required=False, help_text=_(
        "Tên mẫu in của chương trình, ví dụ procedures/to-khai; để trống thì in theo mẫu chung."))  # fmt: skip
    note = forms.CharField(label=_("Ghi chú phiên bản"), max_length=500, required=False, help_text=_(
        "Người khai thấy ghi chú này ở đầu biểu mẫu: căn cứ, điều chưa kiểm chứng."))  # fmt: skip


class StepForm(forms.Form):
    """The words of a step."""

    title = forms.CharField(label=_("Tên bước"), max_length=200)
    key = forms.CharField(
        label=_("Mã bước"),
        max_length=50,
        help_text=_("Chữ thường không dấu, số, gạch ngang; hiện trong địa chỉ trang."),
    )
    intro = forms.CharField(label=_("Lời dẫn"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ConditionForm(forms.Form):
    """Boxes of a condition, shared by sections and fields."""

    def __init__(self, *args: Any, above: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [("", _("– luôn hiện –")), *((name, f"{label} ({name})") for name, label in above)]
        more = [("", "–"), *asked[1:]]
        for number in range(CONDITION_ROWS):
            first = number == 0
            self.fields[f"if{number}_field"] = forms.ChoiceField(
                label=_("Chỉ hiện khi ô") if first else _("và/hoặc khi ô"),
                choices=asked if first else more,
                required=False,
            )
            self.fields[f"if{number}_op"] = forms.ChoiceField(
                label=_("phép so"), choices=list(OPS.items()), required=False
            )
            self.fields[f"if{number}_value"] = forms.CharField(label=_("giá trị"), max_length=300, required=False, help_text=_(
                "Với ô lựa chọn: ghi mã của lựa chọn; “là một trong”: các mã cách nhau bằng dấu phẩy; ô đánh dấu: có hoặc không.")
                if first else "")  # fmt: skip
        self.fields["mode"] = forms.ChoiceField(
            label=_("Khi có nhiều điều kiện"), choices=[("all", _("phải đủ mọi điều kiện")), ("any", _("chỉ cần một điều kiện"))],
            required=False,
        )  # fmt: skip
        self.fields["condition"] = forms.CharField(
            label=_("Điều kiện viết bằng JSON"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("Chỉ cần khi điều kiện lồng nhau; ghi ở đây thì các dòng trên không dùng."),
        )  # fmt: skip


class SectionForm(ConditionForm):
    """The words and the condition of a section."""

    title = forms.CharField(label=_("Tên mục"), max_length=200, required=False)
    help = forms.CharField(label=_("Hướng dẫn"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class BoxForm(ConditionForm):
    """Every property of a box."""

    type = forms.ChoiceField(label=_("Kiểu ô"), choices=[(key, kind[0]) for key, kind in TYPES.items()])
    label = forms.CharField(label=_("Lời hỏi"), max_length=500, required=False)
    text = forms.CharField(
        label=_("Đoạn văn"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Chỉ dùng cho kiểu “Đoạn văn”."),
    )
    required = forms.BooleanField(label=_("Bắt buộc khai"), required=False)
    half = forms.BooleanField(label=_("Rộng nửa hàng"), required=False)
    help = forms.CharField(label=_("Hướng dẫn"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    options = forms.CharField(label=_("Các lựa chọn"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=_(
        "Mỗi dòng một lựa chọn: mã = lời. Ví dụ: nam = Nam"))  # fmt: skip
    min_length = forms.IntegerField(label=_("Số ký tự ít nhất"), min_value=0, required=False)
    max_length = forms.IntegerField(label=_("Số ký tự nhiều nhất"), min_value=1, required=False)
    minimum = forms.DecimalField(label=_("Số nhỏ nhất"), required=False)
    maximum = forms.DecimalField(label=_("Số lớn nhất"), required=False)
    earliest = forms.CharField(
        label=_("Ngày sớm nhất"), max_length=10, required=False, help_text=_("today hoặc năm-tháng-ngày")
    )
    latest = forms.CharField(
        label=_("Ngày muộn nhất"), max_length=10, required=False, help_text=_("today hoặc năm-tháng-ngày")
    )
    min_items = forms.IntegerField(label=_("Ít nhất bao nhiêu mục, tệp"), min_value=0, required=False)
    max_items = forms.IntegerField(
        label=_("Nhiều nhất bao nhiêu mục, tệp"), min_value=1, max_value=50, required=False
    )
    item_label = forms.CharField(
        label=_("Tên một mục của nhóm"), max_length=100, required=False, help_text=_("Ví dụ: Người con")
    )
    pattern = forms.CharField(label=_("Biểu thức phải khớp"), max_length=200, required=False)
    pattern_words = forms.CharField(label=_("Câu báo khi không khớp"), max_length=200, required=False)
    prefill = forms.CharField(label=_("Điền sẵn từ"), max_length=120, required=False, help_text=_(
        "profile.name, profile.identity_number, profile.address … hoặc result.<mã>.<ô>"))  # fmt: skip
    autocomplete = forms.CharField(label=_("Gợi ý cho trình duyệt"), max_length=60, required=False, help_text=_(
        "Từ của HTML: name, tel, email, street-address, bday"))  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A box needs its question, a paragraph its words."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        needed = "text" if values.get("type") == "paragraph" else "label"
        if not values.get(needed):
            self.add_error(needed, _("Mời ghi ô này."))
        return values


class PublishForm(forms.Form):
    """From when the draft holds."""

    on = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox(), help_text=_(
        "Hồ sơ đang khai trên phiên bản cũ vẫn khai tiếp trên phiên bản đó."))  # fmt: skip


class ImportForm(forms.Form):
    """A form from a file or from pasted text."""

    subject = forms.CharField(
        label=_("Mã đối tượng"), max_length=80, required=False, help_text=_("Để trống: lấy mã ghi trong tệp.")
    )
    file = forms.FileField(label=_("Tệp JSON"), required=False)
    text = forms.CharField(
        label=_("Hoặc dán nội dung JSON"), required=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    def clean(self) -> dict[str, Any]:
        """Either the file or the text."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        upload = values.get("file")
        if upload is not None:
            values["text"] = upload.read(2_000_000).decode("utf-8", errors="replace")
        if not values.get("text"):
            self.add_error("file", _("Mời chọn tệp hoặc dán nội dung."))
        return values


def initial_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Initial values without those that are not set."""
    return {key: value for key, value in values.items() if value is not None}
