"""What other modules may ask of records."""

from congso.domains.records.enums import PERMANENT
from congso.domains.records.queries.dossiers import dossiers_in_states, dossiers_of_document
from congso.domains.records.queries.lists import has_list
from congso.domains.records.services.closing import close_dossier
from congso.domains.records.services.filing import PaperIn, add_paper, file_document
from congso.domains.records.services.handing import make_handover, send_handover
from congso.domains.records.services.keeping import ask_keeping
from congso.domains.records.services.lists import EntryIn, add_entry, issue_list, start_list
from congso.domains.records.services.opening import DossierIn, open_listed, open_outside
from congso.domains.records.services.rules import set_retention_rule

__all__ = [
    "PERMANENT",
    "DossierIn",
    "EntryIn",
    "PaperIn",
    "add_entry",
    "add_paper",
    "ask_keeping",
    "close_dossier",
    "dossiers_in_states",
    "dossiers_of_document",
    "file_document",
    "has_list",
    "issue_list",
    "make_handover",
    "open_listed",
    "open_outside",
    "send_handover",
    "set_retention_rule",
    "start_list",
]
