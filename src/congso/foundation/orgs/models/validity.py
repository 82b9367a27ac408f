"""Names and places of units, each with its dates."""

from __future__ import annotations

from django.db import models

from congso.foundation.orgs.models.unit import Unit


class Dated(models.Model):
    """Holds from ``valid_from`` until the day before ``valid_to`` (open: until further notice)."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class UnitName(Dated):
    """A name that a unit bears for a time (tên đơn vị)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "valid_from"], name="unit_name_one_start")]


class UnitParent(Dated):
    """The unit above, for a time (đơn vị cấp trên trực tiếp)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="children")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "valid_from"], name="unit_parent_one_start")]
