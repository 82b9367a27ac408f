"""What other rooms use of official documents."""

from congso.domains.documents.events import ArrivalAnswered, DocumentIssued
from congso.domains.documents.metadata import Proposal
from congso.domains.documents.metadata import propose as propose_metadata
from congso.domains.documents.services.incoming_registering import arrived_inside
from congso.domains.documents.services.incoming_routing import answered_by

__all__ = [
    "ArrivalAnswered",
    "DocumentIssued",
    "Proposal",
    "answered_by",
    "arrived_inside",
    "propose_metadata",
]
