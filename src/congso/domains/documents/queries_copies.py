"""What the screens of certified copies show."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.models import CertifiedCopy
from congso.domains.documents.queries_any import DocumentLine, require_document


def copies_of(*, document_id: UUID) -> list[CertifiedCopy]:
    """The copies of a document whose page the viewer sees, oldest first; a hundred at most."""
    return list(CertifiedCopy.objects.filter(source_id=document_id)[:100])


def require_copy(*, viewer: Actor, copy_id: UUID) -> tuple[CertifiedCopy, DocumentLine]:
    """A copy of a document that the viewer may see, with the document. Raises NotVisible."""
    copy = CertifiedCopy.objects.select_related("prepared", "file").filter(pk=copy_id).first()
    if copy is None:
        raise NotVisible
    return copy, require_document(viewer=viewer, document_id=copy.source_id)
