"""The words with which the results of procedures begin (mẫu văn bản kết quả): dated rows of the office."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date

from congso.core import clock
from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.documents.facade import DraftIn
from congso.domains.dossiers.enums import Proposal
from congso.domains.dossiers.errors import UnknownWord
from congso.domains.dossiers.models import Dossier, ResultTemplate
from congso.domains.dossiers.policies import require_can_set_result_templates
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders

WORDS = ("ho_ten", "so_giay_to", "dia_chi", "ma_ho_so", "thu_tuc", "noi_dung", "ngay_nhan", "co_quan")
"""What may stand in braces, in the office's own words since officials write them."""
_WORD = re.compile(r"\{(\w+)\}")
_LACKING = {"ho_ten": "họ tên", "so_giay_to": "số giấy tờ", "dia_chi": "địa chỉ", "noi_dung": "nội dung đề nghị"}
"""How the gap is marked that a dossier leaves which does not say it."""


@dataclass(frozen=True)
class TemplateIn:
    """A template as it is typed or shipped; the names are those of its row."""

    subject: str
    body: str
    procedure_code: str = ""
    agency_id: int | None = None
    proposal: str = Proposal.RESULT
    type_code: str = ""
    grounds: str = ""
    addressees: str = ""
    recipients: str = ""
    power: str = ""
    signed_for: str = ""
    position: str = ""
    source: str = ""


_RECIPIENTS = "Ông/Bà {ho_ten}\nLưu: VT, hồ sơ {ma_ho_so}"
_SHIPPED = {
    Proposal.RESULT: TemplateIn(
        type_code="QĐ", subject="Về việc giải quyết thủ tục hành chính đối với {ho_ten}", recipients=_RECIPIENTS,
        grounds="Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025\n"
                "Xét hồ sơ số {ma_ho_so} của ông/bà {ho_ten} nhận ngày {ngay_nhan}",
        body="Điều 1. Giải quyết thủ tục “{thu_tuc}” cho ông/bà {ho_ten}, số giấy tờ {so_giay_to}, địa chỉ {dia_chi}.\n\n"
             "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\n"
             "Điều 3. Các đơn vị có liên quan và ông/bà {ho_ten} chịu trách nhiệm thi hành Quyết định này./."),
    Proposal.REFUSAL: TemplateIn(
        subject="không giải quyết hồ sơ {ma_ho_so}", addressees="Ông/Bà {ho_ten}", recipients=_RECIPIENTS.replace("Ông/Bà {ho_ten}", "Như trên"),
        body="Ngày {ngay_nhan}, {co_quan} nhận hồ sơ số {ma_ho_so} của ông/bà {ho_ten} về thủ tục “{thu_tuc}”.\n\n"
             "Qua xem xét, {co_quan} không giải quyết hồ sơ này vì: […lý do không giải quyết]\n\nTrân trọng./."),
}  # fmt: skip
"""Where the office has no template of its own: a decision, and a letter that refuses."""


def template_for(dossier: Dossier, proposal: str, on: date) -> TemplateIn:
    """The words in force on a day: the procedure's own before the general ones, the agency's before the province's."""
    rows = ResultTemplate.objects.filter(
        procedure_code__in=["", dossier.procedure_code], proposal=proposal, valid_from__lte=on
    )
    fitting = [row for row in rows if row.agency_id in (None, dossier.agency_id)]
    if not fitting:
        return _SHIPPED[Proposal(proposal)]
    best = max(fitting, key=lambda row: (row.procedure_code != "", row.agency_id is not None, row.valid_from))
    return TemplateIn(**{each.name: getattr(best, each.name) for each in fields(TemplateIn)})


def draft_from(template: TemplateIn, dossier: Dossier) -> DraftIn:
    """The draft with the dossier's words in it; signer and position where the agency has one leader."""
    words = _words(dossier)
    leaders = holders(role="leader", unit_id=dossier.agency_id)
    return DraftIn(
        type_code=template.type_code, subject=_fill(template.subject, words)[:500], body=_fill(template.body, words),
        signer_id=leaders[0][0] if len(leaders) == 1 else None, power=template.power, signed_for=template.signed_for,
        position=template.position, grounds=_fill(template.grounds, words).splitlines(),
        addressees=_fill(template.addressees, words).splitlines(), recipients=_fill(template.recipients, words).splitlines(),
    )  # fmt: skip


def _words(dossier: Dossier) -> dict[str, str]:
    found = {
        "ho_ten": dossier.applicant_name, "so_giay_to": dossier.applicant_number, "dia_chi": dossier.applicant_address,
        "ma_ho_so": dossier.code, "thu_tuc": dossier.procedure_name, "noi_dung": dossier.request_summary,
        "ngay_nhan": f"{clock.local(dossier.arrived_at):%d/%m/%Y}", "co_quan": tree().name(dossier.agency_id),
    }  # fmt: skip
    return {name: said.strip() or f"[…{_LACKING.get(name, name)}]" for name, said in found.items()}


def _fill(text: str, words: dict[str, str]) -> str:
    return _WORD.sub(lambda found: words.get(found[1], found[0]), text)


def set_result_template(*, actor: Actor, template: TemplateIn, valid_from: date) -> ResultTemplate:
    """Set from a day on what a procedure's result begins with; the rows before stay for the days before.

    Raises NotAllowed, UnknownWord.
    """
    with write_action("dossiers.set_result_template", actor=actor) as action:
        require_can_set_result_templates(actor)
        values = {each.name: getattr(template, each.name) for each in fields(TemplateIn)}
        texts = {name: nfc(value.replace("\r\n", "\n").strip()) for name, value in values.items() if isinstance(value, str)}
        for name in ("subject", "grounds", "addressees", "body", "recipients"):
            _require_known(name, texts[name])
        code, proposal = texts.pop("procedure_code"), texts.pop("proposal")
        row, _made = ResultTemplate.objects.update_or_create(
            procedure_code=code, proposal=proposal, agency_id=template.agency_id, valid_from=valid_from, defaults=texts
        )
        action.record(
            row, procedure=code, proposal=proposal, agency=template.agency_id, valid_from=valid_from, heading=row.subject
        )
    return row


def _require_known(name: str, text: str) -> None:
    for word in _WORD.findall(text):
        if word not in WORDS:
            raise UnknownWord(field=name, word=word, known=", ".join(f"{{{each}}}" for each in WORDS))
