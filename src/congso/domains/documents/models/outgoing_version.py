"""What a draft said before, and what was said about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.documents.models.outgoing import Outgoing


class DraftVersion(models.Model):
    """A state of a draft (phiên bản dự thảo): every saved change, never changed itself."""

    outgoing = models.ForeignKey(Outgoing, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    content = models.JSONField()

    class Meta:
        """In order."""

        db_table = "documents_draftversion"
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["outgoing", "number"], name="draft_version_once")
        ]

    def __str__(self) -> str:
        return f"v{self.number}"


class Comment(models.Model):
    """A remark on a version (góp ý), until it is settled."""

    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="comments")
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    text = models.TextField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        """Oldest first."""

        db_table = "documents_comment"
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:60]
