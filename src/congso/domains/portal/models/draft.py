"""What a citizen has begun and not yet sent in."""

from __future__ import annotations

from django.db import models

from congso.core.ids import uuid7
from congso.domains.citizens.facade import CitizenAccount
from congso.foundation.files.models import StoredFile


class Draft(models.Model):
    """A dossier being filled in (hồ sơ đang soạn): saved at every step, so that it goes on from any device.

    The form is kept as it was when the draft began, with the version it came from; ``kind`` says in what capacity the
    account fills it in, for whom ``principal``. When it is sent in, ``dossier_id`` says what became of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(CitizenAccount, on_delete=models.PROTECT, related_name="drafts")
    publication_id = models.BigIntegerField()
    receiving_unit_id = models.BigIntegerField()
    title = models.CharField(max_length=500)
    kind = models.CharField(max_length=10)
    principal_party_id = models.BigIntegerField(null=True)
    """Whose matter it is; NULL when a helper on the spot types who it is."""
    form_version_id = models.BigIntegerField(null=True)
    definition = models.JSONField()
    answers = models.JSONField(default=dict)
    step = models.CharField(max_length=60, blank=True)
    """Key of the step reached last."""
    began_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    dossier_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["-saved_at"]
        indexes = [models.Index(fields=["account", "-saved_at"], name="draft_account", condition=models.Q(submitted_at=None))]


class DraftFile(models.Model):
    """A file of a draft: uploaded, put together from pictures, or taken from an earlier dossier (khai một lần)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    reused = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "id"]


class PartialUpload(models.Model):
    """A large file coming in pieces, so that a broken line loses one piece and not the file (tải lên tiếp)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="partial_uploads")
    box = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    began_at = models.DateTimeField()
