"""A form for whatever has a list of papers and no form of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congso.core.text import fold, nfc
from congso.foundation.forms.engine.building import FormBuilder, options_of, when
from congso.foundation.forms.engine.definition import Definition, Kind
from congso.foundation.forms.engine.parsing import parse_definition

LONGEST_LABEL = 140
_CASE = re.compile(r"^[\W\d]*(?:[a-z][).]\s*)?(?:cac )?(truong hop|doi voi|neu)\b")
_PERHAPS = re.compile(
    r"^[\W\d]*(?:[ivx]+\)\s*)?(truong hop|neu|giay to khac|giay to chung minh)\b"
    r"|uy quyen|\(neu co\)|neu co\b|trong truong hop|\(truong hop|doi voi truong hop|mot trong cac|khong phai nop"
)
_SHOWN_ONLY = re.compile(r"xuat trinh")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a list (thành phần hồ sơ), as the catalogue has it."""

    name: str
    case_label: str = ""
    originals: int | None = None
    copies: int | None = None
    is_note: bool = False
    form_file: str = ""


def generated_definition(title: str, papers: Sequence[Paper], *, asks_for_whom: bool = True) -> Definition:
    """A form made of a title and its papers: who asks, what for, the papers, how the result comes back.

    A paper is required when the list asks for originals or copies of it and nothing in its words makes it depend on
    circumstances ("trường hợp …", "nếu có"); a paper of a case is asked only when that case is chosen. With
    ``asks_for_whom`` false the form does not ask in whose name it is: the page around it knows.
    """
    form = FormBuilder(nfc(title, collapse=True)[:500] or _("Thủ tục"), statement=_(
        "Tôi cam đoan những nội dung khai trên đây và các giấy tờ gửi kèm là đúng sự thật và chịu trách nhiệm trước"
        " pháp luật."))  # fmt: skip
    add_applicant(form, asks_for_whom=asks_for_whom)
    form.step("noi-dung", _("Nội dung đề nghị"))
    form.section(_("Nội dung đề nghị"))
    form.area("request", _("Nội dung đề nghị giải quyết"), required=True, help=_(
        "Ghi ngắn gọn việc cần giải quyết; phần chi tiết đã có trong giấy tờ gửi kèm."))  # fmt: skip
    cases = _cases(papers)
    _add_cases(form, cases)
    _add_papers(form, papers, cases)
    add_receiving(form)
    return parse_definition(form.definition())


def with_papers(own: Definition, papers: Sequence[Paper]) -> Definition:
    """A form of its own, followed by the steps of the papers and of how the result comes back, where it lacks them."""
    form = FormBuilder(own.title)
    if not any(each.kind == Kind.FILE for each in own.fields.values()):
        cases = _cases(papers)
        if cases:
            form.step("truong-hop", _("Trường hợp"))
            form.section(_("Trường hợp của bạn"))
            _add_cases(form, cases)
        _add_papers(form, papers, cases)
    if "receive" not in own.fields:
        add_receiving(form)
    added, source = form.definition(), dict(own.source)
    source["schema"] = {**source["schema"], "properties": {**source["schema"]["properties"], **added["schema"]["properties"]}}
    source["schema"]["required"] = [*own.source["schema"].get("required", []), *added["schema"].get("required", [])]
    source["layout"] = {**source["layout"], "steps": [*source["layout"]["steps"], *added["layout"]["steps"]]}
    return parse_definition(source)


def _add_cases(form: FormBuilder, cases: Sequence[str]) -> None:
    if not cases:
        return
    labels = {key: _short(words) for key, words in options_of(list(cases)).items()}
    form.choices("cases", _("Trường hợp của bạn"), labels, help=_(
        "Chọn các trường hợp đúng với bạn; giấy tờ phải nộp được hỏi theo đó. Không có trường hợp nào thì bỏ qua."))  # fmt: skip


def add_applicant(form: FormBuilder, *, asks_for_whom: bool = True) -> None:
    """The step of the person who asks, prefilled from the profile, and of whoever they ask for."""
    form.step("nguoi-nop", _("Người nộp hồ sơ"))
    form.section(_("Người nộp hồ sơ"))
    form.text(
        "applicant_name",
        _("Họ và tên"),
        required=True,
        prefill="profile.name",
        autocomplete="name",
        longest=200,
    )
    form.text("applicant_identity", _("Số định danh cá nhân"), format="identity", required=True, half=True,
              prefill="profile.identity_number", help=_("12 chữ số trên thẻ căn cước; người nước ngoài ghi số hộ chiếu."))  # fmt: skip
    form.day(
        "applicant_birth",
        _("Ngày sinh"),
        past=True,
        half=True,
        prefill="profile.birth_date",
        autocomplete="bday",
    )
    form.text("applicant_phone", _("Số điện thoại"), format="phone", required=True, half=True, prefill="profile.phone",
              autocomplete="tel")  # fmt: skip
    form.text(
        "applicant_email",
        _("Thư điện tử"),
        format="email",
        half=True,
        prefill="profile.email",
        autocomplete="email",
    )
    form.address(
        "applicant_address",
        _("Nơi cư trú"),
        required=True,
        prefill="profile.address",
        autocomplete="street-address",
    )
    if asks_for_whom:
        _add_for_whom(form)


def _add_for_whom(form: FormBuilder) -> None:
    form.section(_("Nộp cho ai"))
    form.choice("on_behalf", _("Bạn nộp hồ sơ này cho"), {
        "self": _("chính mình"), "person": _("người khác (được ủy quyền, người giám hộ…)"),
        "organisation": _("cơ quan, tổ chức, doanh nghiệp")}, required=True)  # fmt: skip
    person, organisation = when("on_behalf", "person"), when("on_behalf", "organisation")
    form.text(
        "principal_name", _("Họ và tên người được nộp thay"), required=True, visible_if=person, longest=200
    )
    form.text(
        "principal_identity",
        _("Số định danh cá nhân của người đó"),
        format="identity",
        half=True,
        visible_if=person,
    )
    form.text("organisation_name", _("Tên cơ quan, tổ chức, doanh nghiệp"), required=True, visible_if=organisation, longest=300,
              autocomplete="organization")  # fmt: skip
    form.text(
        "organisation_number",
        _("Mã số thuế hoặc số quyết định thành lập"),
        half=True,
        visible_if=organisation,
        longest=60,
    )
    form.text("organisation_role", _("Chức vụ của bạn"), half=True, visible_if=organisation, longest=100)
    form.address("principal_address", _("Địa chỉ của người hoặc tổ chức được nộp thay"),
                 visible_if=when("on_behalf", ["person", "organisation"], "in"))  # fmt: skip


def add_receiving(form: FormBuilder) -> None:
    """The step of how the result comes back."""
    form.step("nhan-ket-qua", _("Nhận kết quả"))
    form.section(_("Nhận kết quả"))
    form.choice("receive", _("Cách nhận kết quả"), {
        "counter": _("Tại nơi tiếp nhận hồ sơ"), "post": _("Qua bưu chính, đến địa chỉ dưới đây"),
        "online": _("Bản điện tử trên cổng dịch vụ công")}, required=True)  # fmt: skip
    form.address("receive_address", _("Địa chỉ nhận"), required=True, visible_if=when("receive", "post"),
                 prefill="profile.address", help=_("Phí bưu chính do người nhận trả."))  # fmt: skip


def people_of(answers: Any) -> dict[str, dict[str, Any]]:
    """Who asks and who hands in, of a form that has the step of ``add_applicant``.

    ``applicant`` is in whose name the dossier runs, ``submitter`` the person who filled the form (the same when they ask
    for themselves); each with name, identity, phone, email, address.
    """
    own = {
        key: answers.get(f"applicant_{key}", "") for key in ("name", "identity", "phone", "email", "address")
    }
    kind = answers.get("on_behalf")
    if kind not in {"person", "organisation"}:
        return {"applicant": own, "submitter": own}
    prefix = "principal" if kind == "person" else "organisation"
    number = answers.get("principal_identity" if kind == "person" else "organisation_number", "")
    other = {"name": answers.get(f"{prefix}_name", ""), "identity": number, "phone": own["phone"], "email": own["email"],
             "address": answers.get("principal_address") or own["address"]}  # fmt: skip
    return {"applicant": other, "submitter": own}


def _cases(papers: Sequence[Paper]) -> list[str]:
    labels = dict.fromkeys(paper.case_label for paper in papers if not paper.is_note)
    return [label for label in labels if label and _CASE.match(fold(label))]


def _add_papers(form: FormBuilder, papers: Sequence[Paper], cases: list[str]) -> None:
    if not papers:
        return
    form.step(
        "giay-to",
        _("Giấy tờ"),
        _("Chụp rõ hoặc quét từng giấy tờ; giấy tờ nhiều trang có thể gửi nhiều tệp trong một ô."),
    )
    conditions = {label: when("cases", f"c{number}") for number, label in enumerate(cases, 1)}
    current: str | None = None
    for number, paper in enumerate(papers, 1):
        if paper.case_label != current or not form.steps[-1]["sections"]:
            current = paper.case_label
            form.section(_short(current) or _("Giấy tờ"), visible_if=conditions.get(current))
        add_paper(form, number, paper)


def add_paper(form: FormBuilder, number: int, paper: Paper, *, required: bool | None = None) -> None:
    """The box of one paper, or a paragraph when the row is a note; ``required`` when the writer of the form knows."""
    name = nfc(paper.name, collapse=True)
    if paper.is_note or not name:
        if name:
            form.words(name)
        return
    label = _short(name)
    parts = [name if label != name else "", _counts(paper),
             _("Mẫu: %(file)s") % {"file": paper.form_file} if paper.form_file else ""]  # fmt: skip
    form.files(
        f"paper_{number}", label, required=is_required(paper) if required is None else required, help="\n".join(part for part in parts if part)
    )


def is_required(paper: Paper) -> bool:
    """Whether the form insists on it: the list asks for a number of it, and no circumstance is named."""
    wanted = bool(paper.originals or paper.copies)
    return wanted and not _PERHAPS.search(fold(paper.name)) and not _SHOWN_ONLY.search(fold(paper.case_label))


def _counts(paper: Paper) -> str:
    parts = []
    if paper.originals:
        parts.append(ngettext("%(n)s bản chính", "%(n)s bản chính", paper.originals) % {"n": paper.originals})
    if paper.copies:
        parts.append(ngettext("%(n)s bản sao", "%(n)s bản sao", paper.copies) % {"n": paper.copies})
    return ", ".join(parts)


def _short(text: str) -> str:
    """The beginning of a long text, cut where a sentence or a word ends."""
    text = nfc(text, collapse=True)
    if len(text) <= LONGEST_LABEL:
        return text
    head = text[:LONGEST_LABEL]
    ends = [head.rfind(sign) for sign in (". ", "; ", ": ", " (")]
    place = max(ends) if max(ends) > LONGEST_LABEL // 3 else head.rfind(" ")
    return head[: place if place > 0 else LONGEST_LABEL].rstrip(" ,;:.") + "…"
