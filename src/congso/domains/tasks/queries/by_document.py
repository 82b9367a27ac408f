"""The tasks that come from a document, or whose result it is."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import Actor
from congso.domains.tasks.enums import LinkKind
from congso.domains.tasks.models import Task, TaskDocument
from congso.domains.tasks.policies import visible_to
from congso.domains.tasks.queries.listing import Row, row_of, with_counts


def tasks_of_document(*, viewer: Actor, document_id: UUID) -> list[tuple[str, Row]]:
    """Pairs of what the document is for the task, and the task, that the viewer may see; due first; two queries."""
    kinds = dict(TaskDocument.objects.filter(document_id=document_id).values_list("task_id", "kind"))
    if not kinds:
        return []
    rows = with_counts(Task.objects.filter(visible_to(viewer), pk__in=kinds)).order_by("due_at", "pk")
    return [(str(LinkKind(kinds[task.pk]).label), row_of(task)) for task in rows]
