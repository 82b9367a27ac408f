"""Tables of official documents."""

from congso.domains.documents.models.document import Document
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
from congso.domains.documents.models.relation import Relation

__all__ = [
    "Assignment", "Channel", "Document", "HeldArrival", "Incoming", "IncomingFile", "Instruction", "Level", "Phrase", "Relation",
    "Role", "SecrecyGrade", "SecretStub",
]  # fmt: skip
