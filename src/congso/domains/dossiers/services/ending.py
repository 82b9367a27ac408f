"""A dossier ends: its result is handed over, or the applicant has it stopped."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.dossiers.enums import FormCode, Proposal, ReturnMethod
from congso.domains.dossiers.errors import DecisionMade, DossierNotFinished, PartOfAnother
from congso.domains.dossiers.models import Dossier, DossierFee, IssuedForm
from congso.domains.dossiers.policies import require_at_counter, require_counter_or_owner
from congso.domains.dossiers.services.calling_back import call_back_parts
from congso.domains.dossiers.services.common import follow_case, issue_form, lock_dossier
from congso.domains.dossiers.services.fees import ask_no_more, take_fees, unpaid
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.errors import CaseClosed, ReasonMissing
from congso.foundation.casework.models import CaseState
from congso.foundation.casework.services import close


def return_result(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, received_by: str, method: str = ReturnMethod.COUNTER,
    identity_number: str = "", post_code: str = "",
) -> IssuedForm:  # fmt: skip
    """Hand the result of a finished dossier to its applicant (trả kết quả), with a slip to sign.

    Open fees are taken in cash at the counter, with a receipt; by post or online the post collects them. Raises DossierNotFinished while processing is still open, ReasonMissing
    when nobody is named.
    """
    with write_action("dossiers.return_result", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_at_counter(actor, dossier.case)
        if dossier.case.state == CaseState.CLOSED:
            raise CaseClosed
        if dossier.finished_at is None:
            raise DossierNotFinished(number=dossier.code)
        if not received_by.strip():
            raise ReasonMissing(field="received_by")
        outcome = "refused" if dossier.proposal == Proposal.REFUSAL else "returned"
        close(action, dossier.case, outcome=outcome, name="returned_result", note=nfc(received_by.strip()))
        dossier.returned_at, dossier.returned_to = action.at, nfc(received_by.strip())
        dossier.return_method = method
        _collect_the_rest(action, dossier, method)
        form = issue_form(action, FormCode.HANDOVER_SLIP, unit_id=dossier.case.receiving_unit_id, dossier=dossier, data={
            "received_by": dossier.returned_to, "identity_number": identity_number, "method": str(method),
            "post_code": post_code})  # fmt: skip
        follow_case(action, dossier, "returned_at", "returned_to", "return_method", tell="returned")
    return form


def _collect_the_rest(action: WriteAction, dossier: Dossier, method: str) -> None:
    """Nothing stays unpaid when the result leaves the house."""
    fees = unpaid(dossier)
    if fees and method == ReturnMethod.COUNTER:
        take_fees(action, dossier, fees)
    elif fees:
        DossierFee.objects.filter(pk__in=[fee.pk for fee in fees]).update(paid_at=action.at)
        ask_no_more(action, dossier, "Thu qua đơn vị chuyển kết quả.")


def stop_dossier(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, reason: str, papers_returned: str = ""
) -> IssuedForm:
    """Stop at the applicant's request, before a decision exists (Mẫu 05): NĐ 118/2025 Điều 21.

    Parts at other agencies are called back first. Applicants of online dossiers press it themselves. Raises
    DecisionMade, PartDecided, PartOfAnother, ReasonMissing, CaseClosed.
    """
    with write_action("dossiers.stop_dossier", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_counter_or_owner(actor, dossier.case)
        if dossier.case.state == CaseState.CLOSED:
            raise CaseClosed
        if dossier.case.parent is not None:
            raise PartOfAnother(number=dossier.case.parent.number)
        if dossier.finished_at is not None or _is_approved(dossier):
            raise DecisionMade
        if not reason.strip():
            raise ReasonMissing(field="reason")
        state_then = dossier.get_status_display()
        call_back_parts(action, dossier.case, reason)
        close(action, dossier.case, outcome="withdrawn", name="stopped", note=nfc(reason.strip()))
        ask_no_more(action, dossier, "Hồ sơ đã dừng giải quyết.")
        form = issue_form(action, FormCode.STOP, unit_id=dossier.case.receiving_unit_id, dossier=dossier, data={
            "reason": nfc(reason.strip()), "state": state_then, "papers_returned": nfc(papers_returned.strip())})  # fmt: skip
        dossier.finished_at = action.at
        follow_case(action, dossier, "finished_at", tell="stopped")
    return form


def _is_approved(dossier: Dossier) -> bool:
    result = getattr(dossier, "result", None)
    return result is not None and result.approved_at is not None
