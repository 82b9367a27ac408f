"""What a document that came in says of the dossier it was put into."""

from __future__ import annotations

from uuid import UUID

from congso.domains.documents.models import Incoming
from congso.foundation.audit.writing import WriteAction


def note_dossier_code(action: WriteAction, document_id: UUID, code: str) -> None:
    """Write number and symbol of the dossier into the last line of the ĐẾN stamp, where it is still empty, inside the open action."""
    changed = Incoming.objects.filter(pk=document_id, dossier_code="").update(dossier_code=code[:40])
    if changed:
        action.record(("documents.incoming", document_id), dossier_code=code)
