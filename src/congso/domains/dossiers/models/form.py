"""Official forms issued for a dossier."""

from __future__ import annotations

from django.db import models

from congso.domains.dossiers.enums import FormCode
from congso.domains.dossiers.models.dossier import Dossier


class IssuedForm(models.Model):
    """A numbered form that was issued (phiếu, giấy theo mẫu): what it said that day, so that it prints the same for ever."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="forms", null=True)
    form = models.CharField(max_length=8, choices=FormCode)
    unit_id = models.BigIntegerField()
    number = models.CharField(max_length=40)
    issued_at = models.DateTimeField()
    issued_by = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
