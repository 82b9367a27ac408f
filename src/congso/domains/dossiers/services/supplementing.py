"""Ask the applicant for papers or money; the clock stands meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.dossiers.enums import FormCode, PaperKind
from congso.domains.dossiers.errors import NoSupplementOpen, SupplementAgain
from congso.domains.dossiers.models import Dossier, DossierFee, Supplement
from congso.domains.dossiers.policies import require_at_counter, require_counter_or_owner
from congso.domains.dossiers.services.common import follow_case, issue_form, lock_dossier
from congso.domains.dossiers.services.fees import (
    ASKED,
    ask_fees,
    ask_no_more,
    run_again,
    take_fees,
    unpaid,
)
from congso.domains.dossiers.services.intake import (
    PaperIn,
    StoredPaper,
    add_papers,
    attach_files,
    attach_stored,
)
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.casework.models import PauseKind
from congso.foundation.casework.services import pause, require_allowed, require_open, resume
from congso.foundation.files.uploads import Upload


def ask_supplement(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, items: str, reason: str, contact: str = "",
    repeat_reason: str = "", answer_by: date | None = None,
) -> Supplement:  # fmt: skip
    """Ask for what is missing, once, in writing, in full (yêu cầu bổ sung, Mẫu 02); the clock stands.

    A second request needs a reason of its own and is counted. Raises ReasonMissing, SupplementAgain, and what the
    engine raises.
    """
    with write_action("dossiers.ask_supplement", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_open(dossier.case)
        early = dossier.received_at is None
        if not early:
            require_allowed(dossier.case, "supplement")
        if not items.strip():
            raise ReasonMissing(field="items")
        asked = Supplement.objects.filter(dossier=dossier).count()
        if asked and not repeat_reason.strip():
            raise SupplementAgain(field="repeat_reason", count=asked)
        before = dossier.case.due_at
        pause(action, dossier.case, kind=PauseKind.SUPPLEMENT, reason=reason, name="supplement_asked")
        supplement = Supplement.objects.create(
            dossier=dossier, ordinal=asked + 1, before_receipt=early, asked_at=action.at, asked_by=actor.account_id,
            items=nfc(items.strip()), reason=nfc(reason.strip()), repeat_reason=nfc(repeat_reason.strip()),
            contact=nfc(contact.strip()), promised_before=before, answer_by=answer_by,
        )  # fmt: skip
        if not early:
            dossier.supplement_count += 1
            dossier.supplement_asked_at = action.at
        issue_form(action, FormCode.SUPPLEMENT, unit_id=dossier.case.receiving_unit_id, dossier=dossier, data={
            "items": supplement.items, "reason": supplement.reason, "contact": supplement.contact,
            "answer_by": answer_by.isoformat() if answer_by else ""})  # fmt: skip
        follow_case(action, dossier, "supplement_count", "supplement_asked_at", tell="supplement")
    return supplement


def complete_supplement(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, papers: Sequence[str], note: str = "",
    uploads: Sequence[Upload] = (), stored: Sequence[StoredPaper] = (), given: Sequence[PaperIn] = (),
) -> Dossier:  # fmt: skip
    """Take what the applicant brought or sent (nhận bổ sung); the clock runs again with a new due time.

    ``papers`` are the names of those handed over, ``given`` those that came with their files.
    Raises NoSupplementOpen, ReasonMissing without papers, FileRefused.
    """
    with write_action("dossiers.complete_supplement", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_counter_or_owner(actor, dossier.case)
        open_request = Supplement.objects.filter(dossier=dossier, completed_at=None).first()
        if open_request is None:
            raise NoSupplementOpen
        names = [nfc(name.strip()) for name in papers if name.strip()]
        if not names and not uploads and not stored and not given:
            raise ReasonMissing(field="papers")
        resume(action, dossier.case, name="supplement_completed", note=note)
        open_request.completed_at, open_request.promised_after = action.at, dossier.case.due_at
        open_request.save(update_fields=["completed_at", "promised_after"])
        add_papers(action, dossier, [*(PaperIn(name, PaperKind.ORIGINAL) for name in names), *given])
        attach_files(action, dossier, [(None, upload) for upload in uploads])
        attach_stored(action, dossier, [(None, file) for file in stored])
        if not open_request.before_receipt:
            dossier.supplement_seconds += int((action.at - open_request.asked_at).total_seconds())
        dossier.supplement_asked_at = None
        follow_case(action, dossier, "supplement_seconds", "supplement_asked_at", tell="resumed")
    return dossier


def ask_payment(*, actor: Actor, dossier_id: UUID, seen_seq: int | None, name: str, amount: int, reason: str) -> Dossier:
    """Ask for a financial duty to be met (nghĩa vụ tài chính); the clock stands (national state 6)."""
    with write_action("dossiers.ask_payment", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_open(dossier.case)
        require_allowed(dossier.case, "payment")
        if amount <= 0 or not name.strip():
            raise ReasonMissing(field="amount")
        pause(action, dossier.case, kind=PauseKind.PAYMENT, reason=reason, name="payment_asked")
        DossierFee.objects.create(dossier=dossier, name=nfc(name.strip()), amount=amount, collected_when=ASKED)
        ask_fees(action, dossier, ASKED)
        dossier.fee_total += amount
        follow_case(action, dossier, "fee_total", tell="payment")
    return dossier


def confirm_payment(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, note: str, elsewhere: bool = False
) -> Dossier:
    """Take what was asked for in cash, with a receipt (đã thực hiện nghĩa vụ tài chính); the clock runs again.

    ``elsewhere``: it was paid to the treasury or the tax office, whose paper ``note`` names; then no receipt is given.
    Raises NotAllowed, NoSupplementOpen, ReasonMissing.

    The promise it is judged by moves with the due time: index 766 subtracts supplements, not payments.
    """
    with write_action("dossiers.confirm_payment", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_at_counter(actor, dossier.case)
        if dossier.case.facts.get("pause") != PauseKind.PAYMENT:
            raise NoSupplementOpen
        if elsewhere and not note.strip():
            raise ReasonMissing(field="note")
        if elsewhere:
            DossierFee.objects.filter(dossier=dossier, paid_at=None, collected_when=ASKED).update(paid_at=action.at)
            ask_no_more(action, dossier, f"Đã nộp ở nơi khác: {note.strip()}", occasion=ASKED)
        elif fees := unpaid(dossier, ASKED):
            take_fees(action, dossier, fees)
        run_again(action, dossier, note)
    return dossier
