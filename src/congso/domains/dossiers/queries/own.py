"""What citizens find of their own matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.models import Dossier, DossierResult, PaperFile
from congso.foundation.casework.models import Case, CaseState
from congso.foundation.casework.policies import visible_to

MOST = 200


@dataclass(frozen=True)
class OwnFile:
    """A file of the citizen's own store (kho giấy tờ): given with a dossier, or got as its result."""

    stored_id: str
    name: str
    paper: str
    dossier_id: UUID
    dossier_code: str
    at: datetime
    is_result: bool


def own_dossier(*, viewer: Actor, dossier_id: UUID) -> Dossier:
    """A dossier in the citizen's matters; raises NotVisible."""
    found = Dossier.objects.select_related("case").filter(pk=dossier_id, party_id__in=viewer.parties).first()
    if found is None:
        raise NotVisible
    return found


def own_files(*, viewer: Actor, party_id: int) -> list[OwnFile]:
    """Files of a party in whose matters the viewer acts, the latest first, each content once; results before papers.

    Raises NotVisible for other parties.
    """
    if party_id not in viewer.parties:
        raise NotVisible
    results = DossierResult.objects.filter(
        dossier__party_id=party_id, dossier__returned_at__isnull=False, stored__isnull=False
    ).select_related("dossier")
    papers = PaperFile.objects.filter(dossier__party_id=party_id).select_related("dossier", "paper")
    found = [
        OwnFile(row.stored_id or "", row.file_name, row.name, row.dossier_id, row.dossier.code, row.dossier.returned_at or row.dossier.arrived_at, True)
        for row in results.order_by("-dossier__returned_at")[:MOST]
    ]
    found += [
        OwnFile(row.stored_id, row.name, row.paper.name if row.paper else "", row.dossier_id, row.dossier.code, row.added_at, False)
        for row in papers.order_by("-added_at")[:MOST]
    ]
    return list({each.stored_id: each for each in reversed(found)}.values())[::-1]


@dataclass(frozen=True)
class OwnRow:
    """A dossier in the citizen's list."""

    id: UUID
    code: str
    procedure: str
    applicant: str
    status: str
    arrived_at: datetime
    promised_at: datetime | None
    is_closed: bool


@dataclass(frozen=True)
class OwnPage:
    """A page of the list and the key of the next one (empty at the end)."""

    rows: list[OwnRow]
    next_key: str


PAGE = 20


def own_dossiers(*, viewer: Actor, after: str = "") -> OwnPage:
    """Dossiers in the citizen's matters, the latest first; parts that other agencies do belong to theirs."""
    cases = Case.objects.filter(visible_to(viewer), kind="dossier", parent=None) if viewer.parties else Case.objects.none()
    cases = cases.select_related("dossier").order_by("-id")
    if after:
        try:
            cases = cases.filter(id__lt=UUID(after))
        except ValueError as error:
            raise NotVisible from error
    found = list(cases[: PAGE + 1])
    rows = [_row(case) for case in found[:PAGE]]
    return OwnPage(rows, str(rows[-1].id) if len(found) > PAGE else "")


def _row(case: Case) -> OwnRow:
    dossier: Dossier = case.dossier
    dossier.case = case
    return OwnRow(
        case.pk, dossier.code, dossier.procedure_name, dossier.applicant_name, dossier.get_status_display(),
        dossier.arrived_at, case.promised_at, case.state == CaseState.CLOSED,
    )  # fmt: skip
