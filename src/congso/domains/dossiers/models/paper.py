"""Papers of a dossier."""

from __future__ import annotations

from django.db import models

from congso.domains.dossiers.enums import PaperKind
from congso.domains.dossiers.models.dossier import Dossier
from congso.foundation.files.models import StoredFile


class DossierPaper(models.Model):
    """A paper that was handed in (thành phần hồ sơ): which, of what kind, how many."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    requirement_id = models.BigIntegerField(null=True)
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=2000)
    kind = models.PositiveSmallIntegerField(choices=PaperKind)
    quantity = models.PositiveSmallIntegerField(default=1)
    checked_source = models.CharField(max_length=40, blank=True)
    """Code of the national database it was compared with (MaCSDL), when somebody did (đã đối chiếu)."""
    checked_with = models.CharField(max_length=150, blank=True)
    """That database in words."""
    checked_at = models.DateTimeField(null=True)
    checked_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["order", "id"]


class PaperFile(models.Model):
    """A file of a dossier (tệp tin): a scan of a paper, or one that came electronically."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="files")
    paper = models.ForeignKey(DossierPaper, on_delete=models.PROTECT, related_name="files", null=True)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    added_by = models.BigIntegerField(null=True)
    reused = models.BooleanField(default=False)
    """Taken from what the applicant had given or got before (tái sử dụng: index 766, 4.3)."""

    class Meta:
        ordering = ["id"]
