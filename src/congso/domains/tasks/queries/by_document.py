"""The tasks that come from a document, or whose result it is."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import Actor
from congso.domains.tasks.enums import LinkKind
from congso.domains.tasks.models import Task, TaskDocument
from congso.domains.tasks.policies import visible_to
from congso.domains.tasks.queries.listing import Row, row_of, with_counts


def number_of_task_with_result(document_id: UUID) -> str:
    """The number of the task whose result a document is, the first given; empty where it is none's. Rights are the caller's."""
    found = TaskDocument.objects.filter(document_id=document_id, kind=LinkKind.RESULT).order_by("pk").values_list("task__number", flat=True).first()
    return str(found or "")


def task_with_number(*, viewer: Actor, number: str) -> Task | None:
    """The task with this number that the viewer may see, the latest of them."""
    return Task.objects.filter(visible_to(viewer), number__iexact=number.strip()).order_by("-pk").first() if number.strip() else None


def tasks_of_document(*, viewer: Actor, document_id: UUID) -> list[tuple[str, Row]]:
    """Pairs of what the document is for the task, and the task, that the viewer may see; due first; two queries."""
    kinds = dict(TaskDocument.objects.filter(document_id=document_id).values_list("task_id", "kind"))
    if not kinds:
        return []
    rows = with_counts(Task.objects.filter(visible_to(viewer), pk__in=kinds)).order_by("due_at", "pk")
    return [(str(LinkKind(kinds[task.pk]).label), row_of(task)) for task in rows]
