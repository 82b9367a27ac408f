"""Read documents that carry no words by machine; their files are not touched."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents import machine_text, text_layer
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.models import Document
from congso.foundation.audit.writing import write_action
from congso.foundation.files.services import open_file

AT_NIGHT = 300


def ask_reading(document: Document) -> None:
    """Inside the open action: have the document read after it, when it has a file and no words of its own."""
    if document.file_id and (document.text_by_machine or not document.text) and machine_text.is_available():
        app.configure_task(machine_text.READ_DOCUMENT, queue=machine_text.READING).defer(document_id=str(document.pk))


def unread_documents() -> list[UUID]:
    """Documents with a file, without words, that nobody tried to read yet; the newest first."""
    rows = Document.objects.filter(text="", text_by_machine=False, file__isnull=False)
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:AT_NIGHT])


def read_by_machine(*, actor: Actor, document_id: UUID) -> Document:
    """Keep the words of a document: of its text layer, else read from its pictures, so that it is found by them.

    The file stays as it is; words it has of its own are not replaced. Raises NotVisible for no such document.
    """
    looked = Document.objects.select_related("file").filter(pk=document_id).first()
    text, by_machine = _words_in(looked) if looked is not None else ("", False)
    with write_action("documents.read_by_machine", actor=actor) as action:
        document = Document.objects.select_for_update(no_key=True).filter(pk=document_id).first()
        if looked is None or document is None:
            raise NotVisible
        is_same = document.file_id == looked.file_id and (document.text_by_machine or not document.text)
        if is_same and machine_text.is_available():
            document.text, document.text_by_machine = text, by_machine
            document.save(update_fields=["text", "text_by_machine"])
            keep_entry(document)
        action.record(document, letters=len(text), by_machine=by_machine, kept=is_same)
    return document


def _words_in(document: Document) -> tuple[str, bool]:
    """The words, and whether a machine read them; outside of any transaction, since it takes its time."""
    if document.file is None or (document.text and not document.text_by_machine):
        return document.text, document.text_by_machine
    with open_file(document.file) as stream:
        content = stream.read()
    own = text_layer.text_of(content)
    return (own, False) if text_layer.has_words(content, own) else (machine_text.read_all(content) or own, True)
