"""Check the signatures in documents that came over the exchange: afterwards, since it takes its time, and before a person looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from procrastinate.contrib.django import app

from congso.core.actors import Actor
from congso.domains.documents.models import Incoming
from congso.domains.documents.services.incoming_holding import judge_file
from congso.foundation.audit.writing import write_action
from congso.foundation.files.services import open_file

CHECK, CHECKING = "congso.check_arrivals", "checking"
"""The job, and the queue in which it waits."""
WAITING: list[dict[str, Any]] = [{"trust": "waiting"}]
"""What stands with a document until its signatures were looked at."""


def ask_checking(document_ids: Sequence[UUID]) -> None:
    """Inside the open action: have the signatures of these documents looked at after it."""
    app.configure_task(CHECK, queue=CHECKING).defer(document_ids=[str(each) for each in document_ids])


def check_arrivals(*, actor: Actor, document_ids: Sequence[UUID]) -> int:
    """Write down what the check of the signatures says, as of today; what was checked before stays. How many were checked."""
    rows = Incoming.objects.filter(pk__in=document_ids, findings=WAITING).select_related("document__file")
    judged = {row.pk: _judged(row) for row in rows}
    if not judged:
        return 0
    with write_action("documents.check_arrivals", actor=actor) as action:
        for row in Incoming.objects.select_for_update(no_key=True).filter(pk__in=judged, findings=WAITING):
            row.findings, remark = judged[row.pk]
            row.note = row.note or remark[:300]
            row.save(update_fields=["findings", "note"])
            action.record(("documents.document", row.pk), signatures=len(row.findings), remark=remark)
        if not action.entries:
            action.record(("documents.document", "*"), signatures=0)
    return len(judged)


def _judged(row: Incoming) -> tuple[list[dict[str, Any]], str]:
    if row.document.file is None:
        return [], ""
    with open_file(row.document.file) as stream:
        return judge_file(stream.read())
