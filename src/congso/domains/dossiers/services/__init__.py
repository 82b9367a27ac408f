"""What can be done with a dossier."""

from congso.domains.dossiers.services.apologising import apologise, extend_dossier
from congso.domains.dossiers.services.calling_back import call_back
from congso.domains.dossiers.services.consulting import answer_consultation, consult, withdraw_consultation
from congso.domains.dossiers.services.ending import return_result, stop_dossier
from congso.domains.dossiers.services.fees import collect_fees, note_payment, note_refunded
from congso.domains.dossiers.services.handing_over import hand_over
from congso.domains.dossiers.services.intake import Intake, PaperIn, StoredPaper, Submission, receive_dossier
from congso.domains.dossiers.services.messaging import read_messages, send_message
from congso.domains.dossiers.services.refusing import ask_at_counter, refuse_at_counter
from congso.domains.dossiers.services.registering import (
    accept_application,
    change_contact,
    refuse_application,
    submit_application,
)
from congso.domains.dossiers.services.result_changes import note_correction, replace_result
from congso.domains.dossiers.services.result_documents import (
    draft_result,
    send_with_issued_result,
    take_issued_result,
    withdraw_recalled_result,
)
from congso.domains.dossiers.services.supplementing import (
    ask_payment,
    ask_supplement,
    complete_supplement,
    confirm_payment,
)  # fmt: skip
from congso.domains.dossiers.services.working import assign_dossier, move_dossier, propose, undo_move

__all__ = [
    "Intake",
    "PaperIn",
    "StoredPaper",
    "Submission",
    "accept_application",
    "answer_consultation",
    "apologise",
    "ask_at_counter",
    "ask_payment",
    "ask_supplement",
    "assign_dossier",
    "call_back",
    "change_contact",
    "collect_fees",
    "complete_supplement",
    "confirm_payment",
    "consult",
    "draft_result",
    "extend_dossier",
    "hand_over",
    "move_dossier",
    "note_correction",
    "note_payment",
    "note_refunded",
    "propose",
    "read_messages",
    "receive_dossier",
    "refuse_application",
    "refuse_at_counter",
    "replace_result",
    "return_result",
    "send_message",
    "send_with_issued_result",
    "stop_dossier",
    "submit_application",
    "take_issued_result",
    "undo_move",
    "withdraw_consultation",
    "withdraw_recalled_result",
]  # fmt: skip
