"""The box on a document's page where the kept copy is asked for."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


def draw_panel(request: HttpRequest, document_id: UUID) -> SafeString | None:
    """A link to ask for the copy; whoever sees the document may ask."""
    return render_to_string("documents/reg_panel.html", {"document_id": document_id}, request=request)
