"""What other rooms use of official documents."""

from congso.domains.documents.enums_outgoing import DeliveryState
from congso.domains.documents.events import DocumentIssued, DocumentRecalled
from congso.domains.documents.services.outgoing import DraftIn, answer_delivery, start_draft

__all__ = ["DeliveryState", "DocumentIssued", "DocumentRecalled", "DraftIn", "answer_delivery", "start_draft"]
