"""Documents that are signed by hand."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.documents.models.copy import CertifiedCopy
from congso.domains.documents.models.outgoing import Outgoing
from congso.foundation.files.models import StoredFile


class PaperSigning(models.Model):
    """Ký giấy: a document that is signed and stamped on paper; the row is there as long as that is so.

    Approved by who signs it, numbered and printed by the registry, signed by hand, scanned. ``scan`` is the office's copy as it was
    scanned; ``copy`` the agency's signed electronic copy of it (sao y), made only when it is to go out electronically.
    """

    outgoing = models.OneToOneField(Outgoing, primary_key=True, on_delete=models.PROTECT, related_name="on_paper")
    marked_at = models.DateTimeField()
    marked_by_name = models.CharField(max_length=120)
    approved_at = models.DateTimeField(null=True)
    approved_by_name = models.CharField(max_length=120, blank=True)
    numbered_at = models.DateTimeField(null=True)
    signed_on = models.DateField(null=True)
    """The day it was signed by hand."""
    scan = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    scanned_at = models.DateTimeField(null=True)
    scanned_by_name = models.CharField(max_length=120, blank=True)
    copy = models.OneToOneField(CertifiedCopy, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "documents_paper_signing"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(scan=None) | models.Q(numbered_at__isnull=False, signed_on__isnull=False, approved_at__isnull=False),
                name="paper_is_numbered_before_scanned",
            )
        ]

    def __str__(self) -> str:
        return str(self.outgoing_id)
