"""The forms of an entry."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.domains.documents.facade import documents_of_number
from congso.domains.schedules.enums import Part
from congso.domains.schedules.errors import DayOff, DocumentUnclear, LeaderBusy
from congso.domains.schedules.models import Entry
from congso.domains.schedules.queries import leaders_of, members_of, parts_of
from congso.domains.schedules.services import EntryIn
from congso.foundation.web.widgets import DateBox

TIME_FORMATS = ["%H:%M", "%Hh%M", "%Hg%M", "%H giờ %M", "%Hh", "%H giờ"]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _time_box() -> forms.TimeInput:
    return forms.TimeInput(attrs={"placeholder": _("giờ:phút"), "autocomplete": "off", "class": "box-date"}, format="%H:%M")


def _boxes() -> forms.CheckboxSelectMultiple:
    return forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})


class WarnedForm(forms.Form):
    """A form whose warnings are confirmed: the box to do so appears with the warning."""

    clash_confirmed = forms.BooleanField(label=_("Vẫn ghi dù trùng lịch"), required=False, widget=forms.HiddenInput)
    day_off_confirmed = forms.BooleanField(label=_("Vẫn ghi vào ngày nghỉ"), required=False, widget=forms.HiddenInput)

    def offer_confirming(self) -> None:
        """Show the box that belongs to the refusal, and keep one that was ticked before."""
        refusal = getattr(self, "refusal", None)
        for name, kind in (("clash_confirmed", LeaderBusy), ("day_off_confirmed", DayOff)):
            if isinstance(refusal, kind) or self.data.get(name) == "on":
                self.fields[name].widget = forms.CheckboxInput()


class EntryForm(WarnedForm):
    """Everything of an entry."""

    day = forms.DateField(label=_("Ngày"), widget=DateBox)
    part = forms.ChoiceField(label=_("Thời gian"), choices=Part.choices, initial=Part.TIMED)
    begins = forms.TimeField(label=_("Từ giờ"), required=False, input_formats=TIME_FORMATS, widget=_time_box(),
                             help_text=_("Chỉ khi ghi theo giờ, ví dụ 07:30."))  # fmt: skip
    ends = forms.TimeField(label=_("Đến giờ"), required=False, input_formats=TIME_FORMATS, widget=_time_box(),
                           help_text=_("Có thể để trống: khi kiểm tra trùng, tính đến hết buổi."))  # fmt: skip
    content = forms.CharField(label=_("Nội dung"), widget=_area(3), max_length=2000)
    place = forms.CharField(label=_("Địa điểm"), required=False, max_length=300)
    presides = forms.ChoiceField(label=_("Chủ trì"))
    attends = forms.MultipleChoiceField(label=_("Lãnh đạo cùng dự"), required=False, widget=_boxes())
    units = forms.MultipleChoiceField(label=_("Đơn vị dự"), required=False, widget=_boxes())
    people = forms.MultipleChoiceField(label=_("Người dự"), required=False, widget=_boxes())
    others = forms.CharField(label=_("Thành phần khác"), required=False, max_length=500)
    preparing = forms.ChoiceField(label=_("Đơn vị chuẩn bị"), required=False)
    document_number = forms.CharField(label=_("Số, ký hiệu văn bản liên quan"), required=False, max_length=60)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=500)
    internal = forms.BooleanField(label=_("Nội bộ"), required=False,
                                  help_text=_("Chỉ người dự và bộ phận lập lịch thấy; không in ra, không hiện trên lịch chung."))  # fmt: skip
    is_public = forms.BooleanField(label=_("Công khai"), required=False,
                                   help_text=_("Cho mọi người xem khi cơ quan công khai lịch; mục nội bộ không bao giờ công khai."))  # fmt: skip
    reason = forms.CharField(label=_("Lý do bổ sung, điều chỉnh"), required=False, max_length=500,
                             help_text=_("Cần ghi khi lịch tuần đã công bố."))  # fmt: skip
    document = forms.UUIDField(required=False, widget=forms.HiddenInput)

    field_order = ("day", "day_off_confirmed", "part", "begins", "ends", "content", "place", "presides", "clash_confirmed", "attends")

    def __init__(self, *args: Any, agency_id: int, viewer: Actor, keeps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        leaders = [(str(key), name) for key, name in leaders_of(agency_id).items()]
        parts = [(str(key), name) for key, name in parts_of(agency_id).items()]
        people = [(str(key), name) for key, name in members_of(agency_id).items() if (str(key), name) not in leaders]
        self._choose(presides=[("", _("Chọn lãnh đạo")), *leaders], attends=leaders, units=parts[1:], people=people,
                     preparing=[("", _("Không ghi")), *parts])  # fmt: skip
        if not keeps:
            del self.fields["reason"]

    def _choose(self, **choices: list[Any]) -> None:
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find the document that the number names, among those the viewer may see."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        number = said.get("document_number", "").strip()
        if number:
            found = documents_of_number(viewer=self.viewer, number=number)
            known = next((each for each in found if each.id == said.get("document")), None)
            if known is None and len(found) != 1:
                self.add_error("document_number", str(DocumentUnclear(number=number)))
            else:
                said["document"] = (known or found[0]).id
        elif self.initial.get("document_number"):
            said["document"] = None
        return said

    def given(self) -> EntryIn:
        """The answers, for the service."""
        said = self.cleaned_data
        presides = int(said["presides"])
        return EntryIn(
            day=said["day"], part=said["part"], begins=said["begins"], ends=said["ends"], content=said["content"],
            place=said["place"], leaders=[presides, *(each for each in map(int, said["attends"]) if each != presides)],
            people=[int(each) for each in said["people"]], units=[int(each) for each in said["units"]], others=said["others"],
            preparing_unit_id=int(said["preparing"]) if said["preparing"] else None, document_id=said["document"], note=said["note"],
            internal=said["internal"], is_public=said["is_public"], clash_confirmed=said["clash_confirmed"], day_off_confirmed=said["day_off_confirmed"],
        )  # fmt: skip


def initial_of(entry: Entry, number: str) -> dict[str, Any]:
    """The entry as the form shows it; ``number`` is its document's, where the viewer may see it."""
    return {
        "day": entry.day, "part": entry.part, "begins": entry.begins, "ends": entry.ends, "content": entry.content,
        "place": entry.place, "presides": str(entry.leaders[0]) if entry.leaders else "", "attends": [str(each) for each in entry.leaders[1:]],
        "people": [str(each) for each in entry.people], "units": [str(each) for each in entry.units], "others": entry.others,
        "preparing": str(entry.preparing_unit_id or ""), "document": entry.document_id, "document_number": number,
        "note": entry.note, "internal": entry.internal, "is_public": entry.is_public,
    }  # fmt: skip


class SeenForm(WarnedForm):
    """What was seen when the button was pressed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AcceptForm(SeenForm):
    """Take a proposal."""

    reason = forms.CharField(label=_("Lý do bổ sung"), required=False, max_length=500, help_text=_("Cần ghi khi lịch tuần đã công bố."))


class RefuseForm(SeenForm):
    """Do not take it."""

    answer = forms.CharField(label=_("Lý do không duyệt"), max_length=500)


class PostponeForm(SeenForm):
    """Take an entry off."""

    reason = forms.CharField(label=_("Lý do hoãn"), required=False, max_length=500, help_text=_("Cần ghi khi lịch tuần đã công bố."))


def document_key(text: str) -> UUID | None:
    """A key from an address; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
