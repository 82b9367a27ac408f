"""What is done with documents going out, in one list."""

from congso.domains.documents.services.outgoing_addresses import AddressIn, set_address
from congso.domains.documents.services.outgoing_batches import MOST, Outcome, Watch
from congso.domains.documents.services.outgoing_common import SUBJECT
from congso.domains.documents.services.outgoing_drafting import (
    DraftIn,
    add_comment,
    save_draft,
    settle_comment,
    start_draft,
)
from congso.domains.documents.services.outgoing_ending import recall_document
from congso.domains.documents.services.outgoing_giving_anew import (
    NewSigner,
    change_second,
    change_signer,
    reassign_draft,
)
from congso.domains.documents.services.outgoing_issuing import (
    Outside,
    answer_delivery,
    issue_document,
    note_delivery,
    note_paper_sent,
    send_further,
)
from congso.domains.documents.services.outgoing_numbering import (
    cancel_document,
    reserve_number,
    set_symbol_rule,
)
from congso.domains.documents.services.outgoing_reviewing import send_back, send_on
from congso.domains.documents.services.outgoing_second import SecondIn, take_party_signature
from congso.domains.documents.services.outgoing_signing import (
    begin_sealing,
    begin_signing,
    seal_outgoing,
    sign_outgoing,
)

__all__ = [
    "MOST", "SUBJECT", "AddressIn", "DraftIn", "NewSigner", "Outcome", "Outside", "SecondIn", "Watch", "add_comment", "answer_delivery", "begin_sealing", "begin_signing", "cancel_document",
    "change_second", "change_signer", "issue_document", "note_delivery", "note_paper_sent", "reassign_draft", "recall_document", "reserve_number", "save_draft", "seal_outgoing", "send_back", "send_further",
    "send_on", "set_address", "set_symbol_rule", "settle_comment", "sign_outgoing", "start_draft", "take_party_signature",
]  # fmt: skip
