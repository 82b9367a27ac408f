"""The words of messages, as the office set them."""

from __future__ import annotations

from django.db import models


class MessageWording(models.Model):
    """How a kind of message is worded from a day on (mẫu thư); without a row the default in the program holds."""

    key = models.CharField(max_length=40)
    channel = models.CharField(max_length=20, default="email", db_default="email")
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    valid_from = models.DateField()

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["key", "channel", "valid_from"], name="wording_once_a_day")
        ]

    def __str__(self) -> str:
        return self.key
