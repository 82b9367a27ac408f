"""Parts that the search puts on other pages: the family and the words of a document, documents beside the search of cases."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from congso.domains.documents import machine_text
from congso.domains.documents.family import family_of
from congso.domains.documents.finding import Asked
from congso.domains.documents.models import Document
from congso.domains.documents.queries_finding import by_number
from congso.foundation.web.requests import actor_of

SHOWN = 4_000


def family(request: HttpRequest, subject_id: UUID) -> SafeString | None:
    """The nearest of a document's family; nothing when it stands alone."""
    found = family_of(viewer=actor_of(request), document_id=subject_id)
    return None if found.is_alone else render_to_string("documents/family_panel.html", {"family": found}, request)


def words(request: HttpRequest, subject_id: UUID) -> SafeString | None:
    """What a machine read of a scan, or why nothing was; nothing where the document has words of its own."""
    row = Document.objects.filter(pk=subject_id, file__isnull=False).values("text", "text_by_machine", "file__media_type").first()
    if row is None or (row["text"] and not row["text_by_machine"]):
        return None
    if not row["file__media_type"].startswith(("application/pdf", "image/")):
        return None
    context = {
        "text": row["text"][:SHOWN], "is_cut": len(row["text"]) > SHOWN, "tried": row["text_by_machine"],
        "is_available": machine_text.is_available(),
    }  # fmt: skip
    return render_to_string("documents/machine_text_panel.html", context, request)


def beside_cases(request: HttpRequest, subject_id: UUID) -> SafeString | None:
    """On the search of cases: documents with that number, and the way to search all of them."""
    del subject_id
    text = request.GET.get("q", "")[:100]
    asked = Asked(text=text)
    if not asked.words:
        return None
    lines = by_number(viewer=actor_of(request), asked=asked) if asked.key else []
    return render_to_string("documents/found_beside.html", {"lines": lines, "text": text}, request)
