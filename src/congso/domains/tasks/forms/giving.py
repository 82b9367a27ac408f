"""The form in which a task, or a part of one, is given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.domains.tasks.enums import Priority, Source
from congso.domains.tasks.models import Task
from congso.domains.tasks.policies import givable_units, part_units
from congso.domains.tasks.services.giving import TaskIn
from congso.foundation.orgs.choosing import UnitField
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders
from congso.foundation.web.widgets import DateBox

MANY_UNITS = 12
"""Beyond so many units the list of those who help is folded."""


def area(rows: int = 3) -> forms.Textarea:
    """A box of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def people_of(units: Iterable[int], near: frozenset[int]) -> list[tuple[str, str]]:
    """People who may get a task directly, as ``account:unit``: those of one's own agency."""
    names = tree()
    return [(f"{account}:{unit}", f"{name} ({names.name(unit)})")
            for unit in sorted(set(units) & near, key=lambda each: names.nodes[each].identifier) for account, name in holders(role="", unit_id=unit)]  # fmt: skip


def leaders_near(viewer: Actor) -> list[tuple[str, str]]:
    """The leaders of the agencies in which the viewer sits."""
    units = tree()
    agencies = {units.agency_of(seat.unit_id).id for seat in viewer.seats if seat.unit_id in units.nodes}
    return [(str(account), name) for agency in sorted(agencies) for account, name in holders(role="leader", unit_id=agency)]


def near_units(viewer: Actor) -> frozenset[int]:
    """The parts of the agencies in which the viewer sits."""
    units = tree()
    found: set[int] = set()
    for seat in viewer.seats:
        if seat.unit_id in units.nodes:
            found |= units.part_of_agency(seat.unit_id)
    return frozenset(found)


class TaskForm(forms.Form):
    """What is to be done, by whom, until when."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seq = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Nhiệm vụ"), max_length=500, widget=area(2))
    content = forms.CharField(label=_("Nội dung, yêu cầu cụ thể"), required=False, max_length=10000, widget=area(4))
    expected = forms.CharField(label=_("Sản phẩm, kết quả phải đạt"), required=False, max_length=2000, widget=area(2))
    main = forms.Field(label=_("Đơn vị chủ trì"))
    person = forms.ChoiceField(label=_("Giao thẳng cho người"), required=False, help_text=_("Để trống: trưởng đơn vị nhận và phân công."))
    due_on = forms.DateField(label=_("Hạn hoàn thành"), widget=DateBox, help_text=_("Đến hết giờ làm việc của ngày đó; ngày nghỉ thì tính ngày làm việc kế tiếp."))
    priority = forms.TypedChoiceField(label=_("Mức độ"), coerce=int, choices=Priority.choices, initial=Priority.NORMAL)
    followed_by = forms.TypedChoiceField(label=_("Lãnh đạo theo dõi"), coerce=int, empty_value=None, required=False)
    evidence_required = forms.BooleanField(label=_("Khi báo cáo hoàn thành phải có minh chứng"), required=False)
    helping = forms.TypedMultipleChoiceField(label=_("Đơn vị phối hợp"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, viewer: Actor, parent: Task | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4(), "seq": parent.case.seq if parent else None} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        units, allowed = tree(), part_units(viewer, parent) if parent else givable_units(viewer)
        order = list(self.fields)
        self.fields["main"] = UnitField(label=_("Đơn vị chủ trì"), allowed=allowed, required=False, help_text=_("Không cần chọn khi giao thẳng cho người."))
        self.order_fields(order)
        people = people_of(allowed, near_units(viewer) | (allowed if parent else frozenset()))
        self.fields["person"].choices = [("", _("— trưởng đơn vị phân công —")), *people]  # type: ignore[attr-defined]
        self.fields["followed_by"].choices = [("", _("— người giao theo dõi —")), *leaders_near(viewer)]  # type: ignore[attr-defined]
        helping = sorted((units.nodes[unit] for unit in allowed if unit in units.nodes), key=lambda node: node.identifier)
        self.fields["helping"].choices = [(node.id, node.name) for node in helping]  # type: ignore[attr-defined]
        self.helpers_folded = len(helping) > MANY_UNITS
        if len(helping) < 2:
            del self.fields["helping"]

    def clean(self) -> dict[str, Any]:
        """The unit comes from the person when only a person is chosen; one of the two is needed, and they must fit."""
        said = super().clean() or {}
        account, _sign, unit = str(said.get("person") or "").partition(":")
        said["account"] = int(account) if account else None
        if unit and said.get("main") not in {None, int(unit)}:
            self.add_error("person", _("Người được chọn không thuộc đơn vị chủ trì."))
        if unit:
            said["main"] = int(unit)
        elif said.get("main") is None and "main" not in self.errors:
            self.add_error("main", _("Chọn đơn vị chủ trì hoặc người thực hiện."))
        return said

    def task(self, document_id: UUID | None = None) -> TaskIn:
        """What was said."""
        said = self.cleaned_data
        return TaskIn(
            key=said["key"], title=said["title"], main_unit_id=said["main"], due_on=said["due_on"], content=said["content"],
            expected=said["expected"], main_account_id=said["account"], helping=said.get("helping", []), followed_by=said["followed_by"],
            priority=said["priority"], evidence_required=said["evidence_required"], document_id=document_id,
            source=Source.DOCUMENT if document_id else said.get("source") or Source.DIRECT, meeting_name=said.get("meeting_name", ""),
            meeting_on=said.get("meeting_on"),
        )  # fmt: skip


class GiveForm(TaskForm):
    """A task of one's own: directly, or from a meeting's conclusion."""

    source = forms.ChoiceField(label=_("Căn cứ"), choices=[each for each in Source.choices if each[0] != Source.DOCUMENT], initial=Source.DIRECT)
    meeting_name = forms.CharField(label=_("Cuộc họp (kết luận)"), required=False, max_length=300)
    meeting_on = forms.DateField(label=_("Ngày họp"), required=False, widget=DateBox)
    field_order = ("key", "seq", "title", "content", "expected", "source", "meeting_name", "meeting_on")


class DocumentTaskForm(TaskForm):
    """A task from a document: its grounds are known."""


class PartForm(TaskForm):
    """A part of a task."""
