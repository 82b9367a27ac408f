"""Dossiers tell their applicants what happened, by the channels they chose or the first that reaches them.

The letter says what the office decided and where to read on; the applicant's own data stay out of it.
"""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.core.errors import DomainError
from congso.core.money import format_money
from congso.domains.citizens.facade import ways_to
from congso.domains.documents.facade import (
    Change,
    DocumentIssued,
    DocumentRecalled,
    IssuedPaper,
    RelationKind,
    changes_by,
    issued_paper,
)
from congso.domains.dossiers.afterwards import rating_url
from congso.domains.dossiers.enums import ReturnMethod, SubmitterKind
from congso.domains.dossiers.events import DossierChanged, DossierReceived, DossierSubmitted
from congso.domains.dossiers.letters import LETTERS
from congso.domains.dossiers.models import Dossier, Supplement
from congso.domains.dossiers.services import (
    note_correction,
    note_payment,
    note_refunded,
    replace_result,
    send_with_issued_result,
    take_issued_result,
    withdraw_recalled_result,
)
from congso.domains.fees.facade import (
    PaymentRefunded,
    PaymentSettled,
    keys_of_request,
    pay_address,
    requests_of,
)
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.models import CaseEvent
from congso.foundation.notifications.channels import EMAIL
from congso.foundation.notifications.services import Letter, write_letters
from congso.foundation.orgs import epoch
from congso.foundation.orgs.queries import tree
from congso.foundation.printing.wording import in_vietnamese

_OF_PARTS_TOO = {"supplement", "payment", "resumed", "message"}
"""Of a part done by another agency the applicant hears only what they are asked; the rest tells the whole dossier."""


def tell_received(event: DossierReceived) -> None:
    """Tell the applicant that the dossier was received, with its code and promised date."""
    first = CaseEvent.objects.filter(case_id=UUID(event.dossier_id), action__in=["opened", "accepted"]).first()
    _tell(event.dossier_id, "received", first.seq if first else 1)


def tell_submitted(event: DossierSubmitted) -> None:
    """Tell the applicant that the dossier has come in and will be checked."""
    _tell(event.dossier_id, "submitted", 1)


def tell_changed(event: DossierChanged) -> None:
    """Tell the applicant of a change that concerns them."""
    _tell(event.dossier_id, event.what, event.seq)


def note_settled(event: PaymentSettled) -> None:
    """What was asked for a dossier is paid: mark its fees, and let its clock run again if it stood for them."""
    kind, _colon, dossier_id = event.subject.partition(":")
    if kind == "dossier":
        with epoch.known():
            note_payment(actor=system_actor("Thanh toán"), dossier_id=UUID(dossier_id), occasion=event.occasion)


def note_returned_money(event: PaymentRefunded) -> None:
    """What was paid for a dossier was given back in full: its fees say so."""
    kind, _colon, dossier_id = event.subject.partition(":")
    if kind == "dossier":
        keys = [int(key) for key in keys_of_request(event.request_id) if key.isdecimal()]
        note_refunded(actor=system_actor("Thanh toán"), dossier_id=UUID(dossier_id), fee_ids=keys)


def take_result(event: DocumentIssued) -> None:
    """An issued document that decides a dossier is its result, and the dossier goes where results are handed out.

    One that replaces, recalls or corrects a result does so in the dossier as well.

    Where something is still awaited (a part, a payment) it stays with its officer; the refusal stands in the audit log.
    """
    actor = system_actor("Văn bản kết quả")
    with epoch.known(), in_vietnamese():
        change_results(UUID(event.document_id))
        dossier = take_issued_result(actor=actor, document_id=UUID(event.document_id))
        if dossier is not None:
            with suppress(DomainError):
                send_with_issued_result(actor=actor, dossier_id=dossier.pk)


def change_results(document_id: UUID) -> None:
    """Do to the results of dossiers what an issued document of their agency, or of one above it, does to those documents; each once."""
    actor, paper = system_actor("Văn bản kết quả"), issued_paper(document_id)
    for each in changes_by(document_id) if paper is not None else ():
        if each.kind == RelationKind.REPLACES:
            replace_result(actor=actor, document_id=document_id, replaced_id=each.target.pk)
        elif each.kind == RelationKind.RECALLS and paper is not None:
            _withdraw(actor, each, paper)
        else:
            note_correction(actor=actor, document_id=document_id, corrected_id=each.target.pk, kind=each.kind)


def _withdraw(actor: Actor, change: Change, by: IssuedPaper) -> None:
    """By a document of the agency itself, or of one above it that annuls the result (hủy bỏ)."""
    agency = by.issuer_name[:200] if change.from_above else ""
    words = _("hủy bỏ theo văn bản %(number)s") if agency else _("thu hồi theo văn bản %(number)s")
    withdraw_recalled_result(
        actor=actor, document_id=change.target.pk, reason=words % {"number": by.number_text}, by_number=by.number_text, by_agency=agency
    )


def take_result_away(event: DocumentRecalled) -> None:
    """The document that decides a dossier was recalled."""
    with epoch.known(), in_vietnamese():
        withdraw_recalled_result(
            actor=system_actor("Văn bản kết quả"), document_id=UUID(event.document_id), reason=event.reason, by_number=event.by_number
        )


def _tell(dossier_id: str, what: str, seq: int) -> None:
    dossier = Dossier.objects.select_related("case").filter(pk=UUID(dossier_id)).first()
    wording = f"dossier-{what}"
    if dossier is None or wording not in LETTERS:
        return
    if dossier.case.parent_id is not None and what not in _OF_PARTS_TOO:
        return
    ways = _ways(dossier, wording)
    if not ways:
        return
    with (
        epoch.known(),
        write_action("dossiers.tell_applicant", actor=system_actor("Báo tin hồ sơ")) as action,
    ):
        fields, occasion = _fields(dossier, what, seq), f"dossier:{dossier.pk}:{what}:{seq}"
        letters = [
            Letter(
                address, wording, occasion if channel == EMAIL else f"{occasion}:{channel}", fields, channel
            )
            for channel, address in ways
        ]
        written = write_letters(action, letters)
        action.record(dossier, told=what, seq=seq, letters=len(written))


def _ways(dossier: Dossier, wording: str) -> list[tuple[str, str]]:
    """As the one whose matter it is chose, else as who sent it in for them did; helpers on the spot hear nothing."""
    parties = [dossier.party_id]
    if dossier.submitter_party_id and dossier.submitter_kind != SubmitterKind.HELPER:
        parties.append(dossier.submitter_party_id)
    return ways_to(
        parties=parties, kind=wording, phone=dossier.applicant_phone, email=dossier.applicant_email
    )


def _fields(dossier: Dossier, what: str, seq: int) -> dict[str, str]:
    event = CaseEvent.objects.filter(case_id=dossier.pk, seq=seq).first()
    due = dossier.case.promised_at or dossier.promised_at or dossier.case.due_at
    items = ""
    if what == "supplement" and event is not None:
        asked = Supplement.objects.filter(dossier=dossier, asked_at=event.at).first()
        items = asked.items if asked else ""
    unpaid = [each for each in requests_of(f"dossier:{dossier.pk}") if each.is_open] if dossier.fee_total else []
    where = "\n".join(f"{format_money(each.total)}: {pay_address(each.token)}" for each in unpaid)
    return {
        "pay": f"\n\nPhí, lệ phí cần nộp và nơi nộp:\n{where}" if where else "",
        "name": dossier.applicant_name, "code": dossier.code, "procedure": dossier.procedure_name,
        "agency": (event.data.get("by") if event else "") or tree().name(dossier.agency_id), "receiving": tree().name(dossier.receiving_unit_id),
        "due": f"{clock.local(due):%H:%M ngày %d/%m/%Y}" if due else "—", "items": items,
        "reason": event.note if event and what in {"supplement", "payment", "apology", "extended", "not_accepted"} else "",
        "how": str(ReturnMethod(dossier.return_method).label),
        "url": settings.CONGSO_BASE_URL + reverse("follow:page", args=[dossier.public_token]),
        "rating_url": settings.CONGSO_BASE_URL + rating_url(dossier.public_token),
    }  # fmt: skip
