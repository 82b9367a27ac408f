"""What the sender of a document that came here wants of it afterwards."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.models.document import Document


class DemandKind(models.TextChoices):
    """What the sender of a document wants of its receiver."""

    RECALL = "recall", _("Thu hồi")
    UPDATE = "update", _("Cập nhật")
    REPLACE = "replace", _("Thay thế")


class Demand(models.Model):
    """The sender of a document asks it back, updates or replaces it; the receiver's registry agrees or refuses.

    One row whichever way the document came: over the exchange (the answers are 15 and 16 there) or inside the system.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    """The document that came to us before."""
    newer = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    """What came to update or replace it."""
    kind = models.CharField(max_length=8, choices=DemandKind.choices)
    changes: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Words of the heading that an update corrects: name of the field, what stands here, what the sender says now."""
    agency_id = models.BigIntegerField()
    source = models.UUIDField()
    """What asks: the message of the exchange, or the document of this system that is recalled or that replaces."""
    reason = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    is_agreed = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        """Each source asks once."""

        db_table = "documents_demand"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["source", "document"], name="demand_once")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency_id", "id"], name="demand_open", condition=models.Q(answered_at=None)),
            models.Index(fields=["document"], name="demand_document"),
        ]
