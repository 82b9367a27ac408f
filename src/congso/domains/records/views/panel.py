"""The panel on a document's page: the dossiers it lies in, and the box to put it into another one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from congso.domains.records.forms.dossiers import FileForm, dossier_choices
from congso.domains.records.policies import OPEN
from congso.domains.records.queries.dossiers import dossiers_of_document
from congso.foundation.web.requests import actor_of


def draw_panel(request: HttpRequest, document_id: UUID) -> SafeString | None:
    """The panel «Lưu vào hồ sơ»; nothing for somebody without dossiers."""
    actor = actor_of(request)
    present = dossiers_of_document(viewer=actor, document_id=document_id)
    if not present and not actor.may(OPEN):
        return None
    there = {str(each.pk) for each in present}
    choices = [each for each in dossier_choices(actor) if each[0] not in there]
    context = {"document_id": document_id, "dossiers": present, "form": FileForm(choices=choices), "has_choices": bool(choices)}
    return render_to_string("records/panel.html", context, request=request)
