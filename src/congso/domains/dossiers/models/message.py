"""Messages between the applicant and the office about a dossier."""

from __future__ import annotations

from django.db import models

from congso.domains.dossiers.models.dossier import Dossier
from congso.foundation.files.models import StoredFile


class DossierMessage(models.Model):
    """A message about a dossier (trao đổi về hồ sơ), from the citizen or from the office.

    The citizen sees of an official only the unit; ``read_at`` says when the other side had read it.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="messages")
    from_citizen = models.BooleanField()
    party_id = models.BigIntegerField(null=True)
    account_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    """The unit in whose name an official wrote."""
    author_name = models.CharField(max_length=200)
    text = models.CharField(max_length=2000)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["dossier"], name="dossier_message_unread", condition=models.Q(read_at=None))
        ]


class MessageFile(models.Model):
    """A file that came with a message."""

    message = models.ForeignKey(DossierMessage, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]
