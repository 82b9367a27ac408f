"""Work a dossier: move, assign, propose, take back."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any
from uuid import UUID

from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.dossiers.enums import Proposal
from congso.domains.dossiers.errors import ProposalMissing
from congso.domains.dossiers.models import Dossier, DossierResult
from congso.domains.dossiers.services.common import follow_case, lock_dossier
from congso.domains.dossiers.services.handing_over import finish_part
from congso.domains.dossiers.services.result_documents import require_no_issued_result, require_no_open_draft
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.casework.models import Case, StepKind
from congso.foundation.casework.policies import require_can_act, seat_at
from congso.foundation.casework.services import (
    Happening,
    assign,
    follow,
    note_event,
    require_allowed,
    require_open,
    undo,
)  # fmt: skip
from congso.foundation.casework.services.writing import lock_with_parent
from congso.foundation.files.services import store_file
from congso.foundation.files.uploads import Upload


def move_dossier(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, way_code: str, holder_id: int | None = None,
    division_id: int | None = None, note: str = "",
) -> Dossier:  # fmt: skip
    """Send a dossier on (chuyển bước), up with a proposal, or back with a reason (trả lại).

    Raises ProposalMissing, ResultInDraft and what the engine raises (NotYourStep, WayNotOpen, ReasonMissing, CaseMoved …).
    """
    with write_action("dossiers.move_dossier", actor=actor) as action:
        _child, parent = lock_with_parent(dossier_id)
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        case = dossier.case
        step, target = _step_and_target(case, way_code)
        if target is not None:
            require_no_open_draft(dossier)
        if step == StepKind.WORK and target is not None and not dossier.proposal:
            raise ProposalMissing
        if target == StepKind.RETURN and parent is not None:
            require_open(case)
            require_can_act(actor, case)
            finish_part(action, dossier, parent)
            return dossier
        signed_by = seat_at(actor, case)
        follow(action, case, way_code=way_code, holder_id=holder_id, note=note, division_id=division_id)
        if step == StepKind.SIGN and target is not None:
            _approve(action, dossier, signed_by.title if signed_by else "")
        follow_case(action, dossier, tell="finished" if target == StepKind.RETURN else "")
    return dossier


def _step_and_target(case: Case, way_code: str) -> tuple[str, str | None]:
    """Kinds of the present step and of the one ahead; None behind a way back or an unknown one."""
    process = definition(case.version_id)
    step = process.steps.get(case.step_id or 0)
    way = next((way for way in step.ways if way.code == way_code), None) if step else None
    ahead = process.steps.get(way.target_id or 0) if way and not way.is_return else None
    return step.kind if step else "", ahead.kind if ahead else None


def _approve(action: WriteAction, dossier: Dossier, title: str) -> None:
    """The leader's approval of the proposal, kept as it was that day: name, title, time, hash of the file.

    The hash stands in the audit log too, so that the sealed log proves it.
    """
    result = DossierResult.objects.filter(dossier=dossier).first()
    if result is None or (result.document_id and result.approved_at):  # an issued document was signed already
        return
    result.approved_by, result.approved_by_name, result.approved_by_title = (
        action.actor.account_id,
        action.actor.name,
        title,
    )
    result.approved_at, result.verify_token = action.at, result.verify_token or secrets.token_urlsafe(15)
    result.save(
        update_fields=["approved_by", "approved_by_name", "approved_by_title", "approved_at", "verify_token"]
    )
    action.record(
        result, dossier=dossier.code, number=result.number, sha256=result.stored_id or "", title=title
    )


def propose(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, proposal: str, name: str = "", number: str = "",
    summary: str = "", upload: Upload | None = None, valid_until: date | None = None,
) -> Dossier:  # fmt: skip
    """Propose a result or a refusal (đề xuất), which then goes up for approval. A refusal needs its legal ground.

    Raises ReasonMissing, ActionNotInStep, NotYourStep, FileRefused, ResultInDraft, ResultIssuedAlready.
    """
    with write_action("dossiers.propose", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_open(dossier.case)
        seat = require_can_act(actor, dossier.case)
        require_allowed(dossier.case, "propose")
        if proposal == Proposal.REFUSAL and not summary.strip():
            raise ReasonMissing(field="summary")
        require_no_open_draft(dossier)
        require_no_issued_result(dossier)
        stored = store_file(upload, name=upload.name or "") if upload else None
        changes: dict[str, Any] = {
            "name": nfc(name.strip()) or dossier.procedure_name[:500], "number": nfc(number.strip()),
            "summary": nfc(summary.strip()), "proposed_by": actor.account_id, "approved_by": None,
            "approved_at": None, "approved_by_name": "", "valid_until": valid_until, "document_id": None,
            "issued_on": None,
        }  # fmt: skip
        if stored is not None and upload is not None:
            changes |= {"stored": stored, "file_name": nfc(upload.name or "")[:200]}
        DossierResult.objects.update_or_create(dossier=dossier, defaults=changes)
        dossier.proposal, dossier.officer_id = Proposal(proposal), actor.account_id
        dossier.case.facts = {**dossier.case.facts, "proposal": proposal}
        note_event(action, dossier.case, Happening("proposed", seat=seat, note=summary.strip(), data={"proposal": proposal}))
        follow_case(action, dossier, "proposal")
    return dossier


def assign_dossier(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, holder_id: int | None, reason: str = ""
) -> Dossier:
    """Give a dossier to another officer of the unit (phân công lại). Raises NotAllowed, ReasonMissing, HolderNotFit."""
    with write_action("dossiers.assign_dossier", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        assign(action, dossier.case, holder_id=holder_id, reason=reason)
        follow_case(action, dossier)
    return dossier


def undo_move(*, actor: Actor, dossier_id: UUID, seen_seq: int | None) -> Dossier:
    """Take back one's own last hand-over while nobody has acted on it (thu hồi). Raises NothingToUndo."""
    with write_action("dossiers.undo_move", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        undo(action, dossier.case)
        if definition(dossier.case.version_id).step(dossier.case.step_id).kind == StepKind.SIGN:
            DossierResult.objects.filter(dossier=dossier).update(approved_by=None, approved_at=None, approved_by_name="")
        follow_case(action, dossier)
    return dossier
