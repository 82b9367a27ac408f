"""Positions and who occupies them when."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from congso.foundation.orgs.models import Unit
from congso.foundation.people.models.role import Role


class Position(models.Model):
    """A seat in a unit (vị trí việc làm, chức danh) with the rights of its role."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="positions")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="positions")
    title = models.CharField(max_length=150)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Appointment(models.Model):
    """A person occupies a position for a time (bổ nhiệm, phân công)."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="appointments")
    is_main = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "valid_from"], name="appointment_account")]
