"""What further registers keep: envelopes handed to the post, copies lent out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.models.delivery import Delivery
from congso.domains.documents.models.document import Document


class Posting(models.Model):
    """A line of sổ gửi văn bản đi bưu điện: one receiver's envelopes, and the post's receipt (NĐ 30/2020, Phụ lục IV)."""

    delivery = models.OneToOneField(Delivery, primary_key=True, on_delete=models.PROTECT, related_name="posting")
    agency_id = models.BigIntegerField()
    posted_on = models.DateField()
    envelopes = models.PositiveSmallIntegerField(default=1)
    """Số lượng bì."""
    receipt_on = models.DateField(null=True)
    """When the post signed and stamped; NULL until it did."""
    note = models.CharField(max_length=200, blank=True)
    noted_by_name = models.CharField(max_length=120)

    class Meta:
        """By agency and day."""

        db_table = "documents_posting"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["agency_id", "-posted_on", "-delivery"], name="posting_book")]


class LoanState(models.TextChoices):
    """How far a loan has come."""

    ASKED = "asked", _("Đề nghị sử dụng")
    ALLOWED = "allowed", _("Đã cho phép")
    REFUSED = "refused", _("Không cho phép")
    LENT = "lent", _("Đang sử dụng")
    RETURNED = "returned", _("Đã trả")


class CopyLoan(models.Model):
    """A line of sổ sử dụng bản lưu: somebody uses the copy that the registry keeps (NĐ 30/2020, Phụ lục IV)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="loans")
    agency_id = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=LoanState.choices, default=LoanState.ASKED)
    asked_by = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    dossier_code = models.CharField(max_length=40, blank=True)
    decided_by_name = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    lent_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        """By agency, newest first; one person asks for a document once at a time."""

        db_table = "documents_copy_loan"
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document", "asked_by"], condition=models.Q(state__in=["asked", "allowed", "lent"]), name="copy_loan_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["agency_id", "-id"], name="copy_loan_book")]
