"""What is asked of documents that are signed by hand."""

from __future__ import annotations

from uuid import UUID

from congso.domains.documents.models import PaperSigning
from congso.foundation.signing.facade import waits_for_stamp

COPY = "documents.copy"
"""What signatures call a certified copy."""


def hand_signed(document_id: UUID) -> PaperSigning | None:
    """How far a document is signed by hand; None for one that is signed electronically."""
    rows = PaperSigning.objects.select_related("scan", "copy__file")
    return rows.filter(pk=document_id).first()


def may_go_electronically(document_id: UUID, paper: PaperSigning | None) -> bool:
    """An electronic original goes electronically; one on paper when the agency has signed an electronic copy of it, with its timestamp."""
    if paper is None:
        return True
    return paper.copy_id is not None and not waits_for_stamp(COPY, str(paper.copy_id))
