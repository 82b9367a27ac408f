"""What the page shows of a document that is made to last."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.enums import Direction, State
from congso.domains.documents.models import KeepingState, LongKeeping
from congso.domains.documents.policies_outgoing import is_registry_of
from congso.domains.documents.queries_any import DocumentLine, require_document
from congso.foundation.files.models import StoredFile
from congso.foundation.signing.archive import may_last


def keepings_of(*, document_id: UUID) -> list[LongKeeping]:
    """What was done for a document whose page the viewer sees, the newest first."""
    return list(LongKeeping.objects.filter(document_id=document_id).order_by("-pk")[:50])


def may_keep_long(viewer: Actor, line: DocumentLine, rows: list[LongKeeping]) -> bool:
    """Whether the viewer may ask for it now: the registry, of an issued document that does not wait already."""
    unfit = {State.DRAFT, State.SIGNING, State.CANCELLED}
    waits = any(row.state == KeepingState.WAITING for row in rows)
    issued = line.direction == Direction.OUTGOING and line.state not in unfit and bool(line.file_id)
    return issued and not waits and is_registry_of(viewer, line.agency_id) and may_last()


def former_file(*, viewer: Actor, keeping_id: int) -> tuple[StoredFile, str]:
    """The file as it was before, with a name for it; raises NotVisible."""
    row = LongKeeping.objects.select_related("former").filter(pk=keeping_id, former__isnull=False).first()
    if row is None or row.former is None:
        raise NotVisible
    line = require_document(viewer=viewer, document_id=row.document_id)
    return row.former, f"{line.number_text or line.id}.pdf".replace("/", "-")
