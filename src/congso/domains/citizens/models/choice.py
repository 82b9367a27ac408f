"""By which ways a citizen wants to hear of what."""

from __future__ import annotations

from django.db import models

from congso.domains.citizens.models.account import CitizenAccount


class ChannelChoice(models.Model):
    """The channels that a citizen chose for a kind of message (kênh nhận tin); no row: the usual ones.

    An empty list means: do not tell me, which only messages that the law does not demand can be.
    """

    account = models.ForeignKey(CitizenAccount, on_delete=models.PROTECT, related_name="channel_choices")
    kind = models.CharField(max_length=40)
    channels = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "kind"], name="channel_choice_once")]
