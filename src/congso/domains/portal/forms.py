"""Forms of the citizens' catalogue and of who keeps the first page."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from congso.domains.portal.models import LifeEvent, NoticeKind
from congso.domains.portal.services.keeping_events import EventWording
from congso.domains.procedures.facade import Choice, Overview, PublicWanted
from congso.foundation.web.icons import icon_names
from congso.foundation.web.widgets import DateBox, MomentBox

AUDIENCES = (("citizen", _("Cá nhân")), ("organisation", _("Tổ chức, doanh nghiệp")))
LEVELS = (
    ("commune", _("Cấp xã")),
    ("province", _("Cấp tỉnh")),
    ("ministry", _("Cấp bộ")),
    ("other", _("Cơ quan khác")),
)
SERVICE_LEVELS = (
    ("full", _("Toàn trình")), ("partial", _("Một phần")), ("information", _("Cung cấp thông tin trực tuyến")),
)  # fmt: skip
_FACETS = {
    "linh_vuc": "field_id", "cap": "level", "co_quan": "agency_id", "doi_tuong": "audience", "muc_do": "service_level",
}  # fmt: skip


class LongSelect(forms.Select):
    """A box of many choices, drawn without a template for each."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The select element."""
        del renderer
        chosen, given = str(value or ""), self.build_attrs(self.attrs, {"name": name} | (attrs or {}))
        lines = [
            f'<option value="{escape(key)}"{" selected" if str(key) == chosen else ""}>{escape(label)}</option>'
            for key, label in self.choices
        ]
        return format_html("<select{}>{}</select>", flatatt(given), SafeString("".join(lines)))


class FindForm(forms.Form):
    """What a citizen looks for, and what the list is narrowed to."""

    q = forms.CharField(
        label=_("Tìm thủ tục"), required=False, max_length=300,
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )  # fmt: skip
    linh_vuc = forms.TypedChoiceField(
        label=_("Lĩnh vực"), required=False, coerce=int, empty_value=None, widget=LongSelect
    )
    co_quan = forms.TypedChoiceField(
        label=_("Cơ quan giải quyết"), required=False, coerce=int, empty_value=None, widget=LongSelect
    )
    cap = forms.ChoiceField(label=_("Cấp"), required=False, widget=LongSelect)
    doi_tuong = forms.ChoiceField(label=_("Dành cho"), required=False, widget=LongSelect)
    muc_do = forms.ChoiceField(label=_("Mức độ trực tuyến"), required=False, widget=LongSelect)
    truc_tuyen = forms.BooleanField(label=_("Nộp trực tuyến được"), required=False)
    tai_tinh = forms.BooleanField(label=_("Cơ quan của tỉnh giải quyết"), required=False)

    def __init__(self, *args: Any, overview: Overview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._all: dict[str, tuple[Any, list[tuple[Any, Any]]]] = {
            "linh_vuc": (_("Mọi lĩnh vực"), _pairs(overview.fields)),
            "co_quan": (_("Mọi cơ quan"), _pairs(overview.agencies)), "cap": (_("Mọi cấp"), [*LEVELS]),
            "doi_tuong": (_("Mọi đối tượng"), [*AUDIENCES]), "muc_do": (_("Mọi mức độ"), [*SERVICE_LEVELS]),
        }  # fmt: skip
        for name in self._all.keys() & self.data.keys():  # what is not narrowed needs nothing to be checked against
            every, pairs = self._all[name]
            self.fields[name].choices = [("", every), *pairs]  # type: ignore[attr-defined]

    def wanted(self) -> PublicWanted:
        """The narrowing; boxes filled wrongly narrow nothing."""
        self.is_valid()
        given = self.cleaned_data
        return PublicWanted(
            text=given.get("q", ""), field_id=given.get("linh_vuc"), level=given.get("cap", ""),
            agency_id=given.get("co_quan"), audience=given.get("doi_tuong", ""), service_level=given.get("muc_do", ""),
            online=given.get("truc_tuyen", False), published=given.get("tai_tinh", False),
        )  # fmt: skip

    def show_counts(self, facets: dict[str, dict[object, int]]) -> None:
        """Put beside each choice how many it would leave; leave out those that would leave none."""
        for name, facet in _FACETS.items():
            every, pairs = self._all[name]
            counts, chosen = facets[facet], self.cleaned_data.get(name)
            shown = [(value, f"{label} ({counts.get(value, 0)})") for value, label in pairs
                     if counts.get(value) or value == chosen]  # fmt: skip
            self.fields[name].widget.choices = [("", every), *shown]

    def narrowing(self) -> list[SafeString]:
        """Label and box of each choice, written without a template for each."""
        return [
            format_html('<div class="field"><label class="form-label" for="id_{}">{}</label>{}</div>', name, self[name].label, str(self[name]))
            for name in _FACETS
        ]

    def words_box(self) -> SafeString:
        """Label and box of the words, written without a template as long as nothing is wrong with them."""
        box = self["q"]
        if box.errors:
            return SafeString(box.as_field_group())
        attrs = flatatt({"type": "search", "name": "q", "value": box.value() or "", "maxlength": 300, "autocomplete": "off",
                         "enterkeyhint": "search", "class": "form-control", "id": "id_q"})  # fmt: skip
        return format_html('<label class="form-label" for="id_q">{}</label><input{}>', box.label, attrs)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything beside the words narrows the list."""
        return any(self.cleaned_data.get(name) for name in self.fields if name != "q")


def _pairs(choices: tuple[Choice, ...]) -> list[tuple[int, str]]:
    return [(choice.value, choice.name) for choice in choices]


class LifeEventForm(forms.Form):
    """A life event on the first page."""

    title = forms.CharField(label=_("Tên sự kiện"), max_length=100)
    slug = forms.SlugField(
        label=_("Địa chỉ"), max_length=50, help_text=_("Chữ thường không dấu, nối bằng gạch ngang: sinh-con.")
    )
    description = forms.CharField(label=_("Mô tả ngắn"), max_length=300, required=False)
    icon = forms.ChoiceField(label=_("Biểu tượng"))
    order = forms.IntegerField(label=_("Thứ tự"), min_value=0, max_value=999, initial=100)
    codes = forms.CharField(
        label=_("Mã thủ tục"), widget=forms.Textarea({"rows": 6}),
        help_text=_("Mỗi dòng một mã, theo thứ tự hiển thị. Mã phải là thủ tục đang có hiệu lực."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["icon"].choices = [(name, name) for name in sorted(icon_names())]  # type: ignore[attr-defined]

    def clean_codes(self) -> list[str]:
        """The codes one by one."""
        return re.findall(r"[^\s,;]+", self.cleaned_data["codes"])

    def clean(self) -> dict[str, Any]:
        """The answers as one wording."""
        given = super().clean() or self.cleaned_data
        return given if self.errors else {"wording": EventWording(**given)}


def event_initial(row: LifeEvent) -> dict[str, Any]:
    """The present words, to be changed."""
    names = ("title", "slug", "description", "icon", "order")
    return {name: getattr(row, name) for name in names} | {"codes": "\n".join(row.codes)}


class NoticeForm(forms.Form):
    """A stop to be announced."""

    kind = forms.ChoiceField(
        label=_("Loại"), choices=NoticeKind.choices, widget=forms.RadioSelect, initial=NoticeKind.PLANNED,
        help_text=_("Bảo trì có kế hoạch: báo trước ít nhất 7 ngày làm việc. Sự cố: báo ngay."),
    )  # fmt: skip
    title = forms.CharField(label=_("Tiêu đề"), max_length=200)
    text = forms.CharField(
        label=_("Nội dung"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Dịch vụ nào dừng, người dân làm gì trong thời gian đó."),
    )  # fmt: skip
    starts_at = forms.DateTimeField(label=_("Bắt đầu"), widget=MomentBox)
    ends_at = forms.DateTimeField(label=_("Kết thúc"), widget=MomentBox)


class WithdrawNoticeForm(forms.Form):
    """Why a stop does not take place."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)


class LimitsForm(forms.Form):
    """The portal's limits from a day on."""

    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox())
    files_hour = forms.IntegerField(label=_("Số tệp mỗi giờ"), min_value=1, max_value=10_000)
    megabytes_hour = forms.IntegerField(
        label=_("Dung lượng tệp mỗi giờ (MB)"), min_value=1, max_value=100_000
    )
    drafts_hour = forms.IntegerField(label=_("Số hồ sơ bắt đầu soạn mỗi giờ"), min_value=1, max_value=1000)
    submissions_hour = forms.IntegerField(label=_("Số lượt nộp hồ sơ mỗi giờ"), min_value=1, max_value=1000)
    messages_hour = forms.IntegerField(label=_("Số tin nhắn mỗi giờ"), min_value=1, max_value=1000)
    answer_days = forms.IntegerField(
        label=_("Số ngày để trả lời yêu cầu xóa dữ liệu"), min_value=1, max_value=365,
        help_text=_("Ngày theo lịch. Mặc định 20 ngày, chưa được kiểm chứng với NĐ 356/2025/NĐ-CP."),
    )  # fmt: skip
    citation = forms.CharField(label=_("Căn cứ"), max_length=200, required=False)
