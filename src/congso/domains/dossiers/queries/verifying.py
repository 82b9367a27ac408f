"""What anybody may know of a result who holds its code: whether it is genuine, never whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from congso.core import clock
from congso.core.errors import NotVisible
from congso.domains.dossiers.enums import Proposal
from congso.domains.dossiers.models import DossierResult, ResultPaper
from congso.domains.dossiers.queries.follow import Proof, proof_of_subject
from congso.foundation.files.models import StoredFile
from congso.foundation.orgs.queries import tree
from congso.foundation.signing.facade import Finding, signatures_in


@dataclass(frozen=True)
class VerifiedResult:
    """A result as its verification page shows it (trang xác minh)."""

    token: str
    code: str
    name: str
    number: str
    procedure: str
    agency: str
    approver_title: str
    approved_at: datetime
    valid_until: date | None
    is_expired: bool
    is_refusal: bool
    sha256: str
    file_name: str
    proof: Proof | None
    standing: str = ""
    """Of a paper that holds no longer: how so, in words."""
    ended_at: datetime | None = None
    other_number: str = ""


def verify_address(result: DossierResult) -> str:
    """The public page that verifies a result; the QR code leads there."""
    path = reverse("verify:page", kwargs={"vtoken": result.verify_token})
    return str(settings.CONGSO_BASE_URL).rstrip("/") + path


def verified_result(*, token: str) -> VerifiedResult:
    """The approved result of a token, or one that was replaced or recalled; raises NotVisible, also when the approval was taken back."""
    rows = DossierResult.objects.select_related("dossier__case").filter(
        verify_token=token, approved_at__isnull=False
    )
    result = rows.first()
    if result is None or result.approved_at is None:
        return _former_result(token)
    dossier, day = result.dossier, clock.local(result.approved_at).date()
    return VerifiedResult(
        token=token, code=dossier.code, name=result.name, number=result.number, procedure=dossier.procedure_name,
        agency=result.issuer_name or tree(day).name(dossier.agency_id) or tree().name(dossier.agency_id), approver_title=result.approved_by_title,
        approved_at=result.approved_at, valid_until=result.valid_until,
        is_expired=result.valid_until is not None and result.valid_until < clock.today(),
        is_refusal=dossier.proposal == Proposal.REFUSAL, sha256=result.stored_id or "", file_name=result.file_name,
        proof=proof_of_subject("dossiers.dossierresult", str(result.pk), latest=True),
    )  # fmt: skip


def _former_result(token: str) -> VerifiedResult:
    row = ResultPaper.objects.select_related("dossier__case").filter(verify_token=token).first()
    if row is None or row.approved_at is None:
        raise NotVisible
    dossier, day = row.dossier, clock.local(row.approved_at).date()
    return VerifiedResult(
        token=token, code=dossier.code, name=row.name, number=row.number, procedure=dossier.procedure_name,
        agency=row.issuer_name or tree(day).name(dossier.agency_id) or tree().name(dossier.agency_id), approver_title=row.approved_by_title,
        approved_at=row.approved_at, valid_until=row.valid_until, is_expired=False, is_refusal=False,
        sha256=row.stored_id or "", file_name=row.file_name, proof=proof_of_subject("dossiers.resultpaper", str(row.pk), latest=True),
        standing=str(row.get_standing_display()), ended_at=row.noted_at, other_number=row.ended_by,
    )  # fmt: skip


def signatures_of(sha256: str) -> list[Finding]:
    """What is found about the signatures in a result's own file; none for a file without, or that is no PDF."""
    return signatures_in(StoredFile.objects.filter(pk=sha256).first() if sha256 else None)


def verify_json(*, token: str) -> dict[str, Any]:
    """The proof of the approval for download; raises NotVisible while there is none."""
    page = verified_result(token=token)
    if page.proof is None:
        raise NotVisible
    return page.proof.as_json(page.code) | {"result": page.name, "number": page.number, "sha256": page.sha256}
