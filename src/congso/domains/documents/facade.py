"""What other rooms use of official documents."""

from congso.domains.documents.enums_outgoing import DeliveryState
from congso.domains.documents.events import ArrivalAnswered, DocumentIssued, DocumentRecalled
from congso.domains.documents.metadata import Proposal
from congso.domains.documents.metadata import propose as propose_metadata
from congso.domains.documents.policies import SIGN
from congso.domains.documents.queries_any import (
    PAGE,
    DocumentLine,
    came_in_on,
    document_lines,
    documents_numbered,
    documents_visible_to,
    require_document,
    waiting_to_sign,
)
from congso.domains.documents.services.incoming_registering import arrived_inside
from congso.domains.documents.services.incoming_routing import answered_by
from congso.domains.documents.services.outgoing import DraftIn, answer_delivery, start_draft

__all__ = [
    "PAGE",
    "SIGN",
    "ArrivalAnswered",
    "DeliveryState",
    "DocumentIssued",
    "DocumentLine",
    "DocumentRecalled",
    "DraftIn",
    "Proposal",
    "answer_delivery",
    "answered_by",
    "arrived_inside",
    "came_in_on",
    "document_lines",
    "documents_numbered",
    "documents_visible_to",
    "propose_metadata",
    "require_document",
    "start_draft",
    "waiting_to_sign",
]
