"""What a connected system asks for one of its agencies."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.domains.axis.models.system import Member, System


class RegistrationState(models.TextChoices):
    """What was decided."""

    OPEN = "open", _("chờ duyệt")
    APPROVED = "approved", _("đã duyệt")
    REFUSED = "refused", _("từ chối")


class Registration(models.Model):
    """A system asks that an agency of its own take part (đề nghị tham gia trục); who runs the axis decides."""

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="registrations")
    code = models.CharField(max_length=35)
    written_code = models.CharField(max_length=40)
    """As the system wrote it, maybe in the form before 2020."""
    name = models.CharField(max_length=200)
    parent_code = models.CharField(max_length=35, blank=True)
    email = models.EmailField(blank=True)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=RegistrationState.choices, default=RegistrationState.OPEN)
    settled_at = models.DateTimeField(null=True)
    settled_by_name = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One open a code."""

        db_table = "axis_registration"
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["code"], condition=models.Q(state="open"), name="axis_registration_open")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
