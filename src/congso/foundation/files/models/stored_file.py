"""A stored file."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScanState(models.TextChoices):
    """What the virus scanner has said of a content (quét mã độc)."""

    UNSCANNED = "none", _("chưa quét")
    """No scanner was set up when it came."""
    WAITING = "waiting", _("chờ quét mã độc")
    """A scanner is set up and did not answer; the worker asks it again."""
    CLEAN = "clean", _("đã quét")
    INFECTED = "infected", _("có mã độc")
    """Found after it had been stored: never given to anybody."""


class StoredFile(models.Model):
    """A file by its content (tệp): the same content is stored once."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()
    scan = models.CharField(max_length=8, choices=ScanState, default=ScanState.UNSCANNED)
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["stored_at"], name="stored_file_unscanned", condition=models.Q(scan__in=["none", "waiting"]))
        ]

    @property
    def storage_name(self) -> str:
        """Where the storage keeps it."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"

    @property
    def scan_warning(self) -> str:
        """What is to be said beside its name while no scanner has passed it; empty once one has."""
        return "" if self.scan == ScanState.CLEAN else str(ScanState(self.scan).label)
