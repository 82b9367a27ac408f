"""Forms of documents coming in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.documents.dictating import KnownUnit, Understood, understand
from congso.domains.documents.enums import Urgency
from congso.domains.documents.forms.files import FilesField, ManyFiles
from congso.domains.documents.models import Channel, Document, HeldArrival, Role, SecrecyGrade
from congso.domains.documents.policies import INSTRUCT
from congso.domains.documents.queries_incoming import phrases_of
from congso.domains.documents.services.incoming_registering import duplicates_of
from congso.domains.documents.services.incoming_routing import Routing
from congso.domains.documents.symbols import spoken_names
from congso.domains.documents.types import types
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.models import Case
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders
from congso.foundation.web.widgets import DateBox, MomentBox


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class UploadForm(forms.Form):
    """Bring a file in."""

    upload = forms.FileField(label=_("Tệp quét, tệp PDF hoặc thư điện tử (.eml)"),
                             widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.eml"}))  # fmt: skip
    further = FilesField(label=_("Phụ lục, tệp kèm theo (chọn được nhiều tệp)"), required=False,
                         widget=ManyFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx", "multiple": True}))  # fmt: skip


class RegisterForm(forms.Form):
    """The line of the arrival book; what the text proposes stands in the boxes already."""

    number_text = forms.CharField(
        label=_("Số, ký hiệu văn bản"), max_length=60, widget=forms.TextInput(attrs={"autofocus": True})
    )
    issued_on = forms.DateField(label=_("Ngày văn bản"), widget=DateBox)
    issuer_name = forms.CharField(label=_("Tác giả (cơ quan ban hành)"), max_length=200)
    type_code = forms.ChoiceField(label=_("Tên loại"), required=False)
    subject = forms.CharField(label=_("Trích yếu"), max_length=500, widget=_area(2))
    signer_name = forms.CharField(label=_("Người ký"), max_length=100, required=False)
    signer_title = forms.CharField(label=_("Chức vụ người ký"), max_length=150, required=False)
    arrived_at = forms.DateTimeField(label=_("Đến lúc"), widget=MomentBox)
    channel = forms.ChoiceField(
        label=_("Cách đến"), choices=[each for each in Channel.choices if each[0] != Channel.INSIDE]
    )
    urgency = forms.TypedChoiceField(label=_("Độ khẩn"), coerce=int, choices=Urgency.choices, initial=0)
    secrecy = forms.ChoiceField(label=_("Độ mật"), required=False, choices=[("", _("Không")), *SecrecyGrade.choices],
                                help_text=_("Văn bản mật không được đưa vào hệ thống; chỉ ghi vào sổ riêng."))  # fmt: skip
    pages = forms.IntegerField(label=_("Số trang"), required=False, min_value=1, max_value=32000)
    due_on = forms.DateField(label=_("Hạn trả lời ghi trong văn bản"), required=False, widget=DateBox)
    to_places = forms.CharField(
        label=_("Nơi nhận ghi trong văn bản"), required=False, max_length=1000, widget=_area(2)
    )
    dossier_code = forms.CharField(label=_("Số và ký hiệu hồ sơ"), required=False, max_length=40)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=300)
    duplicate_confirmed = forms.BooleanField(label=_("Đã xem cảnh báo trùng; vẫn đăng ký"), required=False)

    def __init__(self, *args: Any, held: HeldArrival | None = None, **kwargs: Any) -> None:
        if held is not None:
            kwargs["initial"] = {name: value for name, (value, _sure) in held.proposals.items()} | kwargs.get(
                "initial", {}
            )
            kwargs["initial"] |= {"channel": held.channel, "pages": held.pages}
            if "issued_on" in held.proposals:
                kwargs["initial"]["issued_on"] = datetime.fromisoformat(held.proposals["issued_on"][0]).date()
        kwargs["initial"] = {"arrived_at": clock.now()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        kind = self.fields["type_code"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [
            ("", types()[""].plain),
            *((each.code, each.plain) for each in types().values() if each.code),
        ]
        self.sure = {name: sure for name, (_value, sure) in held.proposals.items()} if held else {}
        for name, sure in self.sure.items():
            if name in self.fields:
                self.fields[name].help_text = _("Đọc từ tệp, mức chắc chắn %(sure)s %%; mời kiểm tra.") % {
                    "sure": sure
                }


class StubForm(forms.Form):
    """A secret document: number, day, holder."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    grade = forms.ChoiceField(label=_("Độ mật"), choices=SecrecyGrade.choices)
    number_text = forms.CharField(label=_("Số, ký hiệu văn bản"), max_length=60)
    issued_on = forms.DateField(label=_("Ngày văn bản"), widget=DateBox)
    arrived_on = forms.DateField(label=_("Ngày đến"), widget=DateBox)
    holder_name = forms.CharField(label=_("Người giữ văn bản"), max_length=200)


class WorkForm(forms.Form):
    """Every action says which state of the work the person saw."""

    seq = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, document: Document, case: Case | None, viewer: Actor, **kwargs: Any
    ) -> None:
        name = type(self).__name__.removesuffix("Form").lower()
        kwargs["auto_id"] = f"id_{name}_%s"
        super().__init__(*args, **kwargs)
        self.document, self.case, self.viewer = document, case, viewer
        if not self.is_bound and case is not None:
            self.initial["seq"] = case.seq


class _ToWhomForm(WorkForm):
    """Units of the agency, each with what it is given the document for; people to be told."""

    people = forms.MultipleChoiceField(
        label=_("Cá nhân nhận để biết"), required=False, widget=forms.CheckboxSelectMultiple
    )
    helpers = forms.MultipleChoiceField(label=_("Cá nhân phối hợp"), required=False, widget=forms.CheckboxSelectMultiple)
    roles: tuple[Role, ...] = (Role.MAIN, Role.HELP, Role.KNOW)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units, agency = tree(), self.document.agency_id
        reach = [
            unit
            for unit in units.nodes
            if unit in units.part_of_agency(agency) and unit != agency and self._may(unit)
        ]
        choices = [("", "—"), *((each.value, each.label) for each in self.roles)]
        self.unit_ids = [unit for unit in reach if holders(role="head", unit_id=unit)]
        for unit in self.unit_ids:
            self.fields[f"unit_{unit}"] = forms.ChoiceField(
                label=units.name(unit), choices=choices, required=False
            )
        people = [(f"{account}:{unit}", f"{name} ({units.name(unit)})")
                  for unit in [agency, *reach] for account, name in holders(role="", unit_id=unit)]  # fmt: skip
        self.fields["people"].choices = people  # type: ignore[attr-defined]
        officers = [(f"{account}:{unit}", f"{name} ({units.name(unit)})")
                    for unit in reach for account, name in holders(role="officer", unit_id=unit)]  # fmt: skip
        self.fields["helpers"].choices = officers  # type: ignore[attr-defined]
        for unit in self.unit_ids:
            self.fields[f"due_{unit}"] = forms.DateField(label=_("Hạn của %(unit)s") % {"unit": units.name(unit)}, required=False, widget=DateBox)

    def _may(self, unit_id: int) -> bool:
        return self.viewer.may(INSTRUCT, unit_id)

    def unit_fields(self) -> Iterator[forms.BoundField]:
        """The boxes of the units."""
        return (self[f"unit_{unit}"] for unit in self.unit_ids)

    def due_fields(self) -> Iterator[forms.BoundField]:
        """The boxes of time limits of their own."""
        return (self[f"due_{unit}"] for unit in self.unit_ids)

    def _with_role(self, role: Role) -> list[int]:
        return [unit for unit in self.unit_ids if self.cleaned_data.get(f"unit_{unit}") == role]

    def routing(self) -> Routing:
        """What was chosen."""
        said, mains = self.cleaned_data, self._with_role(Role.MAIN)
        people, helpers = ([each.split(":") for each in said[name]] for name in ("people", "helpers"))
        person = said.get("person")
        account, unit = (int(each) for each in person.split(":")) if person else (None, None)
        return Routing(
            text=said["text"], main_unit_id=unit or (mains[0] if mains else None), main_account_id=account,
            helping=self._with_role(Role.HELP), knowing=self._with_role(Role.KNOW), due_on=said["due_on"],
            knowing_people=[(int(one), int(where)) for one, where in people], keep_phrase=bool(said.get("keep")),
            helping_people=[(int(one), int(where)) for one, where in helpers],
            due_of={unit: said[f"due_{unit}"] for unit in self.unit_ids if said.get(f"due_{unit}")},
        )  # fmt: skip


class DistributeForm(_ToWhomForm):
    """The leader's instruction and to whom it goes."""

    phrase = forms.ChoiceField(label=_("Câu mẫu"), required=False)
    text = forms.CharField(label=_("Ý kiến chỉ đạo (bút phê)"), required=False, widget=_area(3), max_length=5000,
                           help_text=_("Để trống nếu dùng nguyên câu mẫu đã chọn."))  # fmt: skip
    keep = forms.BooleanField(label=_("Lưu câu này làm câu mẫu của tôi"), required=False)
    due_on = forms.DateField(label=_("Hạn giải quyết"), required=False, widget=DateBox,
                             help_text=_("Rơi vào ngày nghỉ thì tính đến hết ngày làm việc kế tiếp."))  # fmt: skip
    person = forms.ChoiceField(label=_("Giao thẳng cho chuyên viên"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = tree()
        found = [(f"{account}:{unit}", f"{name} ({units.name(unit)})")
                 for unit in self.unit_ids for account, name in holders(role="officer", unit_id=unit)]  # fmt: skip
        self.fields["person"].choices = [("", _("— trưởng phòng phân công —")), *found]  # type: ignore[attr-defined]
        phrases = [(each, each) for each in phrases_of(self.viewer)]
        self.fields["phrase"].choices = [("", _("— không dùng —")), *phrases]  # type: ignore[attr-defined]
        if not self.is_bound and self.document.due_on:
            self.initial["due_on"] = self.document.due_on
        self.understood: Understood | None = None

    def read(self) -> DistributeForm:
        """The same boxes with what the instruction seems to say in those of units and day; nothing is sent by it."""
        typed = {name: self[name].value() for name in self.fields if name != "seq"}
        units, agency = tree(), self.document.agency_id
        known = [KnownUnit(unit, units.name(unit), spoken_names(units.get(unit))) for unit in self.unit_ids]
        found = understand(
            str(typed["text"] or typed["phrase"] or ""), known, today=clock.today(),
            working_days=lambda day, count: schedule_for(agency, day).add_working_days(day, count),
        )  # fmt: skip
        shown = type(self)(document=self.document, case=self.case, viewer=self.viewer)
        parts = {f"unit_{unit}": part.value for unit, part in found.parts.items()}
        shown.initial.update(typed | {"text": found.text} | parts | ({"due_on": found.due_on} if found.due_on else {}))
        shown.understood = found
        return shown

    @property
    def proposed(self) -> list[tuple[str, str]]:
        """What was understood, in words: each unit and its part."""
        found, units = self.understood, tree()
        return [(units.name(unit), str(Role(part.value).label)) for unit, part in found.parts.items()] if found else []

    def clean(self) -> dict[str, Any]:
        """One responsible unit; the phrase stands in for a text not typed."""
        said = super().clean() or {}
        said["text"] = said.get("text") or said.get("phrase") or ""
        mains = self._with_role(Role.MAIN)
        person_unit = int(str(said.get("person")).split(":")[1]) if said.get("person") else None
        if len({*mains, *([person_unit] if person_unit else [])}) > 1:
            self.add_error(
                None, _("Chỉ một đơn vị được chủ trì; các đơn vị khác chọn phối hợp hoặc nhận để biết.")
            )
        return said


class MoreForm(_ToWhomForm):
    """Further units and people."""

    roles = (Role.HELP, Role.KNOW)
    text = forms.CharField(label=_("Ý kiến kèm theo"), required=False, widget=_area(2), max_length=5000)
    due_on = forms.DateField(label=_("Hạn phối hợp"), required=False, widget=DateBox)


class AssignForm(WorkForm):
    """Which officer."""

    holder = forms.TypedChoiceField(label=_("Giao cho"), coerce=int, empty_value=None, required=False)
    note = forms.CharField(
        label=_("Ý kiến của lãnh đạo đơn vị"), required=False, widget=_area(2), max_length=2000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: tuple[tuple[int, str], ...] = ()
        if self.case is not None and self.case.step_id is not None:
            process = definition(self.case.version_id)
            way = next((each for each in process.step(self.case.step_id).ways if not each.is_return), None)
            role = process.step(way.target_id).role if way else ""
            people = holders(role=role, unit_id=self.case.holder_unit_id)
        self.fields["holder"].choices = [("", _("Cả đơn vị (ai rảnh thì nhận)")), *people]  # type: ignore[attr-defined]


class ReasonForm(WorkForm):
    """Give back, with the reason."""

    reason = forms.CharField(label=_("Lý do trả lại"), widget=_area(2), max_length=2000)


class SendBackForm(WorkForm):
    """Send back to the sender, with the reason."""

    reason = forms.CharField(label=_("Lý do trả lại nơi gửi"), widget=_area(2), max_length=2000,
                             help_text=_("Sai nơi gửi, không toàn vẹn, không đúng thẩm quyền… (NĐ 30/2020, Điều 21)."))  # fmt: skip


class FinishForm(WorkForm):
    """What was done."""

    result = forms.CharField(label=_("Kết quả giải quyết, đề xuất"), widget=_area(3), max_length=5000)


class ProgressForm(WorkForm):
    """How far it has come."""

    text = forms.CharField(label=_("Tiến độ"), widget=_area(2), max_length=2000)


class SubmitForm(WorkForm):
    """Up to the leader again."""

    note = forms.CharField(label=_("Ý kiến"), required=False, widget=_area(2), max_length=2000)


class TakeForm(WorkForm):
    """Nothing to type, unless the same document is in the book already."""

    duplicate_confirmed = forms.BooleanField(label=_("Đã xem cảnh báo trùng; vẫn đăng ký"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        document = self.document
        found = duplicates_of(agency_id=document.agency_id, number_text=document.number_text, issued_on=document.issued_on,
                              issuer_name=document.issuer_name) if document.issued_on else []  # fmt: skip
        if not found:
            del self.fields["duplicate_confirmed"]
            return
        self.fields["duplicate_confirmed"].help_text = _("Văn bản này đã có trong sổ: số đến %(numbers)s.") % {
            "numbers": ", ".join(row.incoming.arrival_text for row in found)}  # fmt: skip


class FilterForm(forms.Form):
    """Which documents the list shows."""

    hien = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=[
        ("", _("Tất cả")), ("cho-dang-ky", _("Chờ đăng ký")), ("chua-phan-phoi", _("Chờ lãnh đạo phân phối")),
        ("dang-giai-quyet", _("Đang giải quyết")), ("qua-han", _("Quá hạn")), ("chua-xem", _("Chưa xem")),
        ("xong", _("Đã giải quyết xong")), ("tra-lai", _("Đã trả lại nơi gửi")), ("huy", _("Đã hủy đăng ký")),
    ])  # fmt: skip
    q = forms.CharField(label=_("Số, trích yếu, cơ quan, người ký"), required=False, max_length=100)
