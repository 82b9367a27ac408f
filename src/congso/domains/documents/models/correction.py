"""What was put right in a line of the arrival book."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from congso.domains.documents.models.incoming import Incoming


class ArrivalCorrection(models.Model):
    """A correction of a registered arrival (sửa đăng ký): who, when, why, and what stood there before."""

    incoming = models.ForeignKey(Incoming, on_delete=models.PROTECT, related_name="corrections")
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    changes: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Triples: name of the field, what stood there, what stands there now; both as they are shown."""

    class Meta:
        """In the order they were made."""

        db_table = "documents_arrival_correction"
        ordering: ClassVar[list[str]] = ["id"]
