"""Lend the copies that the registry keeps: ask, allow, hand out, take back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.documents.errors_registers import LoanAskedAlready, LoanMoved
from congso.domains.documents.models import CopyLoan, LoanState
from congso.domains.documents.policies_incoming import require_can_instruct, require_can_register
from congso.domains.documents.queries_any import require_document
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.errors import ReasonMissing


def ask_copy(*, actor: Actor, document_id: UUID, purpose: str, dossier_code: str = "") -> CopyLoan:
    """Ask for the kept copy of a document one may see. Raises NotVisible, ReasonMissing, LoanAskedAlready."""
    with write_action("documents.ask_copy", actor=actor) as action:
        line = require_document(viewer=actor, document_id=document_id)
        if not purpose.strip():
            raise ReasonMissing(field="purpose")
        try:
            with transaction.atomic():
                made = CopyLoan.objects.create(
                    document_id=line.id, agency_id=line.agency_id, asked_by=actor.account_id, asked_by_name=actor.name,
                    purpose=nfc(purpose, collapse=True), asked_at=action.at, dossier_code=nfc(dossier_code, collapse=True)[:40],
                )  # fmt: skip
        except IntegrityError:
            raise LoanAskedAlready from None
        action.record(made, document=line.id)
    return made


def _lock(loan_id: int) -> CopyLoan:
    found = CopyLoan.objects.select_for_update(no_key=True).filter(pk=loan_id).first()
    if found is None:
        raise NotVisible
    return found


def _require_state(loan: CopyLoan, state: str) -> None:
    if loan.state != state:
        raise LoanMoved(state=loan.get_state_display())


def decide_copy(*, actor: Actor, loan_id: int, allows: bool, reason: str = "", due_on: date | None = None) -> CopyLoan:
    """Allow or refuse, by a leader of the agency; a refusal says why. Raises NotAllowed, LoanMoved, ReasonMissing."""
    with write_action("documents.decide_copy", actor=actor) as action:
        loan = _lock(loan_id)
        require_can_instruct(actor, loan.agency_id)
        _require_state(loan, LoanState.ASKED)
        if not allows and not reason.strip():
            raise ReasonMissing(field="reason")
        if due_on is not None and due_on < clock.local(action.at).date():
            raise InvalidInput(field="due_on", reason=_("hạn trả đã qua."))
        loan.state, loan.reason, loan.due_on = LoanState.ALLOWED if allows else LoanState.REFUSED, nfc(reason, collapse=True), due_on
        loan.decided_by_name, loan.decided_at = actor.name, action.at
        loan.save()
        action.record(loan, document=loan.document_id, state=loan.state, reason=loan.reason)
    return loan


def hand_out_copy(*, actor: Actor, loan_id: int) -> CopyLoan:
    """The registry hands the copy out; the borrower's receipt is this line. Raises NotAllowed, LoanMoved."""
    with write_action("documents.hand_out_copy", actor=actor) as action:
        loan = _lock(loan_id)
        require_can_register(actor, loan.agency_id)
        _require_state(loan, LoanState.ALLOWED)
        loan.state, loan.lent_at = LoanState.LENT, action.at
        loan.save(update_fields=["state", "lent_at"])
        action.record(loan, document=loan.document_id, state=loan.state)
    return loan


def take_copy_back(*, actor: Actor, loan_id: int, note: str = "") -> CopyLoan:
    """The registry takes the copy back. Raises NotAllowed, LoanMoved."""
    with write_action("documents.take_copy_back", actor=actor) as action:
        loan = _lock(loan_id)
        require_can_register(actor, loan.agency_id)
        _require_state(loan, LoanState.LENT)
        loan.state, loan.returned_at, loan.note = LoanState.RETURNED, action.at, nfc(note, collapse=True)
        loan.save(update_fields=["state", "returned_at", "note"])
        action.record(loan, document=loan.document_id, state=loan.state)
    return loan
