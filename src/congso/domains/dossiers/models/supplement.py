"""Requests to complete a dossier."""

from __future__ import annotations

from django.db import models

from congso.domains.dossiers.models.dossier import Dossier


class Supplement(models.Model):
    """A request to supplement (yêu cầu bổ sung, Mẫu 02): once, in writing, with everything that is missing.

    A second one needs a reason of its own, and more than one without a result counts as late (index 766, 2.1).
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplements")
    ordinal = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField(null=True)
    items = models.TextField()
    reason = models.TextField()
    repeat_reason = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True)
    answer_by = models.DateField(null=True)
    """Up to which day the applicant is asked to answer; no law sets it, so it is optional."""
    completed_at = models.DateTimeField(null=True)
    before_receipt = models.BooleanField(default=False)
    """Asked while the centre still checked what was sent in online: the clock had not begun, so it does not count."""
    promised_before = models.DateTimeField(null=True)
    promised_after = models.DateTimeField(null=True)

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["dossier", "ordinal"], name="supplement_once")]
