"""At the counter, before anything is received: refuse (Mẫu 03) or ask for what is missing (Mẫu 02)."""

from __future__ import annotations

from dataclasses import dataclass

from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.dossiers.enums import FormCode
from congso.domains.dossiers.models import IssuedForm
from congso.domains.dossiers.policies import require_can_receive
from congso.domains.dossiers.services.common import issue_form
from congso.domains.parties.facade import Applicant
from congso.domains.procedures.facade import service
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.errors import ReasonMissing


@dataclass(frozen=True)
class CounterNote:
    """Who stood at the counter with what, for a paper given instead of a receipt."""

    receiving_unit_id: int
    publication_id: int
    applicant: Applicant
    reason: str
    items: str = ""
    contact: str = ""


def _issue(actor: Actor, form: FormCode, name: str, note: CounterNote) -> IssuedForm:
    with write_action(name, actor=actor) as action:
        require_can_receive(actor, note.receiving_unit_id)
        if not note.reason.strip():
            raise ReasonMissing(field="reason")
        if form == FormCode.SUPPLEMENT and not note.items.strip():
            raise ReasonMissing(field="items")
        offered = service(note.publication_id)
        return issue_form(action, form, unit_id=note.receiving_unit_id, dossier=None, data={
            "applicant": nfc(note.applicant.name), "number": note.applicant.identity_number,
            "address": nfc(note.applicant.address), "phone": note.applicant.phone, "email": note.applicant.email,
            "procedure": offered.name, "procedure_code": offered.code, "agency_id": offered.agency_id,
            "reason": nfc(note.reason.strip()), "items": nfc(note.items.strip()), "contact": nfc(note.contact.strip()),
        })  # fmt: skip


def refuse_at_counter(*, actor: Actor, note: CounterNote) -> IssuedForm:
    """Refuse to receive (từ chối tiếp nhận, Mẫu 03), with the legal ground. Raises ReasonMissing, NotYourCounter."""
    return _issue(actor, FormCode.REFUSAL, "dossiers.refuse_at_counter", note)


def ask_at_counter(*, actor: Actor, note: CounterNote) -> IssuedForm:
    """Say in writing, once and in full, what is missing (Mẫu 02). Raises ReasonMissing, NotYourCounter."""
    return _issue(actor, FormCode.SUPPLEMENT, "dossiers.ask_at_counter", note)
