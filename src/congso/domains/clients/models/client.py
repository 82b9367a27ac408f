"""A program of somebody else, what it may ask of which agency, its keys for a while, how often it asked."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a program may ask of an agency."""

    DOSSIERS = "dossiers:read", _("Đọc hồ sơ, không có dữ liệu của người nộp")
    PEOPLE = "dossiers:people", _("Đọc cả tên, số định danh, liên hệ của người nộp hồ sơ")
    DOCUMENTS = "documents:read", _("Đọc sổ văn bản đến, đi và tệp văn bản")
    STATISTICS = "statistics:read", _("Đọc số liệu giải quyết hồ sơ")
    SUBMIT = "dossiers:submit", _("Nộp hồ sơ thay người dân, doanh nghiệp đã xác thực ở ứng dụng")
    WEBHOOKS = "webhooks:write", _("Đăng ký nhận tin khi có việc mới")


class Client(models.Model):
    """A program that asks (ứng dụng kết nối), in whose name and for what purpose."""

    client_id = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=300)
    """Why it reads (mục đích): stands in the log with everything that shows a person."""
    contact = models.CharField(max_length=200)
    secret_hash = models.CharField(max_length=64)
    """SHA-256 of a secret of 256 random bits."""
    per_minute = models.PositiveIntegerField(default=120)
    hosts = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    """Hosts to which its webhooks may lead."""
    added_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clients_client"

    def __str__(self) -> str:
        return self.name


class Reach(models.Model):
    """What a program may ask of one agency (phạm vi)."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="reaches")
    agency_id = models.BigIntegerField()
    scopes = ArrayField(models.CharField(max_length=20))

    class Meta:
        """One line an agency."""

        db_table = "clients_reach"
        ordering: ClassVar[list[str]] = ["agency_id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["client", "agency_id"], name="clients_reach_once")]


class Token(models.Model):
    """A key for a quarter of an hour; only its hash is kept."""

    digest = models.CharField(max_length=64, unique=True)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    scopes = ArrayField(models.CharField(max_length=20))
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        """Those that have ended are found to be put away."""

        db_table = "clients_token"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["client", "expires_at"], name="clients_token_client"),
            models.Index(fields=["expires_at"], name="clients_token_ended"),
        ]


class Use(models.Model):
    """How often a program asked on a day, and in the minute that runs."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    calls = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    """Asked too often in a minute."""
    minute = models.PositiveSmallIntegerField(default=0)
    in_minute = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "clients_use"
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["client", "day"], name="clients_use_once")]
