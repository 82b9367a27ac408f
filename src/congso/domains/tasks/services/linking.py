"""Documents of a task: what it comes from, what came of it."""

from __future__ import annotations

import re
from uuid import UUID

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.documents.facade import DocumentLine, document_lines, documents_of_number
from congso.domains.tasks.enums import LinkKind
from congso.domains.tasks.errors import DocumentNotFound, DocumentUnclear
from congso.domains.tasks.models import Task, TaskDocument
from congso.domains.tasks.policies import is_giver, require_doer
from congso.domains.tasks.services.common import lock_task
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.services import Happening, note_event, require_open

_KEY = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def link_document(*, actor: Actor, task_id: UUID, seen_seq: int | None, number: str, kind: str = LinkKind.RESULT) -> TaskDocument:
    """Name the document that is a task's result, or a further one it comes from (gắn văn bản).

    Raises NotVisible, NotTheDoer, DocumentNotFound, DocumentUnclear, CaseClosed, CaseMoved.
    """
    with write_action("tasks.link_document", actor=actor) as action:
        task = lock_task(action, task_id, seen_seq)
        if not is_giver(actor, task):
            require_doer(actor, task)
        require_open(task.case)
        row = attach_document(action, task, number, LinkKind(kind))
        note_event(action, task.case, Happening("linked", data={"document": str(row.document_id), "kind": kind}))
        action.record(task, number=task.number, document=row.document_id, kind=kind)
    return row


def attach_document(action: WriteAction, task: Task, number: str, kind: LinkKind) -> TaskDocument:
    """Put a document to a task inside the open action; the same twice stays one."""
    line = find_document(action.actor, number)
    row, _made = TaskDocument.objects.get_or_create(
        task=task, document_id=line.id, kind=kind, defaults={"at": action.at, "by_name": action.actor.name}
    )
    return row


def find_document(viewer: Actor, written: str) -> DocumentLine:
    """The document of a number, or of the address of its page; raises DocumentNotFound, DocumentUnclear."""
    words = nfc(written, collapse=True)
    key = _KEY.search(words)
    if key:
        found = list(document_lines(viewer=viewer, ids=[UUID(key.group())]).values())
    else:
        found = documents_of_number(viewer=viewer, number=words)
    if not found:
        raise DocumentNotFound(field="result", number=words)
    if len(found) > 1:
        raise DocumentUnclear(field="result", number=words)
    return found[0]


def document_of_address(viewer: Actor, key: str) -> DocumentLine | None:
    """The document from whose page a task is being given; raises NotVisible when the viewer may not know of it."""
    if not _KEY.fullmatch(key):
        return None
    found = document_lines(viewer=viewer, ids=[UUID(key)]).get(UUID(key))
    if found is None:
        raise NotVisible
    return found
