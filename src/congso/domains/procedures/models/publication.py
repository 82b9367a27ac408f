"""A procedure as an agency offers it."""

from __future__ import annotations

from django.db import models

from congso.domains.procedures.enums import (
    Collected,
    FeeKind,
    IdentityLevel,
    ResultKind,
    ServiceLevel,
    TimeUnit,
)
from congso.domains.procedures.models.procedure import Procedure
from congso.domains.procedures.models.version import ProcedureVersion
from congso.foundation.casework.models import ProcessVersion
from congso.foundation.orgs.models import Unit, UnitFunction


class Publication(models.Model):
    """A procedure published at an agency (công bố tại cơ quan) with its internal process and time limit.

    Dated and never overwritten: a change closes the row and opens another, so that a dossier keeps the promise
    it was received under. Any number of agencies may share one process version.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="publications")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="publications")
    agency = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    """The agency that decides; where papers are taken is another matter (NĐ 118/2025/NĐ-CP)."""
    process_version = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, related_name="+")
    division_function = models.CharField(max_length=12, choices=UnitFunction)
    """Function of the division that does the work; the unit is found in the agency's tree of the day."""
    legal_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    legal_unit = models.CharField(max_length=12, choices=TimeUnit, blank=True)
    """The law's limit (thời hạn theo quy định); 0: the same day, none: the law sets no limit."""
    agency_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    agency_unit = models.CharField(max_length=12, choices=TimeUnit, blank=True)
    """A shorter limit that the agency promises (thời hạn cam kết rút ngắn)."""
    cutoff = models.TimeField(null=True, blank=True)
    """Received after this time: counted from the next working day (domain G3: 15:00 for civil status)."""
    result_name = models.CharField(max_length=500, blank=True)
    result_code = models.CharField(max_length=40, blank=True)
    result_kind = models.CharField(max_length=10, choices=ResultKind, default=ResultKind.BOTH)
    service_level = models.CharField(max_length=12, choices=ServiceLevel, blank=True)
    level_reason = models.CharField(max_length=500, blank=True)
    identity_level = models.PositiveSmallIntegerField(choices=IdentityLevel, default=IdentityLevel.TWO)
    """Assurance that an applicant's identity needs for applying online (mức độ định danh)."""
    """Why not everything can be done online (lý do một phần); made public (NĐ 224/2026/NĐ-CP, Điều 14–16)."""
    decision_number = models.CharField(max_length=60, blank=True)
    """The decision by which the province or agency announced it and approved the process."""
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    closed_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "agency"],
                condition=models.Q(valid_to__isnull=True),
                name="publication_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="publication_dates",
            ),
            models.CheckConstraint(
                condition=models.Q(legal_amount__gte=0), name="publication_limit_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["agency", "valid_from"], name="publication_agency")]

    def __str__(self) -> str:
        return f"{self.procedure_id}@{self.agency_id}"


class PublicationFee(models.Model):
    """A fee (phí, lệ phí) of a published procedure, in đồng."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="fees")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=250)
    kind = models.PositiveSmallIntegerField(choices=FeeKind)
    amount = models.BigIntegerField()
    collected = models.PositiveSmallIntegerField(choices=Collected, default=Collected.AT_INTAKE)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "order"], name="publication_fee_order"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="publication_fee_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name
