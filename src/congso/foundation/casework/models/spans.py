"""Pauses and extensions of a case's time limit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.foundation.casework.models.case import Case


class PauseKind(models.TextChoices):
    """Why the clock stands."""

    SUPPLEMENT = "supplement", _("Chờ bổ sung hồ sơ")
    PAYMENT = "payment", _("Chờ thực hiện nghĩa vụ tài chính")
    OTHER = "other", _("Lý do khác theo quy định")


class CasePause(models.Model):
    """A time that does not count (tạm dừng tính thời hạn)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pauses")
    kind = models.CharField(max_length=10, choices=PauseKind)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField()

    class Meta:
        ordering = ["started_at"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(ended_at__isnull=True), name="case_one_open_pause")
        ]


class CaseExtension(models.Model):
    """A new promise (gia hạn): the time limit was made longer, with the reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extensions")
    at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    previous_due_at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ["at"]
