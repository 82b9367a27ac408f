"""What a document of ours answers: the messages that brought it, and the task it reports on."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from congso.domains.documents.facade import Document
from congso.domains.exchange.models import Kind, Message, Way
from congso.domains.tasks.facade import number_of_task_with_result

REPORT_TYPE = "BC"


def answered_messages(document_ids: Sequence[UUID]) -> list[Message]:
    """The messages that brought these documents; no statement for none."""
    if not document_ids:
        return []
    return list(Message.objects.filter(way=Way.IN, kind=Kind.DOCUMENT, document_id__in=document_ids).only("said", "document_id").order_by("pk"))


def task_code_of(document: Document, answered: Sequence[Message], *, answers: bool) -> str:
    """TaskCode: the code the sender of what is answered gave, else the number of the task whose result a report or an answer is."""
    told = next((each.said["task"] for each in answered if each.said.get("task")), "")
    if told or not (answers or document.type_code == REPORT_TYPE):
        return str(told)
    return number_of_task_with_result(document.pk)
