"""What every dossier service does."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import Actor
from congso.domains.dossiers.enums import FormCode, NationalStatus, Proposal
from congso.domains.dossiers.events import DossierChanged
from congso.domains.dossiers.judging import set_judgement
from congso.domains.dossiers.models import Dossier, IssuedForm
from congso.domains.dossiers.services.signing_forms import await_signature
from congso.domains.dossiers.watchers import tell_watchers
from congso.foundation.audit.writing import WriteAction
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.models import Case, CaseState, PauseKind, StepKind
from congso.foundation.casework.policies import require_can_see
from congso.foundation.casework.services import lock_case, require_fresh
from congso.foundation.numbering.services import NumberRequest, take_numbers

_BY_OUTCOME = {
    "returned": NationalStatus.RETURNED,
    "withdrawn": NationalStatus.WITHDRAWN,
    "refused": NationalStatus.STOPPED,
    "not_accepted": NationalStatus.NOT_ACCEPTED,
    "called_back": NationalStatus.WITHDRAWN,
}
FORM_SUFFIX = {
    FormCode.SUPPLEMENT: "/HDHS", FormCode.REFUSAL: "/PTC", FormCode.APOLOGY: "/PXL",
    FormCode.STOP: "/TBD", FormCode.HANDOVER_SLIP: "/PTKQ",
}  # fmt: skip


def lock_dossier(actor: Actor, dossier_id: UUID, seen_seq: int | None) -> Dossier:
    """The dossier with its case locked, as the person saw it; hidden from whom it is not visible to."""
    case = lock_case(dossier_id)
    require_can_see(actor, case)
    require_fresh(case, seen_seq)
    dossier = Dossier.objects.get(pk=case.pk)
    dossier.case = case
    return dossier


def status_of(dossier: Dossier, case: Case) -> NationalStatus:
    """The national state (one of ten) that follows from where the case stands."""
    if case.state == CaseState.CLOSED:
        return _BY_OUTCOME.get(case.outcome, NationalStatus.RETURNED)
    if case.state == CaseState.PAUSED:
        payment = case.facts.get("pause") == PauseKind.PAYMENT
        return NationalStatus.PAYMENT if payment else NationalStatus.SUPPLEMENT
    if dossier.received_at is None:
        return NationalStatus.REGISTERED
    kind = definition(case.version_id).step(case.step_id).kind
    if kind == StepKind.RETURN:
        refused = dossier.proposal == Proposal.REFUSAL
        return NationalStatus.STOPPED if refused else NationalStatus.FINISHED
    accepted = case.seq <= 1 or case.facts.get("accepted_seq") == case.seq
    return NationalStatus.RECEIVED if accepted else NationalStatus.PROCESSING


def follow_case(action: WriteAction, dossier: Dossier, *fields: str, tell: str = "") -> None:
    """Set the dossier's state after its case moved, and store it; ``tell`` names the message to the applicant."""
    case = dossier.case
    status = status_of(dossier, case)
    finished = status in {NationalStatus.FINISHED, NationalStatus.STOPPED} and case.state != CaseState.CLOSED
    names = {"status", *fields}
    if finished and dossier.finished_at is None:
        dossier.finished_at = dossier.result_at_counter_at = action.at
        names |= {"finished_at", "result_at_counter_at"}
    elif not finished and case.state != CaseState.CLOSED and dossier.finished_at is not None:
        dossier.finished_at = dossier.result_at_counter_at = None  # a hand-over to the counter was taken back
        names |= {"finished_at", "result_at_counter_at"}
    elif case.state == CaseState.CLOSED and dossier.finished_at is None:
        dossier.finished_at = action.at  # a part that goes back to the agency that sent it
        names.add("finished_at")
    dossier.status = status
    if case.state != CaseState.CLOSED and definition(case.version_id).step(case.step_id).kind == StepKind.WORK:
        dossier.officer_id = case.holder_id or dossier.officer_id
    set_judgement(dossier)
    names |= {"officer_id", "judged_end_at", "judged_due_at"}
    dossier.save(update_fields=sorted(names))
    tell_watchers(action, dossier)
    if tell:
        action.publish(DossierChanged(dossier_id=str(dossier.pk), what=tell, seq=case.seq))


def issue_form(
    action: WriteAction, form: FormCode, *, unit_id: int, dossier: Dossier | None, data: dict[str, object]
) -> IssuedForm:
    """Number a form from its unit's yearly book and keep what it says."""
    request = NumberRequest(
        unit_id, f"form-{form}", str(action.at.year), width=2, suffix=FORM_SUFFIX[form]
    )
    number = take_numbers([request], subject=str(dossier.pk) if dossier else "counter")[0]
    issued = IssuedForm.objects.create(
        dossier=dossier, form=form, unit_id=unit_id, number=number.text, issued_at=action.at,
        issued_by=action.actor.account_id, data={**data, "issued_by_name": action.actor.name,
        "issued_by_title": action.actor.main_seat.title if action.actor.main_seat else ""},
    )  # fmt: skip
    action.record(issued, form=str(form), number=issued.number)
    if dossier is not None:
        await_signature(action, dossier, form, issued=issued)
    return issued
