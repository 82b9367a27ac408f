"""Read the text layers of annexes and further files, so that their document is found by what they say; the files are not touched."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef
from procrastinate.contrib.django import app

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.documents import text_layer
from congso.domains.documents.indexing import keep_entry
from congso.domains.documents.models import Document, FileWords, IncomingFile, OutgoingFile
from congso.foundation.audit.writing import write_action
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file

READ_FILES, READING = "congso.read_further_files", "reading"
AT_NIGHT = 300


def ask_reading_files(document_id: UUID) -> None:
    """Inside the open action: have the files that go with a document read after it."""
    app.configure_task(READ_FILES, queue=READING).defer(document_id=str(document_id))


def unread(document_id: UUID) -> list[StoredFile]:
    """Files that go with a document now and were not read yet."""
    known = FileWords.objects.filter(pk=OuterRef("stored_id"))
    coming = IncomingFile.objects.filter(~Exists(known), incoming_id=document_id).values("stored_id")
    going = OutgoingFile.objects.filter(~Exists(known), outgoing_id=document_id, removed_at=None, stored__isnull=False).values("stored_id")
    return list(StoredFile.objects.filter(pk__in=coming) | StoredFile.objects.filter(pk__in=going))


def documents_with_unread_files() -> list[UUID]:
    """Documents whose files wait to be read: from before this, or whose job broke off; the newest first."""
    known = FileWords.objects.filter(pk=OuterRef("stored_id"))
    coming = IncomingFile.objects.filter(~Exists(known)).order_by("-pk").values_list("incoming_id", flat=True)[:AT_NIGHT]
    going = OutgoingFile.objects.filter(~Exists(known), removed_at=None, stored__isnull=False).order_by("-pk").values_list("outgoing_id", flat=True)
    return list(dict.fromkeys([*coming, *going[:AT_NIGHT]]))


def read_files_of(*, actor: Actor, document_id: UUID) -> int:
    """Keep the words of a document's further files and write its entry anew; how many were read. Nothing for no such document."""
    found = [(stored, _words(stored)) for stored in unread(document_id)]
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        return 0
    with write_action("documents.read_files", actor=actor) as action:
        rows = [FileWords(stored=stored, text=text, read_at=clock.now()) for stored, text in found]
        FileWords.objects.bulk_create(rows, ignore_conflicts=True)
        keep_entry(Document.objects.select_for_update(no_key=True).get(pk=document_id))
        action.record(document, files=len(rows), letters=sum(len(text) for _stored, text in found))
    return len(found)


def _words(stored: StoredFile) -> str:
    """Outside of any transaction, since a program is asked."""
    with open_file(stored) as stream:
        return text_layer.text_of(stream.read())


def defer_for(document_ids: Iterable[UUID]) -> None:
    """A job for each."""
    for document_id in document_ids:
        ask_reading_files(document_id)
