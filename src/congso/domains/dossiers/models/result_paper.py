"""Papers beside the valid result of a dossier: what it was before, and what corrects it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.dossiers.enums import PaperStanding
from congso.domains.dossiers.models.dossier import Dossier
from congso.foundation.files.models import StoredFile


class ResultPaper(models.Model):
    """A paper that was a dossier's result and is no more (bị thay thế, thu hồi), or amends or corrects it; never changed.

    A former result keeps its file and the token of its verification page, which says that it no longer holds.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="result_papers")
    standing = models.CharField(max_length=8, choices=PaperStanding)
    document_id = models.UUIDField()
    name = models.CharField(max_length=500)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    approved_by_name = models.CharField(max_length=120, blank=True)
    approved_by_title = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)
    valid_until = models.DateField(null=True)
    verify_token = models.CharField(max_length=24, null=True, unique=True)
    noted_at = models.DateTimeField()
    """When it was replaced or recalled, or came to the dossier."""
    other_number = models.CharField(max_length=60, blank=True)
    """Of a former result: the document that replaced or recalled it. Of a correction: the result that it is about."""
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        """The newest first; each document once in each standing."""

        ordering: ClassVar[list[str]] = ["-noted_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document_id", "dossier", "standing"], name="result_paper_once")
        ]

    def __str__(self) -> str:
        return self.number or self.name

    @property
    def is_former(self) -> bool:
        """Whether it was the result and no longer holds."""
        return self.standing in {PaperStanding.REPLACED, PaperStanding.RECALLED}
