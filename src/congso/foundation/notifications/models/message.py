"""A message that leaves the application."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.core.text import mask_number
from congso.foundation.files.models import StoredFile


class MessageState(models.TextChoices):
    """Where a message stands on its way out."""

    WAITING = "waiting", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Không gửi được")


class Message(models.Model):
    """A message on its way (thư, tin nhắn chờ gửi): written with the change it tells of, sent by a job afterwards.

    ``occasion`` names what it is about, once: the same occasion never makes a second message. A message whose
    sending was begun and never reported back stays "sending": it may have left, so only a person sends it again.
    """

    channel = models.CharField(max_length=20, default="email", db_default="email")
    to_address = models.CharField(max_length=254)
    """An e-mail address, or a telephone number for SMS and Zalo."""
    subject = models.CharField(max_length=300, blank=True)
    """Of a letter; for Zalo the number of the template; nothing for an SMS."""
    body = models.TextField()
    wording = models.CharField(max_length=40)
    """Key of the wording it was made from."""
    attachment = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """A file that goes with a letter."""
    attachment_name = models.CharField(max_length=200, blank=True, db_default="")
    further: models.JSONField[Any, Any] = models.JSONField(default=list, db_default=[])
    """More files that go with it: pairs of SHA-256 and name."""
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
        return self.subject or self.body

    @property
    def shown_address(self) -> str:
        """The receiver as a list may show it: of a telephone number only the last digits."""
        return self.to_address if "@" in self.to_address else mask_number(self.to_address)
