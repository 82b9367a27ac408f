"""The panel on a document's page: the dossier that it decides."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from congso.domains.dossiers.queries.result_documents import dossier_of_document
from congso.foundation.web.requests import actor_of


def draw_panel(request: HttpRequest, document_id: UUID) -> SafeString | None:
    """The panel «Kết quả của hồ sơ một cửa»; nothing for a document that decides none."""
    dossier = dossier_of_document(viewer=actor_of(request), document_id=document_id)
    if dossier is None:
        return None
    return render_to_string("dossiers/result_panel.html", {"dossier": dossier}, request=request)
