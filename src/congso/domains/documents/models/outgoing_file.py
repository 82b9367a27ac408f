"""What goes with an outgoing document beside its own text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.documents.enums_outgoing import FileKind
from congso.domains.documents.models.outgoing import Outgoing
from congso.foundation.files.models import StoredFile


class OutgoingFile(models.Model):
    """Phụ lục, tệp kèm theo: words laid out behind the document in its own file, or a file of its own.

    A file put in place of another is a row of its own (``former``), so that what was there before is still there. ``prepared`` is an
    annex with the empty field for the agency's signature, made when the document is; ``file`` is the annex as signed.
    """

    outgoing = models.ForeignKey(Outgoing, on_delete=models.PROTECT, related_name="files")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=FileKind.choices)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    """Of an annex in the document's own file."""
    stored = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """As it was given."""
    name = models.CharField(max_length=200, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    former = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    """When it was taken away, or another came in its place."""
    prepared = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    field = models.JSONField(default=dict, blank=True)
    """Place of the signature field in ``prepared``."""
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=120)

    class Meta:
        """In the order of the document."""

        db_table = "documents_outgoing_file"
        ordering: ClassVar[list[str]] = ["position", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def current(self) -> StoredFile | None:
        """The file as far as it is: signed, prepared, or as given; none of an annex in the document's own file."""
        return self.file or self.prepared or self.stored
