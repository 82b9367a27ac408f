"""What dossiers sent in by the portal bring along."""

from __future__ import annotations

from django.db import models

from congso.domains.dossiers.models.dossier import Dossier


class FilledForm(models.Model):
    """The electronic form that an applicant filled in (tờ khai điện tử), with the version it was filled in on.

    A form made from the list of papers has no version; then its description stands here.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, primary_key=True, related_name="filled_form")
    title = models.CharField(max_length=500)
    form_version_id = models.BigIntegerField(null=True)
    definition = models.JSONField(null=True)
    answers = models.JSONField(default=dict)


class CheckRule(models.Model):
    """Within how many working hours a centre checks what came in online (thời hạn kiểm tra hồ sơ trực tuyến)."""

    valid_from = models.DateField(unique=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    citation = models.CharField(max_length=200)

    class Meta:
        ordering = ["-valid_from"]
