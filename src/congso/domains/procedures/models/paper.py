"""Papers of a dossier."""

from __future__ import annotations

from django.db import models

from congso.domains.procedures.models.version import ProcedureVersion


class VersionPaper(models.Model):
    """A paper to hand in (thành phần hồ sơ), under the case in which it is needed.

    A row with neither originals nor copies is a note of the source, not a paper (``is_note``).
    """

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="papers")
    order = models.PositiveSmallIntegerField()
    case_label = models.TextField(blank=True)
    """Trường hợp: the heading of the group, empty for all cases."""
    name = models.TextField()
    originals = models.PositiveSmallIntegerField(null=True)
    copies = models.PositiveSmallIntegerField(null=True)
    """Bản chính, bản sao; empty where the source gives no figure."""
    is_note = models.BooleanField(default=False)
    form_file = models.CharField(max_length=200, blank=True)
    """Name of the form's file (mẫu đơn, tờ khai)."""

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="version_paper_order")]

    def __str__(self) -> str:
        return self.name
