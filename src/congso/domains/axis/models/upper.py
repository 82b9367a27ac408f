"""The axis above, and who is reached over it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Upper(models.Model):
    """An axis above this one (trục cấp trên), at which this one is connected as a system for all its agencies."""

    name = models.CharField(max_length=200)
    base_url = models.URLField()
    system_id = models.CharField(max_length=60)
    """As what the axis above knows this one."""
    secret = models.BinaryField()
    """Sealed."""
    prefixes = ArrayField(models.CharField(max_length=35), default=list, blank=True)
    """Beginnings of codes that are reached there although its list does not name them: ``G09``, or ``G`` for all ministries."""
    must_sign = models.BooleanField(default=True)
    """Whether what comes down must be signed."""
    allow_sha1 = models.BooleanField(default=False)
    poll_seconds = models.PositiveSmallIntegerField(default=30)
    added_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    directory_at = models.DateTimeField(null=True)
    """When its list of agencies was fetched last."""
    heard_at = models.DateTimeField(null=True)
    """When it answered last."""
    trouble = models.CharField(max_length=300, blank=True)
    """What went wrong when it was asked last."""

    class Meta:
        """One open connection with an axis under a name."""

        db_table = "axis_upper"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["base_url", "system_id"], condition=models.Q(closed_at=None), name="axis_upper_once")
        ]

    def __str__(self) -> str:
        return self.name


class Beyond(models.Model):
    """An agency that does not take part here but is reached over the axis above, as that one lists it."""

    upper = models.ForeignKey(Upper, on_delete=models.PROTECT, related_name="agencies")
    code = models.CharField(max_length=35)
    name = models.CharField(max_length=200)
    parent_code = models.CharField(max_length=35, blank=True)
    email = models.CharField(max_length=254, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor_code = models.CharField(max_length=35, blank=True)
    locked_reason = models.CharField(max_length=200, blank=True)
    certificates = ArrayField(models.CharField(max_length=64), default=list)
    """SHA-256 of the certificates with which its system signs."""

    class Meta:
        """Each code once an axis."""

        db_table = "axis_beyond"
        ordering: ClassVar[list[str]] = ["code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["upper", "code"], name="axis_beyond_once")]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["code"], name="axis_beyond_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
