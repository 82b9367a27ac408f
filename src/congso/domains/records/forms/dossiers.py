"""Forms of one dossier."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.text import fold
from congso.domains.records.enums import Access, Medium, State
from congso.domains.records.forms.fields import PeriodField, people_choices, rule_choices
from congso.domains.records.policies import OPEN, agencies_of
from congso.domains.records.queries.dossiers import DossierPage, ItemRow, open_dossiers
from congso.domains.records.services.filing import PaperIn, Placing
from congso.domains.records.services.opening import DossierIn
from congso.foundation.orgs.queries import tree
from congso.foundation.web.widgets import DateBox

_AREA = forms.Textarea(attrs={"rows": 2})


class SaidForm(forms.Form):
    """What is said of a dossier."""

    title = forms.CharField(label=_("Tiêu đề hồ sơ"), max_length=500, widget=_AREA)
    rule_code = forms.ChoiceField(label=_("Theo quy tắc thời hạn"), required=False)
    years = PeriodField(required=False, help_text=_("«Vĩnh viễn», hoặc số năm từ 2 đến 70; phải có trước khi kết thúc hồ sơ."))
    access = forms.ChoiceField(label=_("Mức độ tiếp cận"), choices=Access.choices)
    medium = forms.ChoiceField(label=_("Loại hồ sơ"), choices=Medium.choices)
    is_construction = forms.BooleanField(label=_("Hồ sơ xây dựng cơ bản"), required=False)
    box = forms.CharField(label=_("Hộp/cặp số"), max_length=30, required=False)
    description = forms.CharField(label=_("Ghi chú, đặc điểm tài liệu"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule_code"].choices = rule_choices()  # type: ignore[attr-defined]

    def said(self) -> DossierIn:
        """What was typed."""
        names = ("title", "years", "rule_code", "access", "medium", "is_construction", "box", "description")
        return DossierIn(**{name: self.cleaned_data[name] for name in names})


class OutsideForm(SaidForm):
    """A dossier outside the list."""

    unit_id = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int)
    code = forms.CharField(label=_("Số và ký hiệu hồ sơ"), max_length=30)
    reason = forms.CharField(label=_("Lý do mở ngoài danh mục"), max_length=500, widget=_AREA)
    field_order = ("unit_id", "code", "title", "reason", "rule_code", "years", "access", "medium")

    def __init__(self, *args: Any, viewer: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = tree()
        mine = dict.fromkeys(seat.unit_id for seat in viewer.seats if viewer.may(OPEN, seat.unit_id))
        self.fields["unit_id"].choices = [(str(unit), units.name(unit)) for unit in mine]  # type: ignore[attr-defined]


class ActForm(forms.Form):
    """A form of the dossier's page: it knows the page it stands on."""

    def __init__(self, *args: Any, page: DossierPage, viewer: Actor, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"id_{type(self).__name__.removesuffix('Form').lower()}_%s"
        super().__init__(*args, **kwargs)
        self.page, self.viewer = page, viewer
        self.fill()

    def fill(self) -> None:
        """Choices that depend on the page."""


class ChangeForm(ActForm, SaidForm):
    """What is said of it, changed."""

    def fill(self) -> None:
        """The boxes show what stands there."""
        dossier = self.page.dossier
        for name in self.fields:
            self.initial.setdefault(name, getattr(dossier, name))


class PaperForm(ActForm):
    """Another paper as a file."""

    upload = forms.FileField(label=_("Tệp (PDF, ảnh, docx)"), widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx"}))
    subject = forms.CharField(label=_("Tên loại và trích yếu"), max_length=500)
    number_text = forms.CharField(label=_("Số, ký hiệu"), max_length=60, required=False)
    dated_on = forms.DateField(label=_("Ngày tháng"), widget=DateBox, required=False)
    author = forms.CharField(label=_("Tác giả"), max_length=200, required=False)
    pages = forms.IntegerField(label=_("Số trang"), min_value=1, max_value=32000, required=False)
    part = forms.IntegerField(label=_("Tập"), min_value=1, max_value=99, initial=1)
    years = PeriodField(label=_("Thời hạn riêng"), required=False)

    def paper(self) -> PaperIn:
        """What was typed."""
        return PaperIn(**self.cleaned_data)


class RemoveForm(ActForm):
    """Take something out."""

    item_id = forms.TypedChoiceField(label=_("Văn bản, tài liệu"), coerce=UUID)
    reason = forms.CharField(label=_("Lý do loại khỏi hồ sơ"), max_length=300, help_text=_("Bản trùng, bản nháp, lưu nhầm hồ sơ…"))

    def fill(self) -> None:
        """What lies there."""
        rows = [(str(row.item.pk), f"{place}. {row.number} {row.about}"[:120]) for place, row in enumerate(self.page.rows, start=1)]
        self.fields["item_id"].choices = rows  # type: ignore[attr-defined]


class HandToForm(ActForm):
    """To another person of the unit."""

    account_id = forms.TypedChoiceField(label=_("Người nhận bàn giao"), coerce=int)
    reason = forms.CharField(label=_("Lý do bàn giao"), max_length=300)

    def fill(self) -> None:
        """The unit's others."""
        dossier = self.page.dossier
        self.fields["account_id"].choices = people_choices([dossier.unit_id], leave_out=dossier.keeper_id)  # type: ignore[attr-defined]


class GrantForm(ActForm):
    """Leave to read."""

    account_id = forms.TypedChoiceField(label=_("Người được xem"), coerce=int)
    reason = forms.CharField(label=_("Lý do"), max_length=300)
    until = forms.DateField(label=_("Đến hết ngày"), widget=DateBox)

    def fill(self) -> None:
        """Everybody of the agency."""
        dossier = self.page.dossier
        units = sorted(tree().part_of_agency(dossier.agency_id))
        self.fields["account_id"].choices = people_choices(units, leave_out=dossier.keeper_id)  # type: ignore[attr-defined]


class CloseForm(ActForm):
    """When the work ended."""

    work_ended_on = forms.DateField(label=_("Ngày công việc kết thúc"), widget=DateBox,
                                    help_text=_("Thời hạn lưu trữ và hạn nộp lưu tính từ ngày này; với xây dựng cơ bản là ngày quyết toán."))  # fmt: skip

    def fill(self) -> None:
        """The day of the last document, or today."""
        self.initial.setdefault("work_ended_on", self.page.measures.ended_on or clock.today())


class ReopenForm(ActForm):
    """Why."""

    reason = forms.CharField(label=_("Lý do mở lại"), max_length=500)


class KeepForm(ActForm):
    """Why, and until when."""

    reason = forms.CharField(label=_("Lý do giữ lại"), max_length=500, widget=_AREA)
    until = forms.DateField(label=_("Giữ lại đến hết ngày"), widget=DateBox, help_text=_(
        "Không quá 02 năm kể từ ngày đến hạn nộp lưu; người đứng đầu cơ quan đồng ý (Nghị định 30/2020/NĐ-CP, Điều 31)."))  # fmt: skip


class NumberForm(ActForm):
    """Nothing to type."""


class ArrangeForm(forms.Form):
    """Order, parts, sheets, periods of all that lies in a dossier: a row of boxes for each."""

    def __init__(self, *args: Any, rows: list[ItemRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for place, row in enumerate(rows, start=1):
            item, key = row.item, row.item.pk.hex
            name = {"name": row.number or row.about[:40] or str(place)}
            self.fields[f"part_{key}"] = forms.IntegerField(label=_("Tập của %(name)s") % name, min_value=1, max_value=99, initial=item.part)
            self.fields[f"place_{key}"] = forms.IntegerField(label=_("Thứ tự của %(name)s") % name, min_value=1, max_value=99999, initial=place)
            self.fields[f"from_{key}"] = forms.IntegerField(label=_("Từ tờ của %(name)s") % name, min_value=1, required=False, initial=item.sheet_from)
            self.fields[f"to_{key}"] = forms.IntegerField(label=_("Đến tờ của %(name)s") % name, min_value=1, required=False, initial=item.sheet_to)
            self.fields[f"years_{key}"] = PeriodField(label=_("Thời hạn riêng của %(name)s") % name, required=False, initial=item.years, help_text="")
            self.fields[f"note_{key}"] = forms.CharField(label=_("Ghi chú của %(name)s") % name, max_length=300, required=False, initial=item.note)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label or ""

    def lines(self) -> list[tuple[ItemRow, list[forms.BoundField]]]:
        """Each thing with its boxes."""
        names = ("part", "place", "from", "to", "years", "note")
        return [(row, [self[f"{name}_{row.item.pk.hex}"] for name in names]) for row in self.rows]

    def placings(self) -> list[Placing]:
        """What was typed."""
        said = self.cleaned_data
        return [
            Placing(row.item.pk, said[f"part_{key}"], said[f"place_{key}"], said[f"from_{key}"], said[f"to_{key}"], said[f"years_{key}"],
                    said[f"note_{key}"])
            for row in self.rows
            for key in (row.item.pk.hex,)
        ]  # fmt: skip


def dossier_choices(viewer: Actor, words: str = "") -> list[tuple[str, str]]:
    """Open dossiers the viewer files into."""
    return [(str(each.pk), f"{each.code} · {each.title}"[:110]) for each in open_dossiers(viewer=viewer, words=words)]


class FileForm(forms.Form):
    """Which dossier a document is put into (the panel on its page)."""

    dossier_id = forms.TypedChoiceField(label=_("Hồ sơ đang lập"), coerce=UUID)
    years = PeriodField(label=_("Thời hạn riêng của văn bản"), required=False, help_text=_("Để trống nếu theo hồ sơ."))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        kwargs["auto_id"] = "id_file_%s"
        super().__init__(*args, **kwargs)
        self.fields["dossier_id"].choices = choices  # type: ignore[attr-defined]


class FileManyForm(forms.Form):
    """Several documents into several dossiers."""

    documents = forms.TypedMultipleChoiceField(label=_("Văn bản"), coerce=UUID, widget=forms.CheckboxSelectMultiple,
                                               error_messages={"required": _("Chưa chọn văn bản nào.")})  # fmt: skip
    dossiers = forms.TypedMultipleChoiceField(label=_("Hồ sơ đang lập"), coerce=UUID, widget=forms.CheckboxSelectMultiple,
                                              error_messages={"required": _("Chưa chọn hồ sơ nào.")})  # fmt: skip

    def __init__(self, *args: Any, documents: list[tuple[str, str]], dossiers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["documents"].choices = documents  # type: ignore[attr-defined]
        self.fields["dossiers"].choices = dossiers  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    """Which dossiers the list shows."""

    cua = forms.ChoiceField(label=_("Hồ sơ"), required=False, choices=[("", _("Của cơ quan")), ("mine", _("Của tôi"))])
    nam = forms.IntegerField(label=_("Năm"), required=False, min_value=2000, max_value=2100)
    tt = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=[("", _("Tất cả")), *State.choices])
    dv = forms.TypedChoiceField(label=_("Đơn vị"), required=False, coerce=int, empty_value=None)
    th = forms.ChoiceField(label=_("Thời hạn"), required=False,
                           choices=[("", _("Tất cả")), ("permanent", _("Vĩnh viễn")), ("limited", _("Có thời hạn"))])  # fmt: skip
    q = forms.CharField(label=_("Số, ký hiệu, tiêu đề"), required=False, max_length=100)

    def __init__(self, *args: Any, viewer: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = tree()
        parts = {part: units.name(part) for agency in agencies_of(viewer) for part in units.part_of_agency(agency)}
        named = sorted(parts.items(), key=lambda each: fold(each[1]))
        self.fields["dv"].choices = [("", _("Tất cả")), *((str(unit), name) for unit, name in named)]  # type: ignore[attr-defined]
