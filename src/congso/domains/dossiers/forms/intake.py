"""The counter's form: applicant, papers, fee, way of return."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.errors import InvalidInput
from congso.core.identity import parse_passport, parse_personal_id, parse_tax_code, warnings_for
from congso.core.legacy import looks_legacy
from congso.core.money import parse_money
from congso.core.text import nfc
from congso.domains.dossiers.enums import Channel, PaperKind, ReturnMethod
from congso.domains.dossiers.services.intake import PaperIn
from congso.domains.parties.facade import Applicant, PartyKind
from congso.domains.procedures.facade import Service
from congso.foundation.files.uploads import Upload
from congso.foundation.web.fields import PhoneField

EXTRA_ROWS = 3


def parse_applicant_number(typed: str) -> tuple[str, str, list[str]]:
    """(number, kind of party, warnings); raises InvalidInput when it is neither personal number nor tax code."""
    compact = "".join(typed.split()).upper()
    digits = compact.replace("-", "")
    if len(digits) == 12 and digits.isdigit():
        person = parse_personal_id(digits, field="identity_number")
        found = [str(each.message) % dict(each.fields) for each in warnings_for(person, on=clock.today())]
        return person.number, PartyKind.CITIZEN, found
    if digits.isdigit() and len(digits) in {10, 13}:
        tax = parse_tax_code(compact, field="identity_number")
        return "-".join(filter(None, [tax.number, tax.branch])), PartyKind.ORGANISATION, []
    if compact[:1].isalpha():
        return parse_passport(compact, field="identity_number").number, PartyKind.CITIZEN, []
    raise InvalidInput(field="identity_number", reason=_("số định danh phải có 12 chữ số, mã số thuế 10 hoặc 13 chữ số."))


class IntakeForm(forms.Form):
    """Who applies and how the result goes back; papers and fees are read beside it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    identity_number = forms.CharField(label=_("Số định danh cá nhân / mã số thuế"), max_length=20)
    name = forms.CharField(label=_("Họ và tên / tên tổ chức"), max_length=200)
    address = forms.CharField(label=_("Địa chỉ"), max_length=300)
    phone = PhoneField(widget=forms.TextInput)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    submitter_name = forms.CharField(label=_("Người nộp hộ (nếu có)"), max_length=200, required=False)
    request_summary = forms.CharField(label=_("Nội dung yêu cầu giải quyết"), max_length=1000, required=False)
    channel = forms.TypedChoiceField(label=_("Cách nộp"), choices=Channel.choices, coerce=int, initial=Channel.IN_PERSON)
    sets = forms.IntegerField(label=_("Số bộ hồ sơ"), min_value=1, max_value=99, initial=1)
    return_method = forms.ChoiceField(label=_("Nhận kết quả"), choices=ReturnMethod.choices, initial=ReturnMethod.COUNTER)
    return_address = forms.CharField(label=_("Địa chỉ nhận qua bưu chính"), max_length=300, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warnings: list[str] = []
        self.party_kind: str = PartyKind.CITIZEN

    def clean_identity_number(self) -> str:
        """A personal number, tax code or passport; doubts are warnings, not refusals."""
        try:
            number, self.party_kind, self.warnings = parse_applicant_number(self.cleaned_data["identity_number"])
        except InvalidInput as error:
            raise forms.ValidationError(str(error)) from error
        return number

    def clean_name(self) -> str:
        """A name in Unicode; text of the old fonts is refused with a sentence."""
        name = nfc(self.cleaned_data["name"])
        if looks_legacy(name):
            raise forms.ValidationError(_("Chữ có vẻ gõ bằng phông cũ (TCVN3/VNI); hãy gõ lại bằng Unicode."))
        return name

    def clean(self) -> dict[str, Any]:
        """Post needs an address."""
        values = super().clean() or self.cleaned_data
        if values.get("return_method") == ReturnMethod.POST and not values.get("return_address"):
            values["return_address"] = values.get("address", "")
        return values

    def applicant(self) -> Applicant:
        """The applicant as typed."""
        values = self.cleaned_data
        return Applicant(
            kind=self.party_kind, identity_number=values["identity_number"], name=values["name"],
            address=values["address"], phone=values["phone"], email=values["email"],
        )  # fmt: skip


@dataclass
class PaperRow:
    """A line of the table of papers, as shown and as typed."""

    index: str
    name: str = ""
    requirement_id: int | None = None
    on: bool = False
    kind: int = PaperKind.ORIGINAL
    quantity: int = 1
    hint: str = ""
    form_file: str = ""
    files: list[Upload] = field(default_factory=list)


@dataclass
class PaperGroup:
    """Papers of one case (trường hợp)."""

    label: str
    rows: list[PaperRow]


def paper_groups(offered: Service, data: QueryDict | None, files: MultiValueDict[str, Upload] | None) -> list[PaperGroup]:
    """The required papers by case, then empty lines for others, filled with what was typed."""
    groups = []
    for label, papers in offered.papers_by_case.items():
        rows = []
        for paper in papers:
            kind = PaperKind.ORIGINAL if paper.originals or not paper.copies else PaperKind.COPY
            rows.append(PaperRow(index=f"p{paper.id}", name=paper.name, requirement_id=paper.id, kind=kind,
                                 quantity=paper.originals or paper.copies or 1, form_file=paper.form_file))  # fmt: skip
        groups.append(PaperGroup(label, rows))
    if data is not None:
        for group in groups:
            for row in group.rows:
                _fill(row, data, files)
    return [*groups, extra_papers(data, files)]


def extra_papers(data: QueryDict | None, files: MultiValueDict[str, Upload] | None) -> PaperGroup:
    """Empty lines for papers that the procedure does not name, filled with what was typed."""
    group = PaperGroup(str(_("Giấy tờ khác")), [PaperRow(index=f"x{place}") for place in range(EXTRA_ROWS)])
    if data is not None:
        for row in group.rows:
            _fill(row, data, files)
    return group


def _fill(row: PaperRow, data: QueryDict, files: MultiValueDict[str, Upload] | None) -> None:
    if row.requirement_id is None:
        row.name = nfc(data.get(f"{row.index}-name", ""))[:2000]
    row.files = files.getlist(f"{row.index}-file") if files else []
    row.on = f"{row.index}-on" in data or bool(row.files) or (row.requirement_id is None and bool(row.name))
    kind, quantity = data.get(f"{row.index}-kind", ""), data.get(f"{row.index}-quantity", "")
    row.kind = int(kind) if kind in {"0", "1", "2"} else row.kind
    row.quantity = min(max(int(quantity), 1), 99) if quantity.isdigit() else row.quantity


def papers_of(groups: list[PaperGroup]) -> list[PaperIn]:
    """What was ticked."""
    return [
        PaperIn(name=row.name, kind=row.kind, quantity=row.quantity, requirement_id=row.requirement_id,
                uploads=tuple(row.files))
        for group in groups for row in group.rows if row.on and row.name
    ]  # fmt: skip


def fees_of(offered: Service, data: QueryDict) -> dict[str, int]:
    """The fees in đồng as typed; the published amount where nothing was typed. Raises InvalidInput."""
    return {
        fee.name: parse_money(str(data[f"fee-{place}"]), field="fees") if data.get(f"fee-{place}") else fee.amount
        for place, fee in enumerate(offered.fees)
    }
