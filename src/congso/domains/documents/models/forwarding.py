"""Whether an agency's registry may pass documents on without their going before a leader."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class ForwardingRule(models.Model):
    """Văn thư chuyển thẳng, of one agency from a day on; before the first row everything goes before a leader.

    Documents go to the head or to whom the head gave that task, and to the units by the agency's own rules (NĐ 30/2020, Điều 23).
    """

    agency_id = models.BigIntegerField()
    valid_from = models.DateField()
    allowed = models.BooleanField(default=False)
    source = models.CharField(max_length=250, blank=True)
    """By which rule of the agency (quy chế)."""

    class Meta:
        """One a day, the newest first."""

        db_table = "documents_forwarding_rule"
        ordering: ClassVar[list[str]] = ["-valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["agency_id", "valid_from"], name="forwarding_rule_once")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.valid_from:%d/%m/%Y} {self.allowed}"
