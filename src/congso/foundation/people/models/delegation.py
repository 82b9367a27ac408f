"""Work done for somebody else."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DelegationKind(models.TextChoices):
    """Why somebody acts for another."""

    DELEGATION = "delegation", _("Ủy quyền")
    ABSENCE = "absence", _("Trực thay khi vắng mặt")


class Delegation(models.Model):
    """``to_account`` holds the seats of ``from_account`` from one day to another (ủy quyền, trực thay)."""

    from_account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations_given")
    to_account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations_held")
    kind = models.CharField(max_length=10, choices=DelegationKind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    """The last day on which it holds."""
    reason = models.CharField(max_length=300)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="delegation_dates_in_order"),
            models.CheckConstraint(
                condition=~models.Q(from_account=models.F("to_account")), name="delegation_to_somebody_else"
            ),
        ]
