"""Whether instructions may be dictated into the browser."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SpeechRule(models.Model):
    """Cho phép đọc bút phê bằng giọng nói, from a day on; before the first row nobody may.

    Some browsers send the sound to their maker to have it written down, so the office decides.
    """

    valid_from = models.DateField(unique=True)
    allowed = models.BooleanField(default=False)
    source = models.CharField(max_length=250, blank=True)

    class Meta:
        """The newest first."""

        db_table = "documents_speechrule"
        ordering: ClassVar[list[str]] = ["-valid_from"]

    def __str__(self) -> str:
        return f"{self.valid_from:%d/%m/%Y} {self.allowed}"
