"""Who opened a dossier."""

from __future__ import annotations

from django.db import models


class DossierView(models.Model):
    """An official opened a dossier on a day (xem hồ sơ): one row a person, dossier and day; the audit log says the rest."""

    dossier_id = models.UUIDField()
    account_id = models.BigIntegerField()
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier_id", "account_id", "day"], name="dossier_view_once_a_day"
            )
        ]
