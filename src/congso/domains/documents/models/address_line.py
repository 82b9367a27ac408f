"""How an agency is reached, as its letters say."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class AddressLine(models.Model):
    """From a day on: what stands at the foot of an agency's letters (NĐ 30/2020, Phụ lục I, box 13).

    Address, e-mail, website, telephone, fax; an empty row from a day on takes the line away.
    """

    unit_id = models.BigIntegerField()
    """The agency."""
    address = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    website = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    fax = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField()
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120)

    class Meta:
        """One a day."""

        db_table = "documents_addressline"
        ordering: ClassVar[list[str]] = ["unit_id", "-valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [models.UniqueConstraint(fields=["unit_id", "valid_from"], name="address_line_once")]

    def __str__(self) -> str:
        parts = (("Địa chỉ", self.address), ("Thư điện tử", self.email), ("Trang thông tin điện tử", self.website), ("Điện thoại", self.phone), ("Fax", self.fax))
        return "; ".join(f"{label}: {said}" for label, said in parts if said)
