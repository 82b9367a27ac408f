"""A later promise: an extension where the law allows one, an apology (Mẫu 04) where the office is to blame."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from congso.core import clock
from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.dossiers.enums import FormCode
from congso.domains.dossiers.errors import ApologyAgain, PromiseKept
from congso.domains.dossiers.models import Dossier, IssuedForm
from congso.domains.dossiers.policies import APOLOGISE, EXTEND, require_can_promise
from congso.domains.dossiers.services.common import follow_case, issue_form, lock_dossier
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.services import extend


def apologise(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, new_due_at: datetime, reason: str, special_reason: str = ""
) -> IssuedForm:
    """Apologise and name a new day (xin lỗi, hẹn lại, Mẫu 04), before or on the promised day.

    One that is sent later tells the applicant when to come, and the dossier stays late.
    Signed by the head of the deciding agency. A second one needs a special reason: the cap of NĐ 118/2025 is
    unverified, the old rule allowed one. Raises ApologyAgain, PromiseKept, DateInThePast, ReasonMissing,
    NotAllowed.
    """
    with write_action("dossiers.apologise", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_can_promise(actor, dossier.case, APOLOGISE)
        _require_unfinished(dossier)
        if dossier.apology_count and not special_reason.strip():
            raise ApologyAgain(field="special_reason")
        old = dossier.case.due_at
        full_reason = " ".join(filter(None, [nfc(reason.strip()), nfc(special_reason.strip())]))
        extend(action, dossier.case, new_due_at=new_due_at, reason=full_reason, name="apologised")
        dossier.apology_count += 1
        form = issue_form(action, FormCode.APOLOGY, unit_id=dossier.case.agency_id, dossier=dossier, data={
            "old_due": clock.local(old).isoformat() if old else "", "new_due": clock.local(new_due_at).isoformat(),
            "reason": full_reason, "was_late": bool(old and old < action.at)})  # fmt: skip
        judge_against(dossier, new_due_at, at=action.at, promise=old)
        follow_case(action, dossier, "apology_count", "promised_at", tell="apology")
    return form


def extend_dossier(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, new_due_at: datetime, reason: str
) -> Dossier:
    """Make the time limit longer where the procedure's law allows it (gia hạn). Raises PromiseKept, DateInThePast, NotAllowed."""
    with write_action("dossiers.extend_dossier", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_can_promise(actor, dossier.case, EXTEND)
        _require_unfinished(dossier)
        old = dossier.case.due_at
        extend(action, dossier.case, new_due_at=new_due_at, reason=reason)
        judge_against(dossier, new_due_at, at=action.at, promise=old)
        follow_case(action, dossier, "promised_at", tell="extended")
    return dossier


def _require_unfinished(dossier: Dossier) -> None:
    """What was finished late stays late: its promise can no longer move."""
    if dossier.finished_at is not None:
        raise PromiseKept


def judge_against(dossier: Dossier, new_due_at: datetime, *, at: datetime, promise: datetime | None) -> None:
    """Set the promise that judging compares with, unless the one that held until ``at`` was missed by then.

    Index 766 (2.1) asks for the promised day, and Mẫu 04 is sent before or on it: a later letter or extension does
    not make a late dossier on time. ``promise`` is what the applicant was told. Judging subtracts completed
    supplements itself, so they come off here.
    """
    waited = timedelta(seconds=dossier.supplement_seconds)
    judged = dossier.promised_at + waited if dossier.promised_at else None
    if any(held is not None and held < at for held in (judged, promise)):
        return
    dossier.promised_at = new_due_at - waited
