"""Tables of official documents."""

from congso.domains.documents.models.address_line import AddressLine
from congso.domains.documents.models.arrival_month import ArrivalMonth, MonthTouched
from congso.domains.documents.models.copy import CertifiedCopy, CopyKind, CopyMedium
from congso.domains.documents.models.correction import ArrivalCorrection
from congso.domains.documents.models.delivery import Delivery
from congso.domains.documents.models.demand import Demand, DemandKind
from congso.domains.documents.models.document import Document
from congso.domains.documents.models.file_words import FileWords, LongKeptFile
from congso.domains.documents.models.finding import SavedHit, SavedSearch, SearchEntry
from congso.domains.documents.models.forwarding import ForwardingRule
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
from congso.domains.documents.models.opinion import Opinion, TakenUp, Verdict
from congso.domains.documents.models.outgoing import Outgoing
from congso.domains.documents.models.outgoing_file import OutgoingFile
from congso.domains.documents.models.outgoing_number import DocumentNumber, SymbolRule
from congso.domains.documents.models.outgoing_version import Comment, DraftVersion
from congso.domains.documents.models.paper_signing import PaperSigning
from congso.domains.documents.models.registers import CopyLoan, LoanState, Posting
from congso.domains.documents.models.relation import Relation
from congso.domains.documents.models.second_signer import SecondSigner
from congso.domains.documents.models.secret_outgoing import SecretOutgoing
from congso.domains.documents.models.signing_authority import SigningAuthority
from congso.domains.documents.models.speech import SpeechRule

__all__ = [
    "RENEW_DAYS",
    "AddressLine",
    "ArrivalCorrection",
    "ArrivalMonth",
    "Assignment",
    "CertifiedCopy",
    "Channel",
    "Comment",
    "CopyKind",
    "CopyLoan",
    "CopyMedium",
    "Delivery",
    "Demand",
    "DemandKind",
    "Document",
    "DocumentNumber",
    "DraftVersion",
    "FileWords",
    "ForwardingRule",
    "HeldArrival",
    "Incoming",
    "IncomingFile",
    "Instruction",
    "KeepingState",
    "Level",
    "LoanState",
    "LongKeeping",
    "LongKeptFile",
    "MonthTouched",
    "Opinion",
    "Outgoing",
    "OutgoingFile",
    "PaperSigning",
    "Phrase",
    "Posting",
    "Relation",
    "Role",
    "SavedHit",
    "SavedSearch",
    "SearchEntry",
    "SecondSigner",
    "SecrecyGrade",
    "SecretOutgoing",
    "SecretStub",
    "SigningAuthority",
    "SpeechRule",
    "SymbolRule",
    "TakenUp",
    "Verdict",
]
