"""What another agency of the same system issued is put before the registry clerk."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import Actor
from congso.domains.documents.enums import Direction, State
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.models import Channel, Document, Incoming, IncomingFile
from congso.domains.documents.queries_files import going_along
from congso.domains.documents.services.arrived_beside import note_beside
from congso.domains.documents.services.checking_arrivals import WAITING, ask_checking
from congso.domains.documents.services.incoming_from_above import FromAbove, note_changes_from_above
from congso.foundation.audit.writing import write_action


def arrived_inside(*, actor: Actor, source_id: UUID, agency_id: int, above: FromAbove | None = None) -> Document | None:
    """Put an outgoing document of another agency of the same system before the registry clerk (chờ đăng ký).

    It is the same file with its annexes, linked to what it answers or is about. What it does to documents of this agency from ``above`` is
    noted beside them. None when it was put there before, so the job may run twice.
    """
    if Incoming.objects.filter(agency_id=agency_id, source_document_id=source_id).exists():
        return None
    with write_action("documents.arrived_inside", actor=actor) as action:
        source = Document.objects.get(pk=source_id, direction=Direction.OUTGOING)
        document = Document.objects.create(
            direction=Direction.INCOMING, state=State.WAITING, agency_id=agency_id, created_at=action.at,
            **{name: getattr(source, name) for name in _SAME},
        )  # fmt: skip
        name = f"{source.number_text or source.subject}.pdf".replace("/", "-")[:200]
        Incoming.objects.create(
            document=document, agency_id=agency_id, arrived_at=action.at, channel=Channel.INSIDE, file_name=name,
            intake_key=document.pk, source_document_id=source_id, findings=WAITING,
        )  # fmt: skip
        IncomingFile.objects.bulk_create(IncomingFile(incoming_id=document.pk, stored=stored, name=name[:200]) for stored, name in going_along(source_id))
        keep_entry(document)
        ask_checking([document.pk])
        action.record(document, number=document.number_text, agency=agency_id, source=source_id)
        note_beside(action, document, source)
        if above is not None:
            note_changes_from_above(action, document, above)
    return document


_SAME = (
    "type_code", "number", "symbol", "number_text", "issued_on", "issuer_code", "issuer_name", "subject", "signer_name",
    "signer_title", "signer_power", "urgency", "arrive_by", "circulation", "pages", "due_on", "file", "text", "text_by_machine", "search_key",
)  # fmt: skip
