"""What the applicant gets."""

from __future__ import annotations

from django.db import models

from congso.domains.procedures.models.version import ProcedureVersion


class VersionResult(models.Model):
    """A result (kết quả thực hiện) with its national code ``KQ.G15.000033`` where it has one."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="results")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40, blank=True)
    name = models.TextField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="version_result_order")]

    def __str__(self) -> str:
        return self.name
