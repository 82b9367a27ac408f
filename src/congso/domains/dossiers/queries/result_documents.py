"""Official documents drafted as results of dossiers, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.facade import (
    DocumentLine,
    RelationKind,
    document_lines,
    not_issued_yet,
    relations_of,
)
from congso.domains.dossiers.models import Dossier, ResultDraft, ResultPaper
from congso.foundation.casework.policies import may_see

_CHANGING = frozenset({RelationKind.REPLACES, RelationKind.RECALLS, RelationKind.AMENDS, RelationKind.CORRECTS})


@dataclass(frozen=True)
class ResultDocument:
    """A document drafted as a dossier's result."""

    name: str
    line: DocumentLine | None
    """None for who may not see the document itself."""
    is_open: bool
    """Still written, reviewed, signed or sealed."""


def result_documents(*, viewer: Actor, dossier: Dossier) -> list[ResultDocument]:
    """Those of a dossier, the newest first."""
    drafts = list(ResultDraft.objects.filter(dossier=dossier))
    if not drafts:
        return []
    ids = [each.document_id for each in drafts]
    lines, waiting = document_lines(viewer=viewer, ids=ids), not_issued_yet(ids)
    return [ResultDocument(each.name, lines.get(each.document_id), each.document_id in waiting) for each in drafts]


def dossier_of_document(*, viewer: Actor, document_id: UUID) -> Dossier | None:
    """The dossier that a document decides; None without one and for who may not see it."""
    dossier = _decided_by(document_id)
    return dossier if dossier is not None and may_see(viewer, dossier.case) else None


def _decided_by(document_id: UUID) -> Dossier | None:
    """Whose result it is to be, is, was, or corrects."""
    drafted = ResultDraft.objects.filter(document_id=document_id).values_list("dossier_id", flat=True)
    keys = list(drafted.union(ResultPaper.objects.filter(document_id=document_id).values_list("dossier_id", flat=True)))
    return Dossier.objects.select_related("case").filter(pk=keys[0]).first() if keys else None


def applicant_of_result(document_id: UUID) -> list[str]:
    """Who filed the dossier that a document decides, or whose result it changes: issuing proposes them as its receiver.

    By name only: the result is handed out as they chose, when the fees are paid.
    """
    about = [document_id, *(target for kind, target in relations_of(document_id) if kind in _CHANGING)]
    found = [each for each in map(_decided_by, about) if each is not None]
    return [each.applicant_name for each in found]


def result_paper(*, viewer: Actor, dossier_id: UUID, paper_id: int) -> ResultPaper:
    """A former result or a correction, for who may see the dossier. Raises NotVisible."""
    found = ResultPaper.objects.select_related("stored", "dossier__case").filter(pk=paper_id, dossier_id=dossier_id).first()
    if found is None or found.stored is None or not may_see(viewer, found.dossier.case):
        raise NotVisible
    return found
