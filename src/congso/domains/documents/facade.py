"""What other rooms use of official documents."""

from congso.domains.documents.carriers import ArrivalStep, Carrier, register_carrier
from congso.domains.documents.delivery_steps import moves_on, state_after
from congso.domains.documents.enums import Direction, RelationKind, State
from congso.domains.documents.enums_outgoing import DeliveryState, DeliveryWay
from congso.domains.documents.events import ArrivalAnswered, DocumentIssued, DocumentRecalled
from congso.domains.documents.family import family_of
from congso.domains.documents.finding import Asked
from congso.domains.documents.metadata import Proposal
from congso.domains.documents.metadata import propose as propose_metadata
from congso.domains.documents.models import Delivery, Demand, DemandKind, Document
from congso.domains.documents.policies import REGISTER, SIGN
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
from congso.domains.documents.queries_ending import codes_that_have
from congso.domains.documents.queries_finding import find_documents
from congso.domains.documents.queries_issued import (
    Change,
    IssuedPaper,
    changes_by,
    issued_paper,
    not_issued_yet,
    relations_of,
)
from congso.domains.documents.queries_records import (
    DocumentFacts,
    document_facts,
    documents_to_file,
    is_marked_secret,
    pages_of_document,
    pages_of_file,
)
from congso.domains.documents.receivers import register_receivers
from congso.domains.documents.services.demanding import answer_demand, demand_back
from congso.domains.documents.services.finding import save_search
from congso.domains.documents.services.incoming_correcting import differing_words
from congso.domains.documents.services.incoming_exchanged import (
    Exchanged,
    arrive_together,
    arrived_by_exchange,
    arrived_document,
    end_arrival,
    facts_for_exchange,
    is_ended,
    issued_document,
    relate,
)
from congso.domains.documents.services.incoming_inside import arrived_inside
from congso.domains.documents.services.incoming_registering import Arrival, register_incoming
from congso.domains.documents.services.incoming_routing import Routing, answered_by, distribute
from congso.domains.documents.services.long_keeping import ask_in as ask_long_keeping
from congso.domains.documents.services.noting_dossiers import note_dossier_code
from congso.domains.documents.services.outgoing import (
    DraftIn,
    Outside,
    answer_delivery,
    issue_document,
    note_delivery,
    seal_outgoing,
    send_on,
    set_symbol_rule,
    sign_outgoing,
    start_draft,
)
from congso.domains.documents.services.outgoing_drafting import begin_draft, save_draft
from congso.domains.documents.subscribers_outgoing import registries
from congso.domains.documents.types import type_name, types

__all__ = [
    "PAGE",
    "REGISTER",
    "SIGN",
    "Arrival",
    "ArrivalAnswered",
    "ArrivalStep",
    "Asked",
    "Carrier",
    "Change",
    "Delivery",
    "DeliveryState",
    "DeliveryWay",
    "Demand",
    "DemandKind",
    "Direction",
    "Document",
    "DocumentFacts",
    "DocumentIssued",
    "DocumentLine",
    "DocumentRecalled",
    "DraftIn",
    "Exchanged",
    "IssuedPaper",
    "Outside",
    "Proposal",
    "RelationKind",
    "Routing",
    "State",
    "answer_delivery",
    "answer_demand",
    "answered_by",
    "arrive_together",
    "arrived_by_exchange",
    "arrived_document",
    "arrived_inside",
    "ask_long_keeping",
    "begin_draft",
    "came_in_on",
    "changes_by",
    "codes_that_have",
    "demand_back",
    "differing_words",
    "distribute",
    "document_facts",
    "document_lines",
    "documents_of_number",
    "documents_to_file",
    "documents_visible_to",
    "end_arrival",
    "facts_for_exchange",
    "family_of",
    "find_documents",
    "is_ended",
    "is_marked_secret",
    "issue_document",
    "issued_document",
    "issued_paper",
    "moves_on",
    "not_issued_yet",
    "note_delivery",
    "note_dossier_code",
    "pages_of_document",
    "pages_of_file",
    "propose_metadata",
    "register_carrier",
    "register_incoming",
    "register_receivers",
    "registries",
    "relate",
    "relations_of",
    "require_document",
    "save_draft",
    "save_search",
    "seal_outgoing",
    "send_on",
    "set_symbol_rule",
    "sign_outgoing",
    "start_draft",
    "state_after",
    "type_name",
    "types",
    "waiting_to_sign",
]
