"""Tables of work dossiers."""

from congso.domains.records.models.dossier import DossierEvent, Grant, WorkDossier
from congso.domains.records.models.file_list import FileList, ListEntry, ListHeading
from congso.domains.records.models.handover import Handover, HandoverLine
from congso.domains.records.models.item import FiledItem
from congso.domains.records.models.keeping import Keeping
from congso.domains.records.models.rules import HandoverTerm, RetentionRule

__all__ = [
    "DossierEvent",
    "FileList",
    "FiledItem",
    "Grant",
    "Handover",
    "HandoverLine",
    "HandoverTerm",
    "Keeping",
    "ListEntry",
    "ListHeading",
    "RetentionRule",
    "WorkDossier",
]
