"""A message that leaves the application."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    """Where a message stands on its way out."""

    WAITING = "waiting", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Không gửi được")


class Message(models.Model):
    """An e-mail on its way (thư điện tử chờ gửi): written with the change it tells of, sent by a job afterwards.

    ``occasion`` names what it is about, once: the same occasion never makes a second message. A message whose
    sending was begun and never reported back stays "sending": it may have left, so only a person sends it again.
    """

    to_address = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    wording = models.CharField(max_length=40)
    """Key of the wording it was made from."""
    occasion = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=8, choices=MessageState, default=MessageState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="message_unsent", condition=~models.Q(state="sent")),
        ]

    def __str__(self) -> str:
        return self.subject
