"""Tables of official documents."""

from congso.domains.documents.models.arrival_month import ArrivalMonth, MonthTouched
from congso.domains.documents.models.copy import CertifiedCopy, CopyKind, CopyMedium
from congso.domains.documents.models.delivery import Delivery
from congso.domains.documents.models.document import Document
from congso.domains.documents.models.finding import SavedHit, SavedSearch, SearchEntry
from congso.domains.documents.models.incoming import (
    Assignment,
    Channel,
    HeldArrival,
    Incoming,
    IncomingFile,
    Instruction,
    Level,
    Phrase,
    Role,
    SecrecyGrade,
    SecretStub,
)
from congso.domains.documents.models.long_keeping import RENEW_DAYS, KeepingState, LongKeeping
from congso.domains.documents.models.outgoing import Outgoing
from congso.domains.documents.models.outgoing_number import DocumentNumber, SymbolRule
from congso.domains.documents.models.outgoing_version import Comment, DraftVersion
from congso.domains.documents.models.registers import CopyLoan, LoanState, Posting
from congso.domains.documents.models.relation import Relation
from congso.domains.documents.models.speech import SpeechRule

__all__ = [
    "RENEW_DAYS",
    "ArrivalMonth",
    "Assignment",
    "CertifiedCopy",
    "Channel",
    "Comment",
    "CopyKind",
    "CopyLoan",
    "CopyMedium",
    "Delivery",
    "Document",
    "DocumentNumber",
    "DraftVersion",
    "HeldArrival",
    "Incoming",
    "IncomingFile",
    "Instruction",
    "KeepingState",
    "Level",
    "LoanState",
    "LongKeeping",
    "MonthTouched",
    "Outgoing",
    "Phrase",
    "Posting",
    "Relation",
    "Role",
    "SavedHit",
    "SavedSearch",
    "SearchEntry",
    "SecrecyGrade",
    "SecretStub",
    "SpeechRule",
    "SymbolRule",
]
