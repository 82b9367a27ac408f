"""Who signs beside the signer of the agency."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from congso.domains.documents.enums_outgoing import SecondKind, Side
from congso.domains.documents.models.outgoing import Outgoing


class SecondSigner(models.Model):
    """Người ký thứ hai: the secretary of a record, the other side of a contract, memorandum or agreement (NĐ 30/2020, Phụ lục III, form 1.9).

    Name, position and party are kept as they are printed. A person of the office signs before the signer; a party outside signs our very
    file with a signature of its own, and then ``certificate`` holds what that said.
    """

    outgoing = models.OneToOneField(Outgoing, primary_key=True, on_delete=models.PROTECT, related_name="second")
    kind = models.CharField(max_length=6, choices=SecondKind.choices)
    account_id = models.BigIntegerField(null=True)
    """Of a person of the office."""
    name = models.CharField(max_length=100)
    position = models.CharField(max_length=100, blank=True)
    party = models.CharField(max_length=200, blank=True)
    """The other side, as it is called in the paper: ``Công ty Cấp nước Đồng Tháp``."""
    own_side = models.CharField(max_length=1, choices=Side.choices, default=Side.A)
    """Which side our agency is."""
    signed_at = models.DateTimeField(null=True)
    certificate: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    """Of a party's signature: signer, organisation, issuer, serial number, whether trusted and why not, when."""

    class Meta:
        """A person of the office has an account, a party has a name of its own."""

        db_table = "documents_second_signer"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(kind="person", account_id__isnull=False) | (models.Q(kind="party", account_id__isnull=True) & ~models.Q(party="")),
                name="second_signer_is_somebody",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["account_id"], name="second_signer_account")]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.position, self.party) if part)
