"""Give work on a document going out anew: to another person of its step, or to another signer (phân công lại, đổi người ký).

A drafter may be away, a signer may have left the post: nobody need hold the work to give it on, and nobody does so after signing.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.core.text import nfc
from congso.domains.documents.enums_outgoing import SECOND_IN, SIGNED_IN, SecondKind, StepCode
from congso.domains.documents.errors_outgoing import DraftIncomplete, NotReady
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.models import Document, Outgoing
from congso.domains.documents.policies_outgoing import require_can_give_anew
from congso.domains.documents.queries_second import seat_of, second_of
from congso.domains.documents.services.outgoing_common import (
    case_of,
    case_words,
    lock_outgoing,
    require_step,
    search_key_of,
    step_of,
)
from congso.domains.documents.services.outgoing_reviewing import BY_ORDER
from congso.domains.documents.services.outgoing_second import SecondIn, keep_second
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.casework.models import Case
from congso.foundation.casework.services import reassign
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.people.queries import account_names

_HELD_BY_A_PERSON = (StepCode.DRAFT, StepCode.CONTENT, StepCode.FORM, StepCode.ISSUE)


def reassign_draft(*, actor: Actor, document_id: UUID, seen_seq: int | None, holder_id: int | None, reason: str) -> Document:
    """Take a draft from whose hands it is in and give it to another of the step's unit; the one who drafts on is its drafter.

    Raises NotVisible, NotAllowed, NotInThisStep (a signer is changed, not reassigned), ReasonMissing, HolderNotFit, CaseMoved.
    """
    with write_action("documents.reassign_draft", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        case, former = case_of(outgoing), case_of(outgoing).holder_id
        require_step(outgoing, *_HELD_BY_A_PERSON)
        require_can_give_anew(actor, outgoing.document, case)
        if step_of(case) == StepCode.DRAFT and holder_id is not None:
            outgoing.drafter_id, outgoing.drafter_name = holder_id, account_names().get(holder_id, "")[:120]
            outgoing.save(update_fields=["drafter_id", "drafter_name"])
        reassign(action, case, step_id=case.step_id or 0, holder_id=holder_id, note=reason)
        _tell(action, outgoing.document, case, former)
        action.record(outgoing.document, former=former, holder=holder_id, reason=nfc(reason.strip()))
    return outgoing.document


def _tell(action: WriteAction, document: Document, case: Case, former: int | None) -> None:
    """Who has it now, and who had it before."""
    told = [(case.holder_id, _("Văn bản đi được giao cho bạn: %(what)s")), (former, _("Văn bản đi đã giao người khác: %(what)s"))]
    what, url = document.number_text or f"…/{document.symbol}", reverse("documents:out_page", args=[document.pk])
    write_notices(action, [
        NoticeIn(account, "documents.given", (words % {"what": what})[:200], document.subject, url, case.pk if account == case.holder_id else None)
        for account, words in told if account is not None and account != action.actor.account_id
    ])  # fmt: skip


@dataclass(frozen=True)
class NewSigner:
    """Who signs instead, by what power and in which position (NĐ 30/2020, Điều 13)."""

    signer_id: int
    position: str
    power: str = ""
    signed_for: str = ""
    collective: str = ""


def change_signer(*, actor: Actor, document_id: UUID, seen_seq: int | None, signer: NewSigner, reason: str) -> Document:
    """The office chooses another signer for a document that waits for its signature (đổi người ký), with the reason.

    Name, power and position change before anything is signed; a number taken already stays with its day, and the paper is
    laid out anew. Raises NotVisible, NotAllowed, NotInThisStep after signing, DraftIncomplete, ReasonMissing, HolderNotFit, CaseMoved.
    """
    with write_action("documents.change_signer", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        document, case = outgoing.document, case_of(outgoing)
        require_step(outgoing, *SIGNED_IN)
        require_can_give_anew(actor, document, case)
        if not reason.strip():
            raise ReasonMissing(field="reason")
        _require_other_than_second(outgoing, signer.signer_id)
        if not signer.position.strip():
            raise DraftIncomplete(what=_("người ký, chức vụ"))
        before, former = _who_signs(outgoing), outgoing.signer_id
        _put(outgoing, signer)
        _drop_paper(outgoing)
        outgoing.save()
        document.save(update_fields=["signer_name", "signer_title", "signer_power", "search_key", "file"])
        _send_to(action, case, outgoing, reason)
        keep_entry(document)
        _tell(action, document, case, former)
        action.record(document, before=before, signer=_who_signs(outgoing), number=document.number_text, reason=nfc(reason.strip()))
    return document


def change_second(*, actor: Actor, document_id: UUID, seen_seq: int | None, account_id: int, position: str, reason: str) -> Document:
    """The office chooses another second signer while the one named has not signed (đổi người ký thứ hai), with the reason.

    A number taken already stays with its day; the paper is laid out anew. Raises NotVisible, NotAllowed, NotInThisStep, InvalidInput,
    ReasonMissing, CaseMoved.
    """
    with write_action("documents.change_second", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id, seen_seq)
        document, case, former = outgoing.document, case_of(outgoing), case_of(outgoing).holder_id
        require_step(outgoing, *SECOND_IN)
        require_can_give_anew(actor, document, case)
        if not reason.strip():
            raise ReasonMissing(field="reason")
        keep_second(outgoing, SecondIn(SecondKind.PERSON, account_id, position=position))
        _drop_paper(outgoing)
        outgoing.save(update_fields=["prepared", "fields"])
        document.save(update_fields=["file"])
        seat = seat_of(document.agency_id, account_id)
        if seat is not None:
            case.facts = {**case.facts, "second": seat.role}
            step = next(each for each in definition(case.version_id).steps.values() if each.code == f"ky-thu-hai-{seat.role}")
            reassign(action, case, step_id=step.id, holder_id=account_id, note=reason, division_id=seat.unit_id)
            case.save(update_fields=["facts", "division_id"])
        keep_entry(document)
        _tell(action, document, case, former)
        action.record(document, second=account_id, former=former, number=document.number_text, reason=nfc(reason.strip()))
    return document


def _require_other_than_second(outgoing: Outgoing, signer_id: int) -> None:
    """Nobody signs twice, and a paper that somebody signed is not laid out anew. Raises InvalidInput, NotReady."""
    second = second_of(outgoing)
    if second is None:
        return
    if second.account_id == signer_id:
        raise InvalidInput(field="signer_id", reason=_("người ký thứ hai phải là người khác người ký."))
    if second.signed_at is not None:
        raise NotReady(subject=outgoing.document.subject, reason=_("người ký thứ hai đã ký; hãy trả lại để sửa rồi trình lại"))


def _who_signs(outgoing: Outgoing) -> dict[str, object]:
    document = outgoing.document
    return {"id": outgoing.signer_id, "name": document.signer_name, "power": document.signer_power, "position": outgoing.position}


def _put(outgoing: Outgoing, signer: NewSigner) -> None:
    document = outgoing.document
    outgoing.by_authority = None  # what the unit's head was let sign is not the new signer's
    outgoing.signer_id, document.signer_name = signer.signer_id, account_names().get(signer.signer_id, "")[:100]
    document.signer_power = signer.power
    outgoing.position, outgoing.signed_for = nfc(signer.position.strip()), nfc(signer.signed_for.strip())
    outgoing.collective = nfc(signer.collective.strip())
    document.signer_title = outgoing.position
    document.search_key = search_key_of(document)


def _drop_paper(outgoing: Outgoing) -> None:
    """The paper that was prepared names the former signer; the number in it stays the document's."""
    outgoing.prepared = outgoing.document.file = None
    outgoing.fields = []


def _send_to(action: WriteAction, case: Case, outgoing: Outgoing, reason: str) -> None:
    by_order = outgoing.document.signer_power in BY_ORDER
    code = StepCode.SIGN_BY_ORDER if by_order else StepCode.SIGN
    step = next(each for each in definition(case.version_id).steps.values() if each.code == code)
    case.facts, case.division_id = {**case.facts, "by_order": by_order, "in_unit": False, "by_deputy": False}, outgoing.unit_id
    reassign(action, case, step_id=step.id, holder_id=outgoing.signer_id, note=reason)
    for name, value in case_words(outgoing.document).items():
        setattr(case, name, value)
    case.save(update_fields=["number", "title", "search_key", "facts", "division_id"])
