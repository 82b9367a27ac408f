"""What citizens find of their own matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import mask_name
from congso.domains.dossiers.enums import NationalStatus, SubmitterKind
from congso.domains.dossiers.models import Dossier, DossierMessage, DossierResult, PaperFile
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
    key: int = 0
    """Of the paper's file, for its address; results have the dossier's."""
    valid_until: date | None = None


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
        dossier__party_id=party_id, dossier__returned_at__isnull=False, stored__isnull=False, approved_at__isnull=False
    ).select_related("dossier")
    papers = PaperFile.objects.filter(dossier__party_id=party_id).select_related("dossier", "paper")
    found = [
        OwnFile(
            row.stored_id or "",
            row.file_name,
            row.name,
            row.dossier_id,
            row.dossier.code,
            row.dossier.returned_at or row.dossier.arrived_at,
            True,
            valid_until=row.valid_until,
        )
        for row in results.order_by("-dossier__returned_at")[:MOST]
    ]
    found += [
        OwnFile(
            row.stored_id,
            row.name,
            row.paper.name if row.paper else "",
            row.dossier_id,
            row.dossier.code,
            row.added_at,
            False,
            row.pk,
        )
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
    needs_me: bool
    """Whether the citizen is asked for something, a result waits, or the office has written."""


@dataclass(frozen=True)
class OwnPage:
    """A page of the list and the key of the next one (empty at the end)."""

    rows: list[OwnRow]
    next_key: str


PAGE = 20
OPEN, NEEDS_ME, DONE = "dang-giai-quyet", "can-toi", "da-xong"
FILTERS = (OPEN, NEEDS_ME, DONE)
_ASKS = (NationalStatus.SUPPLEMENT, NationalStatus.PAYMENT, NationalStatus.FINISHED)


def _unread() -> Exists:
    return Exists(DossierMessage.objects.filter(dossier_id=OuterRef("pk"), from_citizen=False, read_at=None))


def _asking() -> Q:
    return Q(dossier__status__in=_ASKS) & ~Q(state=CaseState.CLOSED)


def own_dossiers(*, viewer: Actor, after: str = "", only: str = "") -> OwnPage:
    """Dossiers in the citizen's matters, the latest first; parts that other agencies do belong to theirs.

    ``only``: those in work, those that need the citizen, those that are done; raises NotVisible for anything else.
    """
    cases = (
        Case.objects.filter(visible_to(viewer), kind="dossier", parent=None)
        if viewer.parties
        else Case.objects.none()
    )
    cases = cases.select_related("dossier").annotate(unread=_unread()).order_by("-id")
    if only:
        cases = cases.filter(_narrowed(only))
    if after:
        try:
            cases = cases.filter(id__lt=UUID(after))
        except ValueError as error:
            raise NotVisible from error
    found = list(cases[: PAGE + 1])
    rows = [_row(case) for case in found[:PAGE]]
    return OwnPage(rows, str(rows[-1].id) if len(found) > PAGE else "")


def _narrowed(only: str) -> Q:
    if only == OPEN:
        return ~Q(state=CaseState.CLOSED)
    if only == DONE:
        return Q(state=CaseState.CLOSED)
    if only == NEEDS_ME:
        return _asking() | Q(unread=True)
    raise NotVisible


def _row(case: Case) -> OwnRow:
    dossier: Dossier = case.dossier
    dossier.case = case
    closed = case.state == CaseState.CLOSED
    needed = (dossier.status in _ASKS and not closed) or bool(getattr(case, "unread", False))
    return OwnRow(
        case.pk, dossier.code, dossier.procedure_name, dossier.applicant_name, dossier.get_status_display(),
        dossier.arrived_at, case.promised_at, closed, needed,
    )  # fmt: skip


def helped_dossiers(*, viewer: Actor, most: int = 50) -> list[OwnRow]:
    """Dossiers that the viewer sent in on the spot for others, masked, the latest first."""
    if viewer.party_id is None:
        return []
    rows = Dossier.objects.filter(submitter_party_id=viewer.party_id, submitter_kind=SubmitterKind.HELPER)
    return [
        OwnRow(row.pk, row.code, row.procedure_name, mask_name(row.applicant_name), row.get_status_display(), row.arrived_at,
               None, row.case.state == CaseState.CLOSED, needs_me=False)
        for row in rows.select_related("case").order_by("-submitted_at")[:most]
    ]  # fmt: skip
