"""What happens at an agency is told to the programs that asked to hear of it."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import system_actor
from congso.domains.clients.models import HookEvent
from congso.domains.clients.services.hooks import tell
from congso.domains.documents.facade import Document, DocumentIssued
from congso.domains.dossiers.facade import Dossier, DossierChanged, DossierReceived
from congso.foundation.audit.writing import write_action

_ACTOR = "Báo tin ứng dụng kết nối"


def tell_received(event: DossierReceived) -> None:
    """A dossier was taken in."""
    _tell_dossier(HookEvent.DOSSIER_RECEIVED, event.dossier_id, event.dossier_id, "received")


def tell_changed(event: DossierChanged) -> None:
    """Something happened to a dossier."""
    _tell_dossier(HookEvent.DOSSIER_CHANGED, event.dossier_id, f"{event.dossier_id}:{event.what}:{event.seq}", event.what)


def _tell_dossier(kind: HookEvent, dossier_id: str, key: str, what: str) -> None:
    row = Dossier.objects.only("case_id", "code", "status", "agency_id").get(pk=UUID(dossier_id))
    with write_action("clients.tell", actor=system_actor(_ACTOR)) as action:
        count = tell(action, event=kind, agency_id=row.agency_id, subject=row.code, key=key, data={"code": row.code, "status": int(row.status), "what": what})
        action.record(("clients.event", kind.value), about=row.code, count=count)


def tell_issued(event: DocumentIssued) -> None:
    """A document was issued; what circulates inside only is not told."""
    row = Document.objects.defer("text", "search_key").get(pk=UUID(event.document_id))
    with write_action("clients.tell", actor=system_actor(_ACTOR)) as action:
        data: dict[str, object] = {"id": str(row.pk), "number": row.number_text, "issued_on": row.issued_on.isoformat() if row.issued_on else None}
        count = 0 if row.circulation else tell(action, event=HookEvent.DOCUMENT_ISSUED, agency_id=row.agency_id, subject=str(row.pk), key=str(row.pk), data=data)
        action.record(("clients.event", HookEvent.DOCUMENT_ISSUED.value), about=row.pk, count=count)
