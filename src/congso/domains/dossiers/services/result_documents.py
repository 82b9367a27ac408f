"""A dossier's result as an official document: drafted from the dossier, its result once it is issued (DESIGN, section 4 point 3)."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.documents.facade import IssuedPaper, begin_draft, issued_paper, not_issued_yet
from congso.domains.dossiers.enums import PaperStanding, Proposal
from congso.domains.dossiers.errors import ResultInDraft, ResultIssuedAlready
from congso.domains.dossiers.models import Dossier, DossierResult, ResultDraft, ResultPaper
from congso.domains.dossiers.services.common import follow_case, lock_dossier
from congso.domains.dossiers.services.handing_over import finish_part
from congso.domains.dossiers.services.result_templates import draft_from, template_for
from congso.domains.procedures.facade import service
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.definitions import StepDefinition, definition
from congso.foundation.casework.models import Case, CaseState, StepKind
from congso.foundation.casework.policies import require_can_act
from congso.foundation.casework.services import Happening, note_event, reassign, require_allowed, require_open
from congso.foundation.casework.services.moving import require_nobody_awaited
from congso.foundation.casework.services.writing import lock_with_parent
from congso.foundation.notifications.services import NoticeIn, write_notices


def require_no_open_draft(dossier: Dossier) -> None:
    """Refuse while the result is still written, reviewed, signed or sealed as a document. Raises ResultInDraft."""
    drafts = ResultDraft.objects.filter(dossier=dossier).values_list("document_id", flat=True)
    if not_issued_yet(drafts):
        raise ResultInDraft(number=dossier.code)


def require_no_issued_result(dossier: Dossier) -> None:
    """Refuse another decision beside one that was issued and not recalled. Raises ResultIssuedAlready."""
    if DossierResult.objects.filter(dossier=dossier, document_id__isnull=False, approved_at__isnull=False).exists():
        raise ResultIssuedAlready(number=dossier.code)


def draft_result(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, proposal: str, name: str = "", valid_until: date | None = None
) -> ResultDraft:
    """Begin the official document that decides a dossier, from its template (soạn văn bản kết quả).

    From then on it goes the way of every outgoing document; the dossier waits with its officer. Raises NotYourStep,
    ActionNotInStep, ResultInDraft, ResultIssuedAlready, NotAllowed.
    """
    with write_action("dossiers.draft_result", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_open(dossier.case)
        seat = require_can_act(actor, dossier.case)
        require_allowed(dossier.case, "propose")
        require_no_open_draft(dossier)
        require_no_issued_result(dossier)
        template = template_for(dossier, proposal, action.at.date())
        document = begin_draft(action, draft_from(template, dossier), unit_id=seat.unit_id if seat else None)
        made = ResultDraft.objects.create(
            dossier=dossier, document_id=document.pk, proposal=Proposal(proposal), started_by=actor.account_id,
            name=(nfc(name.strip()) or service(dossier.publication_id).result_name or dossier.procedure_name)[:500], valid_until=valid_until, started_at=action.at,
        )  # fmt: skip
        what = Happening("result_drafted", seat=seat, note=document.subject, data={"document": str(document.pk)})
        note_event(action, dossier.case, what)
        follow_case(action, dossier)
        action.record(made, dossier=dossier.code, document=document.pk, proposal=proposal)
    return made


def take_issued_result(*, actor: Actor, document_id: UUID) -> Dossier | None:
    """Make an issued document the result of its dossier: the signed file, its number and day, who signed.

    None when it decides no dossier, was taken before, was recalled meanwhile, or its dossier has ended.
    """
    draft = ResultDraft.objects.filter(document_id=document_id).first()
    paper = issued_paper(document_id) if draft else None
    if draft is None or paper is None or DossierResult.objects.filter(document_id=document_id).exists():
        return None
    with write_action("dossiers.take_issued_result", actor=actor) as action:
        dossier = lock_dossier(actor, draft.dossier_id, None)
        if dossier.case.state == CaseState.CLOSED:
            action.record(draft, dossier=dossier.code, left="closed", number=paper.number_text)
            return None
        result, _made = DossierResult.objects.update_or_create(
            dossier=dossier, defaults=_as_result(action, draft, paper)
        )
        dossier.proposal = draft.proposal
        dossier.case.facts = {**dossier.case.facts, "proposal": str(draft.proposal)}
        note_event(action, dossier.case, Happening("result_issued", note=paper.number_text, data={"document": str(document_id)}))
        follow_case(action, dossier, "proposal")
        action.record(
            result, dossier=dossier.code, number=result.number, sha256=paper.file.pk, title=result.approved_by_title
        )
        tell_officer(action, dossier, _("Văn bản kết quả hồ sơ %(code)s đã phát hành"), paper.number_text)
    return dossier


def _as_result(action: WriteAction, draft: ResultDraft, paper: IssuedPaper) -> dict[str, object]:
    return {
        "name": draft.name, "number": paper.number_text, "issued_on": paper.issued_on, "stored": paper.file,
        "file_name": paper.file_name, "document_id": draft.document_id, "valid_until": draft.valid_until,
        "proposed_by": draft.started_by, "approved_by": paper.signer_id, "approved_by_name": paper.signer_name,
        "approved_by_title": paper.signer_title, "approved_at": paper.signed_at or action.at,
        "verify_token": secrets.token_urlsafe(15), "issuer_name": other_issuer(draft.dossier, paper),
    }  # fmt: skip


def other_issuer(dossier: Dossier, paper: IssuedPaper) -> str:
    """Who issued a paper, when it is not the agency of the dossier."""
    return paper.issuer_name[:200] if paper.agency_id != dossier.agency_id else ""


def send_with_issued_result(*, actor: Actor, dossier_id: UUID) -> Dossier:
    """Send a dossier whose result was issued to where results are handed out: the document's review was its review.

    Raises CasePaused, WaitingForOthers, NobodyThere: then its officer sends it on when nothing is awaited any more.
    """
    with write_action("dossiers.send_with_issued_result", actor=actor) as action:
        _child, parent = lock_with_parent(dossier_id)
        dossier = lock_dossier(actor, dossier_id, None)
        require_open(dossier.case)
        require_nobody_awaited(dossier.case)
        step = step_of_kind(dossier.case, StepKind.RETURN)
        if parent is not None:
            finish_part(action, dossier, parent)
            return dossier
        number = DossierResult.objects.get(dossier=dossier).number
        if step is not None and step.id != dossier.case.step_id:
            note = _("Đã phát hành văn bản kết quả %(number)s") % {"number": number}
            reassign(action, dossier.case, step_id=step.id, holder_id=None, note=note)
        follow_case(action, dossier, tell="finished")
    return dossier


def step_of_kind(case: Case, kind: StepKind) -> StepDefinition | None:
    """The first step of a kind in the process that a case follows."""
    steps = definition(case.version_id).steps.values()
    return next((step for step in steps if step.kind == kind), None)


def keep_former(
    action: WriteAction, result: DossierResult, document_id: UUID, standing: PaperStanding, *, other_number: str, other_agency: str = "",
    reason: str = "",
) -> ResultPaper:
    """Keep the paper of a result that holds no longer, with its verification page; the result itself loses both."""
    kept = ResultPaper.objects.create(
        dossier_id=result.dossier_id, standing=standing, document_id=document_id, name=result.name, number=result.number,
        issued_on=result.issued_on, stored=result.stored, file_name=result.file_name, approved_by_name=result.approved_by_name,
        approved_by_title=result.approved_by_title, approved_at=result.approved_at, valid_until=result.valid_until,
        verify_token=result.verify_token, noted_at=action.at, other_number=other_number, other_agency=other_agency, reason=reason[:500],
        issuer_name=result.issuer_name,
    )  # fmt: skip
    action.record(kept, standing=standing, number=kept.number, sha256=kept.stored_id, by=other_number)
    result.verify_token = None
    return kept


def valid_result(document_id: UUID) -> DossierResult | None:
    """The result that a document is, by the dossier it was drafted for or put into; None for one that is none, or no longer."""
    rows = DossierResult.objects.filter(document_id=document_id, approved_at__isnull=False)
    return rows.filter(dossier__in=ResultDraft.objects.filter(document_id=document_id).values("dossier_id")).first()


def withdraw_recalled_result(
    *, actor: Actor, document_id: UUID, reason: str, by_number: str = "", by_agency: str = ""
) -> Dossier | None:
    """Take the result away whose document was recalled (thu hồi), by its own agency or one above (``by_agency``); a dossier not handed out goes back to its officer.

    The applicant is told when they had it or could; the paper stays with the dossier as recalled. None when the document is no dossier's result.
    """
    found = valid_result(document_id)
    if found is None:
        return None
    with write_action("dossiers.withdraw_recalled_result", actor=actor) as action:
        dossier = lock_dossier(actor, found.dossier_id, None)
        held = DossierResult.objects.filter(pk=found.pk, document_id=document_id, approved_at__isnull=False)
        if not held.exists():
            action.record(found, dossier=dossier.code, left="withdrawn already", recalled=reason)
            return None
        case, released = dossier.case, dossier.finished_at is not None
        keep_former(action, found, document_id, PaperStanding.RECALLED, other_number=by_number, other_agency=by_agency, reason=reason)
        held.update(approved_at=None, approved_by=None, approved_by_name="", verify_token=None)
        action.record(found, dossier=dossier.code, number=found.number, recalled=reason)
        note_event(action, case, Happening("result_recalled", note=f"{found.number}: {reason}", data={"by": by_agency}, is_public=released))
        step = step_of_kind(case, StepKind.WORK)
        if case.state == CaseState.OPEN and step is not None and step.id != case.step_id:
            note = _("Văn bản kết quả %(number)s bị thu hồi: %(reason)s") % {"number": found.number, "reason": reason}
            reassign(action, case, step_id=step.id, holder_id=dossier.officer_id, note=note)
        if case.state != CaseState.CLOSED:
            dossier.proposal = ""
        follow_case(action, dossier, "proposal", tell="result_recalled" if released else "")
        tell_officer(action, dossier, _("Văn bản kết quả hồ sơ %(code)s bị thu hồi"), f"{found.number}: {reason}")
    return dossier


def tell_officer(action: WriteAction, dossier: Dossier, title: str, text: str) -> None:
    """A notice for the officer of a dossier about its result."""
    if dossier.officer_id is not None:
        notice = NoticeIn(dossier.officer_id, "dossier-result", title % {"code": dossier.code}, text,
                          reverse("dossiers:page", args=[dossier.pk]), dossier.pk)  # fmt: skip
        write_notices(action, [notice])
