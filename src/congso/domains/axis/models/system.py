"""Who takes part: agencies by their codes, and the systems that send and fetch for them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class System(models.Model):
    """A software system that is connected (hệ thống kết nối), for one agency or for many."""

    system_id = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    secret = models.BinaryField()
    """Sealed; both sides sign with it."""
    daily_quota = models.PositiveIntegerField(default=20_000)
    """Messages it may send a day."""
    allow_sha1 = models.BooleanField(default=False)
    """Whether signatures over SHA-1 are taken from it, as old systems make them."""
    must_sign = models.BooleanField(default=True)
    own_codes = ArrayField(models.CharField(max_length=35), default=list, blank=True)
    """Beginnings of the codes whose agencies it may ask to let in; with none: those at and under the codes it serves."""
    added_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "axis_system"

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """A certificate with which a system signs its messages (chứng thư số)."""

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="certificates")
    der = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    subject = models.CharField(max_length=250)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """Each once a system while it counts."""

        db_table = "axis_certificate"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["system", "sha256"], condition=Q(withdrawn_at=None), name="axis_certificate_once")
        ]


class Member(models.Model):
    """An agency that takes part (đơn vị tham gia), by its electronic identifier (mã định danh, QĐ 20/2020/QĐ-TTg).

    A code is never given to anybody else; what is addressed to an ended agency goes to its successor.
    """

    code = models.CharField(max_length=35, unique=True)
    name = models.CharField(max_length=200)
    parent_code = models.CharField(max_length=35, blank=True)
    email = models.EmailField(blank=True)
    system = models.ForeignKey(System, null=True, on_delete=models.PROTECT, related_name="members")
    """The system that fetches for it; none yet: it can be addressed, and what comes waits."""
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    """First day on which it no longer exists."""
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="predecessors")
    locked_reason = models.CharField(max_length=200, blank=True)
    """Why nothing may be sent to it for now (đơn vị đã khóa)."""

    class Meta:
        """In the order of the codes."""

        db_table = "axis_member"
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Usage(models.Model):
    """How much a system sent on a day."""

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    messages = models.PositiveIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "axis_usage"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["system", "day"], name="axis_usage_once")
        ]
