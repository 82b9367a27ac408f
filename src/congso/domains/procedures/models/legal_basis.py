"""On which law a procedure rests."""

from __future__ import annotations

from django.db import models

from congso.domains.procedures.models.version import ProcedureVersion


class VersionLegalBasis(models.Model):
    """A legal basis (căn cứ pháp lý): number and title, split from the source's run-together text by rule."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="legal_bases")
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=60, blank=True)
    title = models.TextField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="version_legal_basis_order")]

    def __str__(self) -> str:
        return self.number or self.title
