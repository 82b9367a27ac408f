"""The second signer: named in the draft, signs before the signer, or signs our file outside and sends it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.core.text import nfc
from congso.domains.documents.enums_outgoing import SECOND_IN, SecondKind, Side, StepCode
from congso.domains.documents.errors_outgoing import NotReady, PartyFileRefused
from congso.domains.documents.hours import hasten
from congso.domains.documents.layout import SECOND
from congso.domains.documents.models import Document, Outgoing, SecondSigner
from congso.domains.documents.policies_outgoing import require_registry
from congso.domains.documents.queries_second import awaited_outside, seat_of, second_of
from congso.domains.documents.services.outgoing_annexes import keep_pdf, read_pdf
from congso.domains.documents.services.outgoing_common import (
    case_of,
    lock_outgoing,
    require_stamped,
    require_step,
)
from congso.domains.documents.services.outgoing_numbering import require_number
from congso.domains.documents.types import TWO_SIGNERS, WITH_SIDES
from congso.foundation.audit.writing import write_action
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.casework.deadlines import step_due
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.services import Happening, note_event
from congso.foundation.files.uploads import Upload
from congso.foundation.people.queries import account_names
from congso.foundation.signing.facade import Change, Finding, Trust, require_harmless, verify_pdf


@dataclass(frozen=True)
class SecondIn:
    """Who is to sign beside the signer."""

    kind: str
    account_id: int | None = None
    name: str = ""
    position: str = ""
    party: str = ""
    own_side: str = Side.A


def keep_second(outgoing: Outgoing, given: SecondIn | None) -> None:
    """Name the second signer of a draft inside the open action, or none. Raises InvalidInput, NotReady."""
    if given is None or not given.kind:
        SecondSigner.objects.filter(pk=outgoing.pk).delete()
        return
    if outgoing.document.type_code not in TWO_SIGNERS:
        raise InvalidInput(field="second_kind", reason=_("loại văn bản này chỉ có một người ký."))
    _require_step_for_it(outgoing)
    row = _person(outgoing, given) if given.kind == SecondKind.PERSON else _party(outgoing, given)
    row.position, row.own_side = nfc(given.position.strip())[:100], given.own_side
    SecondSigner.objects.filter(pk=outgoing.pk).delete()
    row.save(force_insert=True)


def _require_step_for_it(outgoing: Outgoing) -> None:
    """A draft of before, or a process of the office's own, may have no step for a second signer."""
    codes = {step.code for step in definition(case_of(outgoing).version_id).steps.values()}
    if not codes >= SECOND_IN:
        raise NotReady(subject=outgoing.document.subject, reason=_("quy trình của văn bản này chưa có bước cho người ký thứ hai; hãy lập dự thảo mới"))


def _person(outgoing: Outgoing, given: SecondIn) -> SecondSigner:
    agency_id = outgoing.document.agency_id
    if given.account_id is None or seat_of(agency_id, given.account_id) is None:
        raise InvalidInput(field="second_id", reason=_("hãy chọn một người đang giữ vị trí trong cơ quan."))
    if given.account_id == outgoing.signer_id:
        raise InvalidInput(field="second_id", reason=_("người ký thứ hai phải là người khác người ký."))
    return SecondSigner(outgoing=outgoing, kind=SecondKind.PERSON, account_id=given.account_id, name=account_names().get(given.account_id, "")[:100])


def _party(outgoing: Outgoing, given: SecondIn) -> SecondSigner:
    if outgoing.document.type_code not in WITH_SIDES:
        raise InvalidInput(field="second_kind", reason=_("thư ký của biên bản là người của cơ quan."))
    name, party = nfc(given.name, collapse=True).strip()[:100], nfc(given.party, collapse=True).strip()[:200]
    if not name:
        raise InvalidInput(field="second_name", reason=_("chưa ghi người đại diện của bên kia."))
    if not party:
        raise InvalidInput(field="second_party", reason=_("chưa ghi tên bên kia."))
    return SecondSigner(outgoing=outgoing, kind=SecondKind.PARTY, name=name, party=party)


def require_is_second(outgoing: Outgoing, account_id: int | None) -> SecondSigner:
    """Only the one who is printed signs there. Raises NotReady."""
    second = second_of(outgoing)
    if second is None or second.account_id != account_id:
        raise NotReady(subject=outgoing.document.subject, reason=_("người ký thứ hai ghi trên văn bản là %(name)s") % {"name": second.name if second else "—"})
    return second


def require_second_signed(outgoing: Outgoing) -> None:
    """The signer does not sign before a second signer of the office. Raises NotReady."""
    second = second_of(outgoing)
    if second is not None and second.kind == SecondKind.PERSON and second.signed_at is None:
        raise NotReady(subject=outgoing.document.subject, reason=_("%(name)s chưa ký; người ký thứ hai ký trước") % {"name": second.name})


def require_party_signed(outgoing: Outgoing) -> None:
    """The seal comes last, so the other side signs before it. Raises NotReady."""
    second = awaited_outside(outgoing)
    if second is not None:
        raise NotReady(subject=outgoing.document.subject, reason=_("chưa nhận lại tệp có chữ ký của %(party)s") % {"party": second.party})


def take_party_signature(*, actor: Actor, document_id: UUID, seen_seq: int | None, upload: Upload) -> Outgoing:
    """Take our file back with the other side's signature in its field: nothing else may differ (nhận lại văn bản bên kia đã ký).

    Raises NotAllowed, NotInThisStep, NotReady, PartyFileRefused, PdfRefused.
    """
    with write_action("documents.take_party_signature", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        document = outgoing.document
        require_registry(actor, document.agency_id)
        require_step(outgoing, StepCode.ISSUE)
        second = awaited_outside(outgoing)
        if second is None or outgoing.signed_at is None:
            raise NotReady(subject=document.subject, reason=_("văn bản không chờ chữ ký của bên ngoài"))
        require_number(outgoing)
        require_stamped(outgoing)
        content = upload.read()
        found = judge_returned(read_pdf(document.file), content)
        document.file = keep_pdf(content)
        document.save(update_fields=["file"])
        second.signed_at, second.certificate = action.at, _told(found)
        second.save(update_fields=["signed_at", "certificate"])
        _go_on(outgoing, action.at)
        note_event(action, case_of(outgoing), Happening("party_signed", note=str(second)))
        action.record(document, party=second.party, sha256=document.file.pk, certificate=found.serial, signer=found.signer, trust=found.trust)
    return outgoing


def issue_day(document: Document, signed_on: date) -> date:
    """By when a signed document is issued: at once when urgent, else the next working day (NĐ 30/2020, Điều 18 khoản 1)."""
    return signed_on if document.urgency else schedule_for(document.agency_id, signed_on).add_working_days(signed_on, 1)


def rest_until_party_signed(outgoing: Outgoing) -> None:
    """While the file is with the other side neither the registry nor the document is late."""
    case = case_of(outgoing)
    outgoing.issue_by, case.step_due_at = None, None
    hasten(case, outgoing.document)
    outgoing.save(update_fields=["issue_by"])
    case.save(update_fields=["due_at", "step_due_at"])


def _go_on(outgoing: Outgoing, at: datetime) -> None:
    """The file is back: from now on it is to be sealed and issued."""
    case = case_of(outgoing)
    outgoing.issue_by = issue_day(outgoing.document, clock.local(at).date())
    outgoing.save(update_fields=["issue_by"])
    case.step_due_at = step_due(case.holder_unit_id, at, definition(case.version_id).step(case.step_id).allotted_minutes)
    hasten(case, outgoing.document)
    case.save(update_fields=["due_at", "step_due_at"])


def judge_returned(ours: bytes, content: bytes) -> Finding:
    """The one signature that was added to our file. Raises PartyFileRefused, PdfRefused."""
    if not content.startswith(ours):
        raise PartyFileRefused(field="upload", reason=_("tệp không phải đúng tệp cơ quan đã ký gửi đi (in lại, quét lại, lưu lại đều làm khác tệp)"))
    require_harmless(content)
    before, after = verify_pdf(ours), verify_pdf(content)
    added = after[len(before):]
    if len(added) != 1:
        reason = _("tệp có thêm %(count)d chữ ký, chỉ nhận đúng một chữ ký của bên kia") % {"count": len(added)} if added else _("tệp chưa có chữ ký số của bên kia")
        raise PartyFileRefused(field="upload", reason=reason)
    new = added[0]
    if new.field_name != SECOND:
        raise PartyFileRefused(field="upload", reason=_("chữ ký không nằm trong ô ký dành cho bên kia"))
    if (new.issuer, new.serial) in {(each.issuer, each.serial) for each in before}:
        raise PartyFileRefused(field="upload", reason=_("chữ ký do chính người ký của cơ quan tạo ra"))
    if any(each.trust == Trust.BROKEN or each.change == Change.OTHER for each in after[: len(before)]) or not new.covers_all:
        raise PartyFileRefused(field="upload", reason=_("tệp bị sửa, thêm nội dung ngoài chữ ký của bên kia"))
    if new.trust == Trust.BROKEN:
        raise PartyFileRefused(field="upload", reason=_("chữ ký của bên kia không hợp lệ: %(why)s") % {"why": ", ".join(new.reasons)})
    return new


def _told(found: Finding) -> dict[str, object]:
    """What the page says of the signature, as it was judged when it came."""
    return {"signer": found.signer, "organisation": found.organisation, "issuer": found.issuer, "serial": found.serial,
            "trusted": found.trust == Trust.TRUSTED, "reasons": list(found.reasons), "at": found.at.isoformat() if found.at else ""}  # fmt: skip
