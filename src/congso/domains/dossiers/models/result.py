"""What comes out of a dossier, and what it costs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.dossiers.models.dossier import Dossier
from congso.foundation.files.models import StoredFile


class DossierResult(models.Model):
    """The result of a dossier (kết quả giải quyết): proposed by the officer, approved by the leader."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="result")
    name = models.CharField(max_length=500)
    code = models.CharField(max_length=30, blank=True)
    number = models.CharField(max_length=60, blank=True)
    summary = models.TextField(blank=True)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    proposed_by = models.BigIntegerField(null=True)
    approved_by = models.BigIntegerField(null=True)
    approved_by_name = models.CharField(max_length=120, blank=True)
    approved_by_title = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)
    valid_until = models.DateField(null=True)
    """Last day on which the result holds (có giá trị đến hết ngày); NULL: no end, or not known."""
    verify_token = models.CharField(max_length=24, null=True, unique=True)
    """Opens the public page that verifies it (trang xác minh); given with the approval."""
    document_id = models.UUIDField(null=True)
    """The official document that it is, once that was issued; NULL for what was approved by the dossier's own steps."""
    issued_on = models.DateField(null=True)
    """The day printed on that document."""
    issuer_name = models.CharField(max_length=200, blank=True, default="")
    """The agency that issued it, when it is not the dossier's own: an agency above replaced what was decided."""

    class Meta:
        """Found by its document."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["document_id"], name="result_document", condition=models.Q(document_id__isnull=False))
        ]


class DossierFee(models.Model):
    """A fee of a dossier (phí, lệ phí), in đồng."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="fees")
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, blank=True)
    amount = models.BigIntegerField()
    collected_when = models.PositiveSmallIntegerField(default=1)
    """HinhThucThu: 1 at intake, 2 at supplement, 4 at return."""
    paid_at = models.DateTimeField(null=True)
    refunded_at = models.DateTimeField(null=True)
    """When all of what was paid was given back by a decision; it is not asked for again."""

    class Meta:
        ordering = ["id"]
