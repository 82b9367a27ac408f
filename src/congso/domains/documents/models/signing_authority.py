"""Whom the head of an agency lets sign."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.documents.enums import Power


class SigningAuthority(models.Model):
    """From a day to a day: the head of a unit signs by order (TL.) or by delegation (TUQ.) of the agency's head (NĐ 30/2020, Điều 13).

    By delegation it is in writing, limited in time and content, and cannot be passed on (khoản 3). Documents keep power and position
    as they were printed; ending a row changes none of them.
    """

    agency_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    """The unit whose head signs."""
    account_id = models.BigIntegerField(null=True)
    """Only this person; NULL: whoever heads the unit that day."""
    power = models.CharField(max_length=4, choices=Power.choices)
    signed_for = models.CharField(max_length=100)
    """Of whose order or delegation: ``Chủ tịch``."""
    position = models.CharField(max_length=100)
    """As printed: ``Trưởng phòng Kinh tế``."""
    deputy_of = models.CharField(max_length=100, blank=True, default="")
    """Of a deputy: whose place they take, as printed behind KT.: ``Chánh Văn phòng`` (by order only, NĐ 30/2020, Điều 13 khoản 4)."""
    scope = models.CharField(max_length=500, blank=True)
    """For what; told to who chooses it."""
    basis_number = models.CharField(max_length=60, blank=True)
    basis_on = models.DateField(null=True)
    """Number and day of what says so in writing."""
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    """The last day."""
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120)

    class Meta:
        """Newest first; by delegation never without end, writing and content."""

        db_table = "documents_signing_authority"
        ordering: ClassVar[list[str]] = ["-valid_from", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(power="TUQ.") | (models.Q(valid_to__isnull=False, basis_on__isnull=False) & ~models.Q(basis_number="") & ~models.Q(scope="")),
                name="delegation_is_limited",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["agency_id", "valid_from"], name="signing_authority_agency")]

    def __str__(self) -> str:
        return f"{self.power} {self.signed_for} / {self.printed_position}".replace("\n", " / ")

    @property
    def printed_position(self) -> str:
        """What stands between the power and the signature: a deputy signs in the place of the head."""
        return f"KT. {self.deputy_of}\n{self.position}" if self.deputy_of else self.position
