"""Tasks on the pages of other rooms: of the document from which they come, of what today brings."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from congso.domains.tasks.policies import GIVE
from congso.domains.tasks.queries.by_document import tasks_of_document
from congso.domains.tasks.queries.figures import leader_counts
from congso.foundation.web.requests import actor_of


def today_panel(request: HttpRequest, _today: UUID) -> SafeString | None:
    """On the page of what today brings: tasks one gave or follows that are due, late, to be judged; nothing without any."""
    counts = leader_counts(viewer=actor_of(request))
    if not any((counts.due_today, counts.late, counts.to_judge, counts.wishes)):
        return None
    return render_to_string("tasks/today_panel.html", {"counts": counts}, request=request)


def document_panel(request: HttpRequest, document_id: UUID) -> SafeString | None:
    """The tasks of a document, and the button for whoever may give one; nothing when there is neither."""
    viewer = actor_of(request)
    rows = tasks_of_document(viewer=viewer, document_id=document_id)
    if not rows and not viewer.may(GIVE):
        return None
    context = {"rows": rows, "may_give": viewer.may(GIVE), "document_id": document_id}
    return render_to_string("tasks/panel.html", context, request=request)
