"""Official documents drafted as results of dossiers, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from congso.core.actors import Actor
from congso.domains.documents.facade import DocumentLine, document_lines, not_issued_yet
from congso.domains.dossiers.models import Dossier, ResultDraft
from congso.foundation.casework.policies import may_see


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
    draft = ResultDraft.objects.select_related("dossier__case").filter(document_id=document_id).first()
    return draft.dossier if draft is not None and may_see(viewer, draft.dossier.case) else None
