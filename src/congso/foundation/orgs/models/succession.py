"""Which unit follows which."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.foundation.orgs.models.unit import Unit


class SuccessionKind(models.TextChoices):
    """How one unit followed another."""

    MERGE = "merge", _("Sáp nhập")
    SPLIT = "split", _("Chia, tách")
    RENAME = "rename", _("Đổi tên, kế thừa nguyên trạng")
    DISSOLVE = "dissolve", _("Giải thể, chuyển nhiệm vụ")


class Succession(models.Model):
    """``successor`` took over from ``predecessor`` on a day (kế thừa khi sắp xếp đơn vị)."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inheritances")
    on = models.DateField()
    kind = models.CharField(max_length=8, choices=SuccessionKind)
    is_main = models.BooleanField(default=True)
    """The successor that takes open work when there are several."""
    legal_basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once")]
