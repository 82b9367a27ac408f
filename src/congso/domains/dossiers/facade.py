"""What other modules may ask of dossiers."""

from congso.domains.dossiers.afterwards import rating_url, register_rating_page
from congso.domains.dossiers.bundling import download_bundle
from congso.domains.dossiers.enums import NationalStatus, PaperKind, ReturnMethod, SubmitterKind
from congso.domains.dossiers.events import DossierChanged, DossierReceived
from congso.domains.dossiers.judging import judge_dossier
from congso.domains.dossiers.models import Dossier, DossierMessage
from congso.domains.dossiers.pages import INTAKE, PAGE
from congso.domains.dossiers.policies import RECEIVE
from congso.domains.dossiers.printing import form_pdf, receipt_pdf
from congso.domains.dossiers.queries.case_page import event_label
from congso.domains.dossiers.queries.exporting import OwnDossierData, own_dossier_data
from congso.domains.dossiers.queries.filled import filled_form_for, filled_pdf
from congso.domains.dossiers.queries.messages import MessageLine, message_file_for, messages_of, unit_words
from congso.domains.dossiers.queries.own import (
    FILTERS,
    OwnFile,
    OwnPage,
    OwnRow,
    helped_dossiers,
    own_dossier,
    own_dossiers,
    own_files,
)
from congso.domains.dossiers.queries.own_page import (
    HelpedPage,
    OwnDossierPage,
    own_correction,
    own_issued_form,
    own_or_helped,
    own_page,
    own_paper_file,
    own_result,
)
from congso.domains.dossiers.queries.paying import ways_paid_of
from congso.domains.dossiers.queries.signed_forms import signed_form, signed_receipt
from congso.domains.dossiers.queries.verifying import verify_address
from congso.domains.dossiers.services import (
    Intake,
    PaperIn,
    StoredPaper,
    Submission,
    accept_application,
    answer_consultation,
    apologise,
    ask_payment,
    ask_supplement,
    change_contact,
    collect_fees,
    complete_supplement,
    confirm_payment,
    consult,
    draft_result,
    hand_over,
    move_dossier,
    propose,
    read_messages,
    receive_dossier,
    refuse_application,
    return_result,
    send_message,
    stop_dossier,
    submit_application,
)  # fmt: skip
from congso.domains.dossiers.services.comparing_papers import note_paper_checked
from congso.domains.dossiers.services.downloading import Entry, zipped
from congso.domains.dossiers.watchers import Watcher, register_watcher, unwatched

__all__ = [
    "FILTERS",
    "INTAKE",
    "PAGE",
    "RECEIVE",
    "Dossier",
    "DossierChanged",
    "DossierMessage",
    "DossierReceived",
    "Entry",
    "HelpedPage",
    "Intake",
    "MessageLine",
    "NationalStatus",
    "OwnDossierData",
    "OwnDossierPage",
    "OwnFile",
    "OwnPage",
    "OwnRow",
    "PaperIn",
    "PaperKind",
    "ReturnMethod",
    "StoredPaper",
    "Submission",
    "SubmitterKind",
    "Watcher",
    "accept_application",
    "answer_consultation",
    "apologise",
    "ask_payment",
    "ask_supplement",
    "change_contact",
    "collect_fees",
    "complete_supplement",
    "confirm_payment",
    "consult",
    "download_bundle",
    "draft_result",
    "event_label",
    "filled_form_for",
    "filled_pdf",
    "form_pdf",
    "hand_over",
    "helped_dossiers",
    "judge_dossier",
    "message_file_for",
    "messages_of",
    "move_dossier",
    "note_paper_checked",
    "own_correction",
    "own_dossier",
    "own_dossier_data",
    "own_dossiers",
    "own_files",
    "own_issued_form",
    "own_or_helped",
    "own_page",
    "own_paper_file",
    "own_result",
    "propose",
    "rating_url",
    "read_messages",
    "receipt_pdf",
    "receive_dossier",
    "refuse_application",
    "register_rating_page",
    "register_watcher",
    "return_result",
    "send_message",
    "signed_form",
    "signed_receipt",
    "stop_dossier",
    "submit_application",
    "unit_words",
    "unwatched",
    "verify_address",
    "ways_paid_of",
    "zipped",
]
