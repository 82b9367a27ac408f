"""Tables of official documents."""

from congso.domains.documents.models.document import Document
from congso.domains.documents.models.relation import Relation

__all__ = ["Document", "Relation"]
