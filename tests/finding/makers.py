"""Documents to find in the small province's ward."""

from __future__ import annotations

from typing import Any

from congso.core.actors import Actor
from congso.domains.documents.finding import asked_from
from congso.domains.documents.models import Document
from congso.domains.documents.queries_finding import Found, find_documents
from congso.domains.documents.services.outgoing import DraftIn, start_draft
from congso.domains.dossiers.tests.makers import Office


def find(viewer: Actor, text: str = "", after: str = "", **boxes: Any) -> Found:
    """Search as somebody."""
    return find_documents(viewer=viewer, asked=asked_from({"text": text, **boxes}), after=after)


def subjects(viewer: Actor, text: str = "", **boxes: Any) -> list[str]:
    """Subjects of what somebody finds, in their order."""
    return [hit.line.subject for hit in find(viewer, text, **boxes).hits]


def draft(office: Office, subject: str, *, who: str = "chuyenvien", **changes: Any) -> Document:
    """A decision that an official of the ward is drafting."""
    return start_draft(actor=office.actor(who), draft=DraftIn(**({"type_code": "QĐ", "subject": subject} | changes)))


def counts(found: Found, facet: str) -> dict[str, int]:
    """The values of a filter with their counts."""
    return {each.value: each.count for each in found.facets[facet]}
