"""What the search of documents stands on, and the searches people keep."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from congso.core.ids import uuid7
from congso.domains.documents.enums import Direction, Urgency
from congso.domains.documents.models.document import Document


class SearchEntry(models.Model):
    """A document as the search finds it: its words without tones, its marks, and who may have to do with it.

    Written anew by the services that change a document (``indexing.keep_entry``). The marks only narrow the search down;
    whether the viewer may see a document is asked of the document itself each time.
    """

    document = models.OneToOneField(
        Document, primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    agency_id = models.BigIntegerField()
    direction = models.CharField(max_length=3, choices=Direction.choices)
    type_code = models.CharField(max_length=10, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    unit_id = models.BigIntegerField(null=True)
    """The unit that drafted it, or the one that works on it (chủ trì)."""
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.NORMAL)
    day = models.DateField()
    """Its own day; before it has one, the day it was begun or came."""
    words = SearchVectorField()

    class Meta:
        """Found by words and marks together, in one pass over one index (ADR 0015)."""

        db_table = "documents_entry"
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["words"], name="document_entry_words", gin_pending_list_limit=512)
        ]

    def __str__(self) -> str:
        return str(self.document_id)


class SavedSearch(models.Model):
    """A search somebody keeps under a name (tìm kiếm đã lưu), for themselves or for their unit as well."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account_id = models.BigIntegerField()
    name = models.CharField(max_length=100)
    asked: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """The boxes as they were filled."""
    unit_id = models.BigIntegerField(null=True)
    """The unit whose people see it too; each finds by it what they may see themselves."""
    notify = models.BooleanField(default=False)
    """Whether its owner is told each day of documents that are new in it."""
    created_at = models.DateTimeField()

    class Meta:
        """A name once a person."""

        db_table = "documents_saved_search"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account_id", "name"], name="saved_search_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["unit_id"], name="saved_search_of_unit", condition=models.Q(unit_id__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.name


class SavedHit(models.Model):
    """A document of which the owner of a saved search was told; told once."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="hits")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Each once."""

        db_table = "documents_saved_hit"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["search", "document"], name="saved_hit_once")
        ]

    def __str__(self) -> str:
        return f"{self.search_id} {self.document_id}"
