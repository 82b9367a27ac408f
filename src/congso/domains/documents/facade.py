"""What other rooms use of official documents."""

from congso.domains.documents.enums_outgoing import DeliveryState
from congso.domains.documents.events import ArrivalAnswered, DocumentIssued, DocumentRecalled
from congso.domains.documents.family import family_of
from congso.domains.documents.finding import Asked
from congso.domains.documents.metadata import Proposal
from congso.domains.documents.metadata import propose as propose_metadata
from congso.domains.documents.policies import SIGN
from congso.domains.documents.queries_any import (
    PAGE,
    DocumentLine,
    came_in_on,
    document_lines,
    documents_of_number,
    documents_visible_to,
    require_document,
    waiting_to_sign,
)
from congso.domains.documents.queries_finding import find_documents
from congso.domains.documents.queries_issued import IssuedPaper, issued_paper, not_issued_yet
from congso.domains.documents.queries_records import (
    DocumentFacts,
    document_facts,
    documents_to_file,
    is_marked_secret,
    pages_of_document,
    pages_of_file,
)
from congso.domains.documents.services.finding import save_search
from congso.domains.documents.services.incoming_registering import Arrival, arrived_inside, register_incoming
from congso.domains.documents.services.incoming_routing import Routing, answered_by, distribute
from congso.domains.documents.services.noting_dossiers import note_dossier_code
from congso.domains.documents.services.outgoing import (
    DraftIn,
    Outside,
    answer_delivery,
    issue_document,
    seal_outgoing,
    send_on,
    sign_outgoing,
    start_draft,
)
from congso.domains.documents.services.outgoing_drafting import begin_draft
from congso.domains.documents.types import type_name, types

__all__ = [
    "PAGE",
    "SIGN",
    "Arrival",
    "ArrivalAnswered",
    "Asked",
    "DeliveryState",
    "DocumentFacts",
    "DocumentIssued",
    "DocumentLine",
    "DocumentRecalled",
    "DraftIn",
    "IssuedPaper",
    "Outside",
    "Proposal",
    "Routing",
    "answer_delivery",
    "answered_by",
    "arrived_inside",
    "begin_draft",
    "came_in_on",
    "distribute",
    "document_facts",
    "document_lines",
    "documents_of_number",
    "documents_to_file",
    "documents_visible_to",
    "family_of",
    "find_documents",
    "is_marked_secret",
    "issue_document",
    "issued_paper",
    "not_issued_yet",
    "note_dossier_code",
    "pages_of_document",
    "pages_of_file",
    "propose_metadata",
    "register_incoming",
    "require_document",
    "save_search",
    "seal_outgoing",
    "send_on",
    "sign_outgoing",
    "start_draft",
    "type_name",
    "types",
    "waiting_to_sign",
]
