"""What travels."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.core.ids import uuid7
from congso.domains.axis.models.system import System
from congso.domains.axis.models.upper import Upper
from congso.foundation.files.models import StoredFile


class ParcelKind(models.TextChoices):
    """What a message is."""

    DOCUMENT = "edoc", _("Văn bản")
    STATUS = "status", _("Trạng thái")


class StopState(models.TextChoices):
    """Where a message stands for one receiver."""

    WAITING = "waiting", _("Chờ nơi nhận lấy")
    TAKEN = "taken", _("Nơi nhận đã lấy")
    DEAD = "dead", _("Nơi nhận không nhận được")


class Parcel(models.Model):
    """A message as it was sent (gói tin), kept whole. The same ``key`` from the same system is the same message."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    system = models.ForeignKey(System, null=True, on_delete=models.PROTECT, related_name="+")
    """Who handed it over; none: it came down from ``upper``."""
    upper = models.ForeignKey(Upper, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    via = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    """Marks of the axes it passed before this one."""
    passed: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Codes of the axes it passed before this one, each with the moment."""
    key = models.CharField(max_length=64)
    """SHA-256 over sender, document, kind of business or status and its time, receivers."""
    kind = models.CharField(max_length=6, choices=ParcelKind.choices)
    code = models.CharField(max_length=2)
    """Kind of business of a document, code of a status."""
    sender_code = models.CharField(max_length=35)
    document_key = models.CharField(max_length=200)
    """DocumentId: ``H20.15,2026/09/14,15/QĐ-SM``."""
    title = models.CharField(max_length=300, blank=True)
    search_key = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    size = models.PositiveBigIntegerField()
    received_at = models.DateTimeField()

    class Meta:
        """Each once; found by document and by sender."""

        db_table = "axis_parcel"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["system", "key"], name="axis_parcel_once"),
            models.UniqueConstraint(fields=["upper", "key"], name="axis_parcel_once_from_above", condition=models.Q(upper__isnull=False)),
            models.CheckConstraint(condition=models.Q(system__isnull=False, upper=None) | models.Q(system=None, upper__isnull=False),
                                   name="axis_parcel_from_one_side"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["document_key", "sender_code"], name="axis_parcel_document"),
            models.Index(fields=["sender_code", "-id"], name="axis_parcel_sender"),
            models.Index(fields=["received_at"], name="axis_parcel_received"),
        ]

    def __str__(self) -> str:
        return self.document_key

    @property
    def brought_by(self) -> str:
        """Who handed it over."""
        found = self.system or self.upper
        return found.name if found else ""


class Stop(models.Model):
    """A message for one receiver: it waits until the receiver's system says that it has it."""

    parcel = models.ForeignKey(Parcel, on_delete=models.PROTECT, related_name="stops")
    asked_code = models.CharField(max_length=35)
    """The agency it was addressed to."""
    receiver_code = models.CharField(max_length=35)
    """The agency that stands for it today."""
    system = models.ForeignKey(System, null=True, on_delete=models.PROTECT, related_name="+")
    upper = models.ForeignKey(Upper, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    """The axis above to which it is handed on, for an agency that does not take part here."""
    state = models.CharField(max_length=7, choices=StopState.choices, default=StopState.WAITING)
    fetched_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    error_code = models.CharField(max_length=10, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        """Each receiver once a message; what waits for a system is read in the order it came."""

        db_table = "axis_stop"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["parcel", "asked_code"], name="axis_stop_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["system", "id"], name="axis_stop_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["-id"], name="axis_stop_dead", condition=models.Q(state="dead")),
            models.Index(fields=["receiver_code", "-id"], name="axis_stop_receiver"),
            models.Index(fields=["upper", "-id"], name="axis_stop_above", condition=models.Q(upper__isnull=False)),
        ]

    @property
    def label(self) -> str:
        """Where it stands, in words; what was handed on stands with the axis above."""
        return str(_ABOVE[StopState(self.state)] if self.upper_id else StopState(self.state).label)


_ABOVE = {StopState.WAITING: _("Chờ chuyển lên trục cấp trên"), StopState.TAKEN: _("Trục cấp trên đã nhận"), StopState.DEAD: _("Trục cấp trên không nhận")}
