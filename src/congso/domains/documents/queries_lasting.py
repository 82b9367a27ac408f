"""What the page shows of a document that is made to last."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.enums import Direction, State
from congso.domains.documents.models import RENEW_DAYS, Document, KeepingState, LongKeeping
from congso.domains.documents.policies import REGISTER
from congso.domains.documents.policies_outgoing import is_registry_of
from congso.domains.documents.queries_any import require_document
from congso.foundation.files.models import StoredFile
from congso.foundation.signing.archive import may_last


def keepings_of(*, viewer: Actor, document_id: UUID) -> tuple[list[LongKeeping], bool]:
    """What was done for a document whose page the viewer sees, the newest first, and whether the viewer may ask for it now.

    The registry may, of an issued document that neither waits for it nor has it.
    """
    rows = list(LongKeeping.objects.filter(document_id=document_id).order_by("-pk")[:50])
    if not may_last() or any(row.state == KeepingState.WAITING or holds_still(row) for row in rows) or not viewer.units_for(REGISTER):
        return rows, False
    unfit = [State.DRAFT, State.SIGNING, State.CANCELLED]
    issued = Document.objects.filter(pk=document_id, direction=Direction.OUTGOING, file__isnull=False).exclude(state__in=unfit)
    agency_id = issued.values_list("agency_id", flat=True).first()
    return rows, agency_id is not None and is_registry_of(viewer, agency_id)


def holds_still(row: LongKeeping) -> bool:
    """Whether what was added holds for longer than a renewal is ahead."""
    end = clock.now() + timedelta(days=RENEW_DAYS)
    return row.state == KeepingState.DONE and row.holds_until is not None and row.holds_until > end


def former_file(*, viewer: Actor, keeping_id: int) -> tuple[StoredFile, str]:
    """The file as it was before, with a name for it; raises NotVisible."""
    row = LongKeeping.objects.select_related("former").filter(pk=keeping_id, former__isnull=False).first()
    if row is None or row.former is None:
        raise NotVisible
    line = require_document(viewer=viewer, document_id=row.document_id)
    return row.former, f"{line.number_text or line.id}.pdf".replace("/", "-")
