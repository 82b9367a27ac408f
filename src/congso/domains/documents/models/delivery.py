"""To whom a document went."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _

from congso.domains.documents.enums_outgoing import DeliveryState, DeliveryWay
from congso.domains.documents.models.document import Document


class Delivery(models.Model):
    """A line of the delivery sheet (phiếu gửi): one receiver, a unit of the system or an agency outside it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="deliveries")
    unit_id = models.BigIntegerField(null=True)
    code = models.CharField(max_length=35, blank=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    way = models.CharField(max_length=10, choices=DeliveryWay.choices)
    state = models.CharField(max_length=10, choices=DeliveryState.choices)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True, default="")
    """Who at a receiver inside the system did what the state says."""
    reason = models.CharField(max_length=500, blank=True)
    handed_on = models.DateField(null=True)
    """The day the paper left."""
    received_on = models.DateField(null=True)
    received_by = models.CharField(max_length=200, blank=True, default="")
    """Who took the paper over there, as written on the receipt."""

    class Meta:
        """Each unit once; in the order of sending."""

        db_table = "documents_delivery"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["document", "unit_id"],
                condition=models.Q(unit_id__isnull=False),
                name="delivery_unit_once",
            ),
            models.UniqueConstraint(
                fields=["document", "code"], condition=models.Q(way="axis"), name="delivery_code_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["sent_at"], name="delivery_silent", condition=models.Q(way="axis", state__in=["queued", "sent", "arrived"])
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state_words(self) -> str:
        """Where it stands; a sheet of one signed by hand waits only to leave."""
        if self.way == DeliveryWay.PAPER and self.state == DeliveryState.WAITING:
            return _("Chờ gửi bản giấy")
        return self.get_state_display()

    @property
    def is_sheet(self) -> bool:
        """Whether the sheet itself goes and its handing over may be noted."""
        open_ones = {DeliveryState.WAITING, DeliveryState.FAILED, DeliveryState.HANDED, DeliveryState.RECEIVED, DeliveryState.RECALL, DeliveryState.REPLACE}
        return self.way in {DeliveryWay.PAPER, DeliveryWay.OUTSIDE} and self.state in open_ones
