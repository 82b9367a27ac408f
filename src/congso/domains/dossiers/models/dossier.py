"""A dossier."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from congso.domains.dossiers.enums import Channel, NationalStatus, Proposal, ReturnMethod, SubmitterKind
from congso.domains.parties.facade import Party
from congso.foundation.casework.models import Case


class Dossier(models.Model):
    """A dossier of the one-stop shop (hồ sơ TTHC): the case holds where it stands, this row what it is about.

    The applicant stands here as written on the papers that day; ``party`` leads to what is known last.
    ``register_year`` and ``register_number`` are its line in the register (Mẫu 07). ``intake_key`` comes from the
    form, so that a double click or a lost answer never makes two dossiers.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="dossier")
    code = models.CharField(max_length=40, unique=True)
    intake_key = models.UUIDField(unique=True)
    public_token = models.CharField(max_length=24, unique=True)
    publication_id = models.BigIntegerField()
    procedure_code = models.CharField(max_length=40)
    procedure_name = models.TextField()
    field_name = models.CharField(max_length=200, blank=True)
    agency_id = models.BigIntegerField()
    receiving_unit_id = models.BigIntegerField()
    received_by = models.BigIntegerField(null=True)
    received_by_name = models.CharField(max_length=120)
    channel = models.PositiveSmallIntegerField(choices=Channel)
    submitted_at = models.DateTimeField(null=True)
    """When it came in by the portal; the clock begins with ``received_at``."""
    submitter_party_id = models.BigIntegerField(null=True)
    submitter_kind = models.CharField(max_length=10, choices=SubmitterKind, blank=True)
    """In what capacity somebody sent it in at the portal; empty for what came to the counter."""
    received_at = models.DateTimeField(null=True)
    """NULL until the centre has accepted what was sent in online."""
    promised_at = models.DateTimeField(null=True)
    """NgayHenTra as index 766 (2.1) compares it: without the time of completed supplements, which it subtracts."""
    first_promised_at = models.DateTimeField(null=True)
    """What the receipt says."""
    status = models.PositiveSmallIntegerField(choices=NationalStatus, default=NationalStatus.RECEIVED)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", db_index=False)
    applicant_name = models.CharField(max_length=200)
    applicant_number = models.CharField(max_length=20)
    applicant_address = models.CharField(max_length=300, blank=True)
    applicant_phone = models.CharField(max_length=20, blank=True)
    applicant_email = models.EmailField(blank=True)
    submitter_name = models.CharField(max_length=200, blank=True)
    """Who stood at the counter, when not the applicant (người nộp hộ)."""
    request_summary = models.CharField(max_length=1000)
    sets = models.PositiveSmallIntegerField(default=1)
    return_method = models.CharField(max_length=8, choices=ReturnMethod, default=ReturnMethod.COUNTER)
    return_address = models.CharField(max_length=300, blank=True)
    fee_total = models.BigIntegerField(default=0)
    register_year = models.PositiveSmallIntegerField(null=True)
    register_number = models.PositiveIntegerField(null=True)
    proposal = models.CharField(max_length=8, choices=Proposal, blank=True)
    sent_to_agency_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result_at_counter_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    returned_to = models.CharField(max_length=200, blank=True)
    supplement_count = models.PositiveSmallIntegerField(default=0)
    supplement_asked_at = models.DateTimeField(null=True)
    """When the open request to supplement was made."""
    supplement_seconds = models.BigIntegerField(default=0)
    """Time between requests and completed supplements, together (index 766, 2.1)."""
    apology_count = models.PositiveSmallIntegerField(default=0)
    officer_id = models.BigIntegerField(null=True)
    """Who works or worked on it (người thụ lý): the last holder of a work step, or who proposed the decision."""
    judged_end_at = models.DateTimeField(null=True)
    """When work ended for index 766: in a final state, or when the one open supplement was asked; NULL while it runs."""
    judged_due_at = models.DateTimeField(null=True)
    """Up to when that end is on time: the promise with completed supplements added; NULL: overdue in any case."""
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receiving_unit_id", "register_year", "register_number"], name="dossier_register_line_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["finished_at", "received_at"],
                include=[
                    "agency_id", "receiving_unit_id", "officer_id", "procedure_code", "status", "judged_end_at",
                    "judged_due_at", "supplement_seconds", "supplement_count", "apology_count", "case",
                ],
                name="dossier_reports",
            ),
            models.Index(fields=["procedure_code", "received_at"], name="dossier_procedure"),
            models.Index(
                fields=["receiving_unit_id", "submitted_at"], name="dossier_online_queue",
                condition=models.Q(received_at__isnull=True, finished_at__isnull=True),
            ),
            models.Index(
                fields=["submitter_party_id", "submitted_at"], name="dossier_submitter",
                condition=models.Q(submitter_party_id__isnull=False),
            ),
            models.Index(fields=["party", "received_at"], name="dossier_party"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def arrived_at(self) -> datetime:
        """When it came: at the counter, or in by the portal while it is not accepted yet."""
        return self.received_at or self.submitted_at or self.case.opened_at
