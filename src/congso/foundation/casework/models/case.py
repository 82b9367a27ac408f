"""A case: anything that moves through steps against a deadline."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.core.ids import uuid7
from congso.foundation.casework.models.process import ProcessVersion
from congso.foundation.casework.models.step import Step


class CaseState(models.TextChoices):
    """Where a case stands, for the engine; modules give it their own names."""

    OPEN = "open", _("Đang xử lý")
    PAUSED = "paused", _("Tạm dừng")
    CLOSED = "closed", _("Đã kết thúc")


class Case(models.Model):
    """A piece of work (việc, hồ sơ): what the inbox lists, whatever module it belongs to.

    ``seq`` counts its events: who acts says which one they saw, so of two people pressing at once one wins and
    the other is told. ``due_at`` is the promised time; NULL while the clock stands or when none was promised.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=500)
    subject = models.CharField(max_length=200, blank=True)
    """Whose it is: the applicant, the sender."""
    owner_id = models.BigIntegerField(null=True)
    """The citizen or organisation whose matter it is, by the key of their module: they may see it and act in it."""
    search_key = models.TextField(blank=True)
    version = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, related_name="cases")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="cases", null=True)
    state = models.CharField(max_length=8, choices=CaseState, default=CaseState.OPEN)
    outcome = models.CharField(max_length=20, blank=True)
    facts = models.JSONField(default=dict)
    """Plain values that conditions of the process look at."""
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children", db_index=False)
    agency_id = models.BigIntegerField()
    """The agency that decides (cơ quan giải quyết)."""
    receiving_unit_id = models.BigIntegerField()
    """Where it came in (nơi tiếp nhận); not always part of the agency."""
    division_id = models.BigIntegerField(null=True)
    holder_unit_id = models.BigIntegerField()
    holder_id = models.BigIntegerField(null=True)
    """Account in whose hands it is; NULL: anybody in the unit with the step's role."""
    opened_at = models.DateTimeField()
    """Since when its clock runs: what citizens send in begins to count when it is accepted."""
    limit_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    limit_unit = models.CharField(max_length=12, blank=True)
    limit_cutoff = models.TimeField(null=True)
    due_at = models.DateTimeField(null=True)
    promised_at = models.DateTimeField(null=True)
    """The time last promised to the applicant (hẹn trả); kept while the clock stands."""
    step_entered_at = models.DateTimeField()
    step_due_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    seq = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["holder_unit_id", "due_at", "id"],
                include=["holder_id", "state", "step"],
                name="case_unit_inbox",
                condition=~models.Q(state="closed"),
            ),
            models.Index(
                fields=["holder_id", "due_at", "id"],
                name="case_person_inbox",
                condition=models.Q(holder_id__isnull=False) & ~models.Q(state="closed"),
            ),
            models.Index(fields=["due_at"], name="case_due", condition=models.Q(state="open")),
            GinIndex(fields=["search_key"], opclasses=["gin_trgm_ops"], name="case_words"),
            models.Index(fields=["number"], name="case_number"),
            models.Index(fields=["owner_id", "-opened_at"], name="case_owner", condition=models.Q(owner_id__isnull=False)),
            models.Index(fields=["parent"], name="case_parent", condition=models.Q(parent__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_state_consistent",
                condition=(
                    models.Q(state="closed", step__isnull=True, closed_at__isnull=False)
                    | models.Q(state="open", step__isnull=False, closed_at__isnull=True, paused_at__isnull=True)
                    | models.Q(state="paused", step__isnull=False, closed_at__isnull=True, paused_at__isnull=False)
                ),
            )
        ]

    def __str__(self) -> str:
        return self.number or str(self.pk)
