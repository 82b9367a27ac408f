"""Forms of outgoing documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.agency_codes import new_code_of
from congso.domains.documents.authorities import default_authority
from congso.domains.documents.carriers import carrier
from congso.domains.documents.enums import Authority, Power, State, Urgency
from congso.domains.documents.forms.converted import as_pdf
from congso.domains.documents.forms.second_signer import SecondSignerForm
from congso.domains.documents.models import Outgoing
from congso.domains.documents.outgoing_gaps import PARTS, Gap, open_places
from congso.domains.documents.queries_authorities import offered
from congso.domains.documents.services.outgoing import DraftIn, Outside
from congso.domains.documents.types import types
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders
from congso.foundation.signing.facade import AskForm
from congso.foundation.web.widgets import DateBox

CIRCULATION = [
    ("", _("Không ghi")),
    ("LƯU HÀNH NỘI BỘ", _("Lưu hành nội bộ")),
    ("XEM XONG TRẢ LẠI", _("Xem xong trả lại")),
]


_SPOTS = ("sign", "second", "number", "date", "urgency", "code")
_CODE = re.compile(r"[A-Y][0-9]{2}(?:\.[A-Z0-9]{1,10})*")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class LinesField(forms.CharField):
    """Several entries, one a line."""

    def __init__(self, *, rows: int = 3, longest: int = 500, **kwargs: Any) -> None:
        super().__init__(required=False, widget=_area(rows), max_length=20_000, **kwargs)
        self.longest = longest

    def clean(self, value: Any) -> list[str]:
        """The lines that say something."""
        lines = [line.strip().lstrip("-").strip() for line in str(super().clean(value)).splitlines()]
        if any(len(line) > self.longest for line in lines):
            raise forms.ValidationError(_("Có dòng dài quá %(most)s ký tự."), params={"most": self.longest})
        return [line for line in lines if line]


class SpotField(forms.CharField):
    """Numbers in mm with commas between: ``110, 200``; with the page in front for the signature."""

    def __init__(self, *, count: int, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=40, **kwargs)
        self.count = count

    def clean(self, value: Any) -> list[float]:
        """The numbers, or none."""
        typed = str(super().clean(value))
        found = [float(each) for each in re.findall(r"\d+(?:\.\d+)?", typed)]
        if typed and (len(found) != self.count or max(found) > 1500):
            raise forms.ValidationError(
                _("Ghi %(count)s số, cách nhau bằng dấu phẩy."), params={"count": self.count}
            )
        return found


def signers_of(agency_id: int) -> list[tuple[int, str]]:
    """Who may sign: leaders of the agency, and for signing by order the heads of its office."""
    units = tree()
    top = units.with_function(agency_id, UnitFunction.LEADERSHIP)
    office = units.with_function(agency_id, UnitFunction.OFFICE)
    found = [*holders(role="leader", unit_id=top.id if top else agency_id)]
    if office is not None:
        found += holders(role="head", unit_id=office.id)
    return list(dict.fromkeys(found))


def _hour(at: datetime | None) -> dict[str, Any]:
    local = clock.local(at) if at else None
    return {"arrive_on": local.date(), "arrive_hour": local.time()} if local else {}


class DraftForm(SecondSignerForm):
    """Everything written in a document."""

    type_code = forms.ChoiceField(label=_("Tên loại"), required=False)
    subject = forms.CharField(label=_("Trích yếu"), max_length=500, widget=_area(2))
    addressees = LinesField(
        label=_("Kính gửi"),
        rows=2,
        longest=300,
        help_text=_("Mỗi nơi một dòng; dùng cho công văn, tờ trình, báo cáo. Công điện: nơi nhận điện; giấy mời: người được mời."),
    )
    grounds = LinesField(
        label=_("Căn cứ"), rows=3, help_text=_("Mỗi căn cứ một dòng; dấu chấm phẩy, dấu chấm tự đặt.")
    )
    take_grounds = forms.MultipleChoiceField(label=_("Thêm căn cứ từ văn bản đã ghi quan hệ"), required=False, widget=forms.CheckboxSelectMultiple)
    body = forms.CharField(label=_("Nội dung"), required=False, max_length=100_000, widget=_area(14),
                           help_text=_("Cách một dòng trống giữa các đoạn; «Điều 1.», «Chương I» tự in đậm. Kẻ bảng: mỗi hàng một dòng, "
                                       "ô cách nhau bằng dấu |, ví dụ «| STT | Nội dung | Thời hạn |»; hàng đầu là tiêu đề, lặp lại khi sang trang."))  # fmt: skip
    recipients = LinesField(label=_("Nơi nhận (in trên văn bản)"), rows=4, longest=300,
                            help_text=_("Mỗi nơi một dòng, dòng cuối «Lưu: VT, …»."))  # fmt: skip
    signer_id = forms.TypedChoiceField(label=_("Người ký"), coerce=int, empty_value=None, required=False)
    by_authority = forms.TypedChoiceField(label=_("Hoặc ký thừa lệnh, thừa ủy quyền được giao"), coerce=int, empty_value=None, required=False,
                                          help_text=_("Chọn thì người ký, thẩm quyền ký, chức vụ ghi theo dòng này."))  # fmt: skip
    power = forms.ChoiceField(label=_("Thẩm quyền ký"), choices=Power.choices, required=False)
    authority = forms.ChoiceField(label=_("Thẩm quyền ban hành"), choices=Authority.choices, required=False,
                                  help_text=_("Dòng in dưới trích yếu của quyết định: tên cơ quan, hoặc CHỦ TỊCH ỦY BAN NHÂN DÂN …, "
                                              "GIÁM ĐỐC SỞ …; nghị quyết luôn ghi tên cơ quan."))  # fmt: skip
    signed_for = forms.CharField(label=_("Ký thay, thay mặt cho"), required=False, max_length=100,
                                 help_text=_("Ví dụ: Ủy ban nhân dân (TM.), Chủ tịch (KT., TL., TUQ.)."))  # fmt: skip
    collective = forms.CharField(label=_("Tập thể ghi phía trên"), required=False, max_length=100,
                                 help_text=_("Khi ký thay trong tập thể: TM. ỦY BAN NHÂN DÂN ghi trên KT. CHỦ TỊCH."))  # fmt: skip
    position = forms.CharField(label=_("Chức vụ in trên văn bản"), required=False, max_length=100)
    urgency = forms.TypedChoiceField(
        label=_("Mức độ khẩn"), choices=Urgency.choices, coerce=int, required=False, initial=0
    )
    arrive_on = forms.DateField(label=_("Hỏa tốc hẹn giờ: phải đến nơi ngày"), required=False, widget=DateBox)
    arrive_hour = forms.TimeField(label=_("Trước giờ"), required=False, input_formats=["%H:%M", "%Hh%M", "%H giờ %M", "%H"],
                                  widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "14:30", "autocomplete": "off"}))  # fmt: skip
    circulation = forms.ChoiceField(label=_("Phạm vi lưu hành"), choices=CIRCULATION, required=False)
    confirmation = forms.CharField(label=_("Ô xác nhận ở cuối văn bản"), required=False, max_length=200,
                                   help_text=_("Để chỗ cho nơi khác xác nhận bằng tay, ví dụ giấy nghỉ phép; để trống thì không in."))  # fmt: skip
    with_address = forms.BooleanField(label=_("In địa chỉ cơ quan ở chân trang đầu"), required=False,
                                      help_text=_("Dùng cho công văn; văn thư ghi địa chỉ, thư điện tử, điện thoại ở «Ký hiệu, sổ»."))  # fmt: skip
    mark = forms.CharField(label=_("Ký hiệu người soạn thảo, số lượng bản"), required=False, max_length=40)
    upload = forms.FileField(label=_("Hoặc tệp PDF, docx đã trình bày sẵn"), required=False,
                             widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
                             help_text=_("PDF chưa ký số hoặc docx (hệ thống chuyển thành PDF; hãy xem lại bản PDF). Số, ngày do hệ "
                                         "thống ghi vào vị trí dưới đây."))  # fmt: skip
    drop_upload = forms.BooleanField(label=_("Bỏ tệp PDF đang dùng"), required=False)
    sign_spot = SpotField(count=3, label=_("Vị trí chữ ký trong PDF: trang, cách trái, cách trên (mm)"))
    second_spot = SpotField(count=3, label=_("Vị trí chữ ký của người ký thứ hai: trang, cách trái, cách trên (mm)"))
    number_spot = SpotField(count=2, label=_("Vị trí ghi số: cách trái, cách trên (mm)"))
    date_spot = SpotField(count=2, label=_("Vị trí ghi ngày tháng: cách trái, cách trên (mm)"))
    code_spot = SpotField(count=2, label=_("Vị trí mã QR kiểm tra văn bản: cách trái, cách trên (mm)"),
                          help_text=_("Để trống thì không in; mã rộng 18 mm, chỉ in khi cơ quan dùng mã kiểm tra."))  # fmt: skip
    urgency_spot = SpotField(count=2, label=_("Vị trí dấu chỉ mức độ khẩn: cách trái, cách trên (mm)"),
                             help_text=_("Khi văn bản khẩn mà tệp chưa có dấu; dấu cao 8 mm, rộng 20 đến 40 mm."))  # fmt: skip
    note = forms.CharField(label=_("Ghi chú cho phiên bản này"), required=False, max_length=300)
    seq = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, agency_id: int, proposals: Sequence[str] = (), only_type: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["take_grounds"].choices = [(each, each) for each in proposals]  # type: ignore[attr-defined]
        if not proposals:
            del self.fields["take_grounds"]
        kinds = [each for each in types().values() if only_type in (None, each.code)]
        self.fields["type_code"].choices = [(each.code, each.plain) for each in kinds]  # type: ignore[attr-defined]
        self.fields["signer_id"].choices = [("", _("Chưa chọn")), *signers_of(agency_id)]  # type: ignore[attr-defined]
        rows = offered(agency_id, clock.today())
        self.fields["by_authority"].choices = [("", _("Không")), *rows]  # type: ignore[attr-defined]
        if not rows:
            del self.fields["by_authority"]
        self.fields["authority"].initial = default_authority(agency_id)
        self.offer_second(agency_id)

    @staticmethod
    def initial_of(outgoing: Outgoing, seq: int) -> dict[str, Any]:
        """What stands in the boxes of a draft."""
        document, places = outgoing.document, outgoing.places
        same = {
            name: getattr(outgoing, name)
            for name in ("body", "signed_for", "collective", "position", "mark", "confirmation", "with_address", "signer_id", "authority")
        }
        lines = {name: "\n".join(getattr(outgoing, name)) for name in ("grounds", "addressees", "recipients")}
        spots = {
            f"{name}_spot": ", ".join(f"{each:g}" for each in places.get(name, []))
            for name in _SPOTS
        }
        return same | lines | spots | SecondSignerForm.initial_second(outgoing) | {
            "type_code": document.type_code, "subject": document.subject, "power": document.signer_power,
            "urgency": document.urgency, "circulation": document.circulation, **_hour(document.arrive_by), "by_authority": outgoing.by_authority_id, "seq": seq,
        }  # fmt: skip

    def gaps(self) -> dict[str, list[Gap]]:
        """Open places by box, of what stands in the boxes now."""
        typed = {part: str(self[part].value() or "").replace("\r\n", "\n") for part in PARTS}
        words = {part: text.split("\n") if isinstance(self.fields[part], LinesField) else text for part, text in typed.items()}
        found: dict[str, list[Gap]] = {}
        for each in open_places(words):
            found.setdefault(each.part, []).append(each)
        return found

    def clean_upload(self) -> Any:
        """A word processor's file becomes a PDF here, before anything is saved."""
        given = self.cleaned_data["upload"]
        return as_pdf(given) if given else given

    def draft(self) -> DraftIn:
        """What was written, for the service."""
        values = dict(self.cleaned_data)
        values.pop("seq")
        values["grounds"] = [*values["grounds"], *values.pop("take_grounds", [])]
        values["urgency"] = values["urgency"] or 0
        day, hour = values.pop("arrive_on"), values.pop("arrive_hour")
        values["arrive_by"] = datetime.combine(day, hour, tzinfo=clock.VIETNAM) if day and hour else None
        places = {name: values.pop(f"{name}_spot") for name in _SPOTS}
        second = self.second(values)
        return DraftIn(**values, second=second, places={name: spot for name, spot in places.items() if spot})


class ActForm(forms.Form):
    """A button of the document's page: which state the person saw, and why."""

    seq = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Ý kiến"), required=False, max_length=2000, widget=_area(2))

    def __init__(
        self,
        *args: Any,
        slug: str,
        label: Any = None,
        needed: bool = False,
        seq: int | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["auto_id"] = f"id_{slug}_%s"
        super().__init__(*args, **kwargs)
        self.fields["note"].required = needed
        if label:
            self.fields["note"].label = label
        if not self.is_bound:
            self.initial["seq"] = seq


class ReserveForm(ActForm):
    """Keep a number for today, or for the working day before."""

    note = None  # type: ignore[assignment]
    on = forms.DateField(label=_("Ngày văn bản"), widget=DateBox)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("needed", None)
        kwargs.pop("label", None)
        kwargs["auto_id"] = f"id_{kwargs.pop('slug')}_%s"
        seq = kwargs.pop("seq", None)
        forms.Form.__init__(self, *args, **kwargs)
        if not self.is_bound:
            self.initial.update(seq=seq, on=clock.today())


class BatchForm(AskForm):
    """Ticked documents, a key and one PIN."""

    documents = forms.TypedMultipleChoiceField(
        label=_("Văn bản"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    run = forms.UUIDField(required=False, widget=forms.HiddenInput)
    """Under which the page asks how far it came."""

    def __init__(self, *args: Any, rows: list[Outgoing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batch_rows = rows
        self.fields["documents"].choices = [(str(row.pk), row.document.subject) for row in rows]  # type: ignore[attr-defined]


class IssueForm(forms.Form):
    """To whom a document goes."""

    units = forms.TypedMultipleChoiceField(label=_("Cơ quan, đơn vị trong hệ thống"), coerce=int, required=False,
                                           widget=forms.CheckboxSelectMultiple)  # fmt: skip
    outside = LinesField(label=_("Nơi nhận bên ngoài"), rows=3, longest=400,
                         help_text=_("Mỗi nơi một dòng: tên | mã định danh | thư điện tử, hoặc chỉ mã định danh có trong danh bạ liên thông. "
                                     "Nơi có mã trong danh bạ được gửi qua trục; nơi khác gửi thư điện tử hoặc bản giấy."))  # fmt: skip
    copies = forms.IntegerField(label=_("Số lượng bản giấy"), min_value=0, max_value=999, initial=1)
    seq = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, agency_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = tree()
        own = units.part_of_agency(agency_id) - {agency_id}
        agencies = [
            node
            for node in units.nodes.values()
            if (node.is_agency and node.id != agency_id) or node.id in own
        ]
        ordered = sorted(agencies, key=lambda node: (not node.is_agency, node.identifier))
        self.fields["units"].choices = [(node.id, node.name) for node in ordered]  # type: ignore[attr-defined]

    def clean_outside(self) -> list[Outside]:
        """Each line as a receiver; a code alone gets the name under which the axis lists it."""
        found = [_receiver(line) for line in self.cleaned_data["outside"]]
        bare = {each.code for each in found if not each.name}
        way_out = carrier()
        names = way_out.names(bare) if way_out is not None and bare else {}
        unknown = sorted(bare - set(names))
        if unknown:
            raise forms.ValidationError(_("Không có đơn vị mã %(codes)s trong danh bạ liên thông: hãy ghi tên nơi nhận."), params={"codes": ", ".join(unknown)})
        return [replace(each, name=each.name or names[each.code]) for each in found]


def _receiver(line: str) -> Outside:
    """Name, code, e-mail in any order; what is neither code nor address is the name."""
    parts = [part.strip() for part in line.split("|") if part.strip()]
    email = next((part for part in parts if "@" in part), "")
    if email:
        forms.EmailField().clean(email)
    parts = [new_code_of(part) for part in parts]
    code = next((part for part in parts if _CODE.fullmatch(part)), "")
    rest = [part for part in parts if part not in {email, code}]
    if not code and len(rest) > 1:
        code = rest[1]
    return Outside(rest[0][:200] if rest else (email if not code else ""), code[:35], email)


class SymbolForm(forms.Form):
    """How a unit is written in symbols."""

    unit_id = forms.TypedChoiceField(label=_("Cơ quan, đơn vị"), coerce=int)
    abbreviation = forms.RegexField(r"^[\w.&]{1,15}$", label=_("Chữ viết tắt trong ký hiệu"), max_length=15)
    one_book = forms.BooleanField(label=_("Đánh số chung mọi loại văn bản trong một sổ"), required=False)
    with_code = forms.BooleanField(label=_("In mã QR để mọi người kiểm tra văn bản"), required=False,
                                   help_text=_("Quét mã sẽ mở trang cho biết văn bản có thật, còn hiệu lực hay đã thu hồi, thay thế. NĐ 30/2020 không quy "
                                               "định mã này; cơ quan tự quyết định."))  # fmt: skip
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox)
    source = forms.CharField(label=_("Căn cứ"), required=False, max_length=250)

    def __init__(self, *args: Any, viewer: Actor, right: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = [node for node in tree().nodes.values() if viewer.may(right, node.id)]
        self.fields["unit_id"].choices = [(node.id, node.name) for node in nodes]  # type: ignore[attr-defined]


class AddressForm(forms.Form):
    """How an agency is reached from a day on."""

    unit_id = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int)
    address = forms.CharField(label=_("Địa chỉ"), max_length=200, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    website = forms.CharField(label=_("Trang thông tin điện tử"), max_length=100, required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=60, required=False)
    fax = forms.CharField(label=_("Fax"), max_length=60, required=False)
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=DateBox, help_text=_("Để trống mọi ô trên thì từ ngày này thôi in."))

    def __init__(self, *args: Any, viewer: Actor, right: str, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"auto_id": "id_address_%s"}))
        nodes = [node for node in tree().nodes.values() if node.is_agency and viewer.may(right, node.id)]
        self.fields["unit_id"].choices = [(node.id, node.name) for node in nodes]  # type: ignore[attr-defined]


STATES = [("", _("Mọi trạng thái")), *[(each.value, each.label) for each in State if each not in {
    State.RECEIVED, State.IN_WORK, State.DONE, State.SENT_BACK}]]  # fmt: skip
