"""A matter on its way to another system."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.foundation.files.models import StoredFile


class SendingState(models.TextChoices):
    """Where it stands."""

    WAITING = "waiting", _("Chờ gửi")
    SENT = "sent", _("Đã gửi")
    DEAD = "dead", _("Không gửi được")
    DROPPED = "dropped", _("Đã bỏ, không gửi")


class Sending(models.Model):
    """One thing to be told to another system (bản tin chờ gửi): written in the transaction of the change it tells of.

    ``key`` names it, once a channel: writing it twice sends it once, and the other side may use it to know a repetition.
    What has the same ``order_key`` goes out one after the other, in the order it was written.
    """

    channel = models.CharField(max_length=30)
    key = models.CharField(max_length=250)
    order_key = models.CharField(max_length=120)
    title = models.CharField(max_length=250, blank=True)
    """For the list that people read."""
    agency_id = models.BigIntegerField(null=True)
    """Whose it is; people of that agency see it."""
    subject_id = models.UUIDField(null=True)
    """The document, dossier … it tells of."""
    payload: models.JSONField[Any, Any] = models.JSONField(default=dict)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=SendingState.choices, default=SendingState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    """Until when the process that carries it may take; one that died lets go of it then."""
    settled_at = models.DateTimeField(null=True)
    error_code = models.CharField(max_length=20, blank=True)
    error = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    """What the other side calls it."""

    class Meta:
        """Each thing once; the waiting ones are found by when, and by what must go before them."""

        db_table = "outbox_sending"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["channel", "key"], name="sending_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["channel", "id"], name="sending_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["channel", "order_key", "id"], name="sending_in_order", condition=models.Q(state="waiting")),
            models.Index(fields=["channel", "-id"], name="sending_dead", condition=models.Q(state="dead")),
            models.Index(fields=["subject_id"], name="sending_subject", condition=models.Q(subject_id__isnull=False)),
            models.Index(fields=["channel", "settled_at"], name="sending_settled", condition=models.Q(state="sent")),
        ]

    def __str__(self) -> str:
        return self.title or self.key
