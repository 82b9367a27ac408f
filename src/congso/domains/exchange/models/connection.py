"""To which axis we are connected, and who is reached there."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Form(models.TextChoices):
    """How an axis is spoken to."""

    PROVINCIAL = "lgsp", _("Trục của tỉnh (X-SystemId, X-SecretKey)")
    NATIONAL = "vxp", _("Trục liên thông quốc gia (chữ ký HMAC)")


class Connection(models.Model):
    """A connection to an axis (kết nối trục liên thông)."""

    name = models.CharField(max_length=200)
    form = models.CharField(max_length=10, choices=Form.choices)
    base_url = models.URLField()
    system_id = models.CharField(max_length=60)
    secret = models.BinaryField()
    """Sealed."""
    key_name = models.CharField(max_length=60, blank=True)
    """The key file of this installation that signs what is sent; empty: messages leave unsigned."""
    use_sha1 = models.BooleanField(default=False)
    """Sign over SHA-1, because the other side reads nothing newer."""
    accept_sha1 = models.BooleanField(default=False)
    accept_unsigned = models.BooleanField(default=False)
    is_strict = models.BooleanField(default=False)
    """Refuse messages that are only nearly of the standard, instead of reading them with a remark."""
    poll_seconds = models.PositiveSmallIntegerField(default=5)
    added_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    directory_at = models.DateTimeField(null=True)
    """When the list of agencies was fetched last."""
    heard_at = models.DateTimeField(null=True)
    """When the axis answered last."""
    trouble = models.CharField(max_length=300, blank=True)
    """What it said when it was asked last and did not answer as it should."""

    class Meta:
        """One open connection with an axis under a system's name."""

        db_table = "exchange_connection"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["base_url", "system_id"], condition=models.Q(closed_at=None), name="exchange_connection_once")
        ]

    def __str__(self) -> str:
        return self.name


class Correspondent(models.Model):
    """An agency outside that is reached over a connection (đơn vị liên thông), as the axis lists it."""

    connection = models.ForeignKey(Connection, on_delete=models.PROTECT, related_name="correspondents")
    code = models.CharField(max_length=35)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    """Folded, for the search."""
    parent_code = models.CharField(max_length=35, blank=True)
    email = models.CharField(max_length=254, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor_code = models.CharField(max_length=35, blank=True)
    locked_reason = models.CharField(max_length=200, blank=True)
    certificates = ArrayField(models.CharField(max_length=64), default=list)
    """SHA-256 of the certificates with which its system signs."""
    seen_at = models.DateTimeField()

    class Meta:
        """Each code once a connection."""

        db_table = "exchange_correspondent"
        ordering: ClassVar[list[str]] = ["code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["connection", "code"], name="exchange_correspondent_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["code"], name="exchange_correspondent_code")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
