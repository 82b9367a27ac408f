"""Online: sent in by the portal (mới đăng ký), checked by the centre, then accepted like at the counter, or refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.dossiers.enums import FormCode
from congso.domains.dossiers.errors import AlreadyAccepted, FormUsedUp, NotOnline, PapersMissing, UnitClosed
from congso.domains.dossiers.events import DossierReceived, DossierSubmitted
from congso.domains.dossiers.models import Dossier, DossierFee, FilledForm, IssuedForm
from congso.domains.dossiers.policies import require_can_receive, require_can_submit, require_counter_or_owner
from congso.domains.dossiers.services.common import follow_case, issue_form, lock_dossier
from congso.domains.dossiers.services.fees import AT_INTAKE, ask_fees, ask_no_more
from congso.domains.dossiers.services.intake import (
    Intake,
    PaperIn,
    Submission,
    add_papers,
    promise,
    register_line,
    store_dossier,
)
from congso.domains.dossiers.services.signing_forms import await_signature
from congso.domains.dossiers.watchers import tell_watchers
from congso.domains.parties.facade import DataUseKind, Use, note_uses
from congso.domains.procedures.facade import service
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.errors import ReasonMissing, WayNotOpen
from congso.foundation.casework.services import close, follow, require_open
from congso.foundation.database.prepared import fetch
from congso.foundation.numbering.services import take_numbers
from congso.foundation.orgs.queries import tree

ONLINE_LEVELS = frozenset({"full", "partial"})


def submit_application(*, actor: Actor, intake: Intake) -> Dossier:
    """Send a dossier in by the portal (nộp trực tuyến): NĐ 45/2020, NĐ 118/2025. It gets its code; its clock waits.

    The same ``key`` twice gives the same dossier. Raises NotAllowed for other people's matters, NotOnline,
    ProcedureNotOffered, UnitClosed, PapersMissing, NobodyThere.
    """
    if fetch(_IS_KNOWN, [intake.key]):
        return _same_draft(actor, _known(intake.key), intake)
    try:
        with write_action("dossiers.submit_application", actor=actor) as action:
            return _submit(action, intake)
    except IntegrityError:
        if not fetch(_IS_KNOWN, [intake.key]):
            raise
        return _same_draft(actor, _known(intake.key), intake)


_IS_KNOWN = "SELECT 1 FROM dossiers_dossier WHERE intake_key = %s::uuid"


def _known(key: UUID) -> Dossier:
    return Dossier.objects.select_related("case").get(intake_key=key)


def _same_draft(actor: Actor, known: Dossier, intake: Intake) -> Dossier:
    if known.publication_id != intake.publication_id or known.submitter_party_id != actor.party_id:
        with write_action("dossiers.submit_application", actor=actor):
            raise FormUsedUp(number=known.code)
    return known


def _submit(action: WriteAction, intake: Intake) -> Dossier:
    if intake.submission is None or intake.submission.party_id != action.actor.party_id:
        raise NotOnline
    if service(intake.publication_id).service_level not in ONLINE_LEVELS:
        raise NotOnline
    if intake.receiving_unit_id not in tree().nodes:
        raise UnitClosed(unit=tree(action.at.date()).name(intake.receiving_unit_id))
    if not intake.papers:
        raise PapersMissing(field="papers")
    dossier = store_dossier(action, intake, parent=None)
    require_can_submit(action.actor, dossier.party_id, intake.submission.kind)
    _keep_form(action, dossier, intake.submission)
    note_uses(action, _uses(dossier, intake))
    action.publish(DossierSubmitted(dossier_id=str(dossier.pk)))
    return dossier


def _uses(dossier: Dossier, intake: Intake) -> Iterator[Use]:
    """For what the data is used: the citizen was told on the page where they sent it in, and confirmed it."""
    yield Use(
        dossier.party_id, DataUseKind.SUBMISSION, _("Giải quyết thủ tục: %(name)s") % {"name": dossier.procedure_name},
        dossier.code, dossier.agency_id, agreed=True,
    )  # fmt: skip
    again = [file.name for paper in intake.papers for file in paper.stored if file.reused]
    if again:
        names = ", ".join(again)
        yield Use(dossier.party_id, DataUseKind.REUSE, _("Dùng lại giấy tờ: %(names)s") % {"names": names}, dossier.code,
                  dossier.agency_id, agreed=True)  # fmt: skip


def _keep_form(action: WriteAction, dossier: Dossier, sent: Submission) -> None:
    action.insert(FilledForm(
        dossier=dossier, title=nfc(sent.form_title)[:500], form_version_id=sent.form_version_id,
        definition=sent.definition, answers=sent.answers))  # fmt: skip


def accept_application(
    *,
    actor: Actor,
    dossier_id: UUID,
    seen_seq: int | None,
    fee_amounts: Mapping[str, int] | None = None,
    note: str = "",
    papers: Sequence[PaperIn] = (),
) -> Dossier:
    """Accept what was sent in online (tiếp nhận): from now on its clock runs, and it stands in the register.

    ``papers`` are those that came beside the ones sent in.
    Raises NotYourCounter, AlreadyAccepted, NotYourStep, CasePaused while something is asked of the applicant.
    """
    with write_action("dossiers.accept_application", actor=actor) as action:
        dossier = _waiting(actor, dossier_id, seen_seq)
        require_open(dossier.case)
        line = take_numbers([register_line(dossier.receiving_unit_id, action.at)], subject=str(dossier.pk))[0]
        dossier.register_year, dossier.register_number = action.at.year, line.value
        dossier.received_at = dossier.sent_to_agency_at = action.at
        dossier.received_by, dossier.received_by_name = actor.account_id, actor.name
        if fee_amounts is not None:
            _set_fees(dossier, fee_amounts)
        ask_fees(action, dossier, AT_INTAKE)
        add_papers(action, dossier, papers)
        _start_clock(action, dossier)
        dossier.case.facts = {
            **dossier.case.facts,
            "accepted_seq": dossier.case.seq + 1,
            "fee": dossier.fee_total,
        }
        follow(action, dossier.case, way_code=_way_on(dossier), note=note, public=True, name="accepted")
        follow_case(
            action, dossier, "register_year", "register_number", "received_at", "sent_to_agency_at", "received_by",
            "received_by_name", "promised_at", "first_promised_at", "fee_total",
        )  # fmt: skip
        await_signature(action, dossier, FormCode.RECEIPT)
        action.publish(DossierReceived(dossier_id=str(dossier.pk)))
    return dossier


def _waiting(actor: Actor, dossier_id: UUID, seen_seq: int | None) -> Dossier:
    dossier = lock_dossier(actor, dossier_id, seen_seq)
    require_can_receive(actor, dossier.receiving_unit_id)
    if dossier.received_at is not None:
        raise AlreadyAccepted(number=dossier.code)
    return dossier


def _set_fees(dossier: Dossier, amounts: Mapping[str, int]) -> None:
    """Put the amounts found at the check; what is paid already stays."""
    for fee in DossierFee.objects.filter(dossier=dossier, paid_at=None):
        if fee.name in amounts and amounts[fee.name] != fee.amount:
            fee.amount = amounts[fee.name]
            fee.save(update_fields=["amount"])
    dossier.fee_total = sum(DossierFee.objects.filter(dossier=dossier).values_list("amount", flat=True))


def _start_clock(action: WriteAction, dossier: Dossier) -> None:
    offered, case = service(dossier.publication_id), dossier.case
    promised = promise(offered, dossier.receiving_unit_id, action.at)
    case.opened_at, case.limit_cutoff = action.at, offered.cutoff
    case.limit_amount, case.limit_unit = offered.limit_amount, offered.limit_unit or ""
    case.due_at = case.promised_at = promised.at if promised else None
    dossier.promised_at = dossier.first_promised_at = case.due_at
    case.save(update_fields=["opened_at", "limit_cutoff", "limit_amount", "limit_unit"])


def _way_on(dossier: Dossier) -> str:
    step = definition(dossier.case.version_id).step(dossier.case.step_id)
    way = next((way for way in step.ways_for(dossier.case.facts) if not way.is_return), None)
    if way is None:
        raise WayNotOpen(step=step.name)
    return way.code


def refuse_application(*, actor: Actor, dossier_id: UUID, seen_seq: int | None, reason: str) -> IssuedForm:
    """Refuse what was sent in online (không tiếp nhận, Mẫu 03), with the legal ground; its code stays used.

    Raises NotYourCounter, AlreadyAccepted, ReasonMissing, CaseClosed.
    """
    with write_action("dossiers.refuse_application", actor=actor) as action:
        dossier = _waiting(actor, dossier_id, seen_seq)
        if not reason.strip():
            raise ReasonMissing(field="reason")
        close(action, dossier.case, outcome="not_accepted", name="not_accepted", note=nfc(reason.strip()))
        ask_no_more(action, dossier, "Hồ sơ không được tiếp nhận.")
        form = issue_form(action, FormCode.REFUSAL, unit_id=dossier.receiving_unit_id, dossier=dossier, data={
            "applicant": dossier.applicant_name, "number": dossier.applicant_number, "address": dossier.applicant_address,
            "phone": dossier.applicant_phone, "email": dossier.applicant_email, "procedure": dossier.procedure_name,
            "procedure_code": dossier.procedure_code, "agency_id": dossier.agency_id, "reason": nfc(reason.strip())})  # fmt: skip
        follow_case(action, dossier, tell="not_accepted")
    return form


def change_contact(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, phone: str, email: str, return_method: str,
    return_address: str = "",
) -> Dossier:  # fmt: skip
    """Let the applicant say anew how they are reached and how the result comes, until it is handed over.

    Raises NotVisible for strangers, CaseClosed.
    """
    with write_action("dossiers.change_contact", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_counter_or_owner(actor, dossier.case)
        if dossier.returned_at is not None or dossier.case.closed_at is not None:
            require_open(dossier.case)
        before = {
            "phone": dossier.applicant_phone,
            "email": dossier.applicant_email,
            "return": dossier.return_method,
        }
        dossier.applicant_phone, dossier.applicant_email = phone, email
        dossier.return_method, dossier.return_address = return_method, nfc(return_address)
        dossier.save(update_fields=["applicant_phone", "applicant_email", "return_method", "return_address"])
        action.record(dossier, before=before, phone=phone, email=email, return_method=return_method)
        tell_watchers(action, dossier, by_event=False)
    return dossier
