"""What annexes and further files say, for the search and for the archive."""

from __future__ import annotations

from django.db import models

from congso.domains.documents.models.incoming import IncomingFile
from congso.domains.documents.models.long_keeping import LongKeeping
from congso.domains.documents.models.outgoing_file import OutgoingFile
from congso.foundation.files.models import StoredFile


class FileWords(models.Model):
    """The text layer of a file that goes with documents, read once whatever documents it goes with; empty for one without."""

    stored = models.OneToOneField(StoredFile, primary_key=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    read_at = models.DateTimeField()

    class Meta:
        db_table = "documents_file_words"


class LongKeptFile(models.Model):
    """A signed annex that was made to last together with its document: the file before and after."""

    keeping = models.ForeignKey(LongKeeping, on_delete=models.PROTECT, related_name="files")
    outgoing_file = models.ForeignKey(OutgoingFile, null=True, on_delete=models.PROTECT, related_name="+")
    incoming_file = models.ForeignKey(IncomingFile, null=True, on_delete=models.PROTECT, related_name="+")
    former = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    holds_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "documents_long_kept_file"
