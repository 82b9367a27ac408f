"""The exchange on the page of a document: how it fares at each receiver, or what we reported and what its sender asks."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from congso.domains.exchange.heading import lines_of
from congso.domains.exchange.queries import failed_at, has_travelled, headings, journeys, own_reports
from congso.domains.tasks.facade import task_with_number
from congso.foundation.edxml.facade import StatusCode
from congso.foundation.web.requests import actor_of


def document_panel(request: HttpRequest, document_id: UUID) -> SafeString | None:
    """Nothing for a document that neither left nor came over the axis."""
    if not has_travelled(document_id=document_id):
        return None
    viewer = actor_of(request)
    ways, reports = journeys(document_id=document_id), own_reports(document_id=document_id)
    told = list(dict.fromkeys(line for each in headings(document_id=document_id) for line in lines_of(each.said)))
    if not ways and not reports and not told:
        return None
    labels = {str(code): code.label for code in StatusCode}
    context = {
        "document_id": document_id, "failed": failed_at(viewer=viewer, document_id=document_id),
        "journeys": [(each, [(note, labels.get(note.status, note.status)) for note in each.notes]) for each in ways],
        "reports": [(note, labels.get(note.status, note.status)) for note in reports],
        "told": [(line, _task_url(request, line.task)) for line in told],
    }  # fmt: skip
    return render_to_string("exchange/panel.html", context, request=request)


def _task_url(request: HttpRequest, code: str) -> str:
    """The page of the task with this code, where it is one that the viewer may see."""
    task = task_with_number(viewer=actor_of(request), number=code) if code else None
    return reverse("tasks:page", args=[task.pk]) if task else ""
