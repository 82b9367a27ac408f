"""What later documents do to a dossier's result: replace it, recall it, amend or correct it (NĐ 30/2020, Điều 18 khoản 3, 4).

The former paper is kept with its verification page; the valid one takes its place everywhere, also after it was handed out.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import DomainError
from congso.domains.documents.facade import IssuedPaper, RelationKind, issued_paper
from congso.domains.dossiers.enums import PaperStanding
from congso.domains.dossiers.models import Dossier, DossierResult, ResultDraft, ResultPaper
from congso.domains.dossiers.models.result_paper import number_of
from congso.domains.dossiers.services.common import follow_case, lock_dossier
from congso.domains.dossiers.services.result_documents import (
    keep_former,
    other_issuer,
    send_with_issued_result,
    step_of_kind,
    tell_officer,
    valid_result,
)
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.models import CaseState, StepKind
from congso.foundation.casework.services import Happening, note_event

_BESIDE = {RelationKind.AMENDS: PaperStanding.AMENDS, RelationKind.CORRECTS: PaperStanding.CORRECTS}


def replace_result(*, actor: Actor, document_id: UUID, replaced_id: UUID) -> Dossier | None:
    """Put an issued document in the place of the result that it replaces; the applicant is told when they had it or could.

    None when the replaced one is no dossier's result, or the new one was taken before.
    """
    paper, draft = issued_paper(document_id), ResultDraft.objects.filter(document_id=replaced_id).first()
    if paper is None or draft is None or DossierResult.objects.filter(dossier_id=draft.dossier_id, document_id=document_id).exists():
        return None
    with write_action("dossiers.replace_result", actor=actor) as action:
        dossier = lock_dossier(actor, draft.dossier_id, None)
        result = DossierResult.objects.filter(dossier=dossier).first() or _never_taken(dossier, draft)
        if result.document_id != replaced_id:
            action.record(dossier, left="not its result", document=document_id)
            return None
        was, by_agency = result.number, other_issuer(dossier, paper)
        if result.approved_at is not None:
            keep_former(action, result, replaced_id, PaperStanding.REPLACED, other_number=paper.number_text, other_agency=by_agency)
        released = dossier.finished_at is not None
        result.issuer_name = by_agency
        _put_in(action, result, document_id, paper)
        ResultDraft.objects.get_or_create(document_id=document_id, defaults={
            "dossier": dossier, "proposal": draft.proposal, "name": draft.name, "valid_until": draft.valid_until, "started_at": action.at})  # fmt: skip
        dossier.proposal = dossier.proposal or draft.proposal
        dossier.case.facts = {**dossier.case.facts, "proposal": str(dossier.proposal)}
        note = _("%(new)s thay thế %(old)s") % {"new": number_of(paper.number_text, by_agency), "old": was}
        note_event(action, dossier.case, Happening("result_replaced", note=note, data={"document": str(document_id), "by": by_agency}, is_public=released))
        follow_case(action, dossier, "proposal", tell="result_replaced" if released else "")
        action.record(result, dossier=dossier.code, number=result.number, replaced=was, sha256=paper.file.pk)
        tell_officer(action, dossier, _("Kết quả hồ sơ %(code)s được thay thế"), note)
    _send_on(actor, dossier)
    return dossier


def _never_taken(dossier: Dossier, draft: ResultDraft) -> DossierResult:
    """The result of a document that was replaced before its job ran."""
    return DossierResult(dossier=dossier, name=draft.name, valid_until=draft.valid_until, proposed_by=draft.started_by,
                         document_id=draft.document_id)  # fmt: skip


def _put_in(action: WriteAction, result: DossierResult, document_id: UUID, paper: IssuedPaper) -> None:
    result.number, result.issued_on = paper.number_text, paper.issued_on
    result.stored, result.file_name, result.document_id = paper.file, paper.file_name, document_id
    result.approved_by, result.approved_by_name, result.approved_by_title = paper.signer_id, paper.signer_name, paper.signer_title
    result.approved_at, result.verify_token = paper.signed_at or action.at, secrets.token_urlsafe(15)
    result.save()


def _send_on(actor: Actor, dossier: Dossier) -> None:
    """A dossier that a recall had sent back goes where results are handed out, unless something is awaited there."""
    step = step_of_kind(dossier.case, StepKind.RETURN)
    if dossier.case.state == CaseState.OPEN and step is not None and step.id != dossier.case.step_id:
        with suppress(DomainError):  # its officer sends it on when nothing is awaited any more
            send_with_issued_result(actor=actor, dossier_id=dossier.pk)


def note_correction(*, actor: Actor, document_id: UUID, corrected_id: UUID, kind: RelationKind) -> Dossier | None:
    """Lay a document that amends or corrects a result beside it (sửa đổi, đính chính); the applicant gets both.

    None when the corrected one is no dossier's valid result, or it lies there already.
    """
    paper = issued_paper(document_id)
    found = valid_result(corrected_id)
    standing = _BESIDE.get(kind)
    if paper is None or found is None or standing is None:
        return None
    with write_action("dossiers.note_correction", actor=actor) as action:
        dossier = lock_dossier(actor, found.dossier_id, None)
        row, made = ResultPaper.objects.get_or_create(
            dossier=dossier, document_id=document_id, standing=standing,
            defaults={
                "name": str(standing.label), "number": paper.number_text, "issued_on": paper.issued_on, "stored": paper.file,
                "file_name": paper.file_name, "approved_by_name": paper.signer_name, "approved_by_title": paper.signer_title,
                "approved_at": paper.signed_at, "noted_at": action.at, "other_number": found.number,
                "issuer_name": other_issuer(dossier, paper),
            },
        )  # fmt: skip
        action.record(row, dossier=dossier.code, number=row.number, about=found.number)
        if not made:
            return None
        released = dossier.finished_at is not None
        note = _("%(new)s về %(old)s") % {"new": row.issued_as, "old": found.number}
        note_event(action, dossier.case, Happening("result_corrected", note=note, data={"document": str(document_id), "by": row.issuer_name}, is_public=released))
        follow_case(action, dossier, tell="result_corrected" if released else "")
        tell_officer(action, dossier, _("Kết quả hồ sơ %(code)s được sửa đổi, đính chính"), note)
    return dossier
