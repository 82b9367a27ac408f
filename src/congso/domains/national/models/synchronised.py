"""What the portal knows of our dossiers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.dossiers.facade import Dossier


class SyncedDossier(models.Model):
    """A dossier that the portal has taken (hồ sơ đã đồng bộ): since when, and what it was told last."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, primary_key=True, related_name="synced")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    status_code = models.CharField(max_length=4)
    """The code (1–10) it was told last."""
    body_hash = models.CharField(max_length=64)
    """SHA-256 of what it was told last, so that the same is not told again."""

    class Meta:
        """Found by when."""

        db_table = "national_synced_dossier"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["last_at"], name="national_synced_last")]

    def __str__(self) -> str:
        return str(self.dossier_id)
