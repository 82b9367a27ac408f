"""Results that are official documents: the draft of each, and the words it begins with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.dossiers.enums import Proposal
from congso.domains.dossiers.models.dossier import Dossier


class ResultDraft(models.Model):
    """The official document that decides a dossier (dự thảo văn bản kết quả), from its first word on.

    Its review, signature, number and seal are the document's own; when it is issued it becomes the dossier's result.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="result_drafts")
    document_id = models.UUIDField(unique=True)
    proposal = models.CharField(max_length=8, choices=Proposal)
    name = models.CharField(max_length=500)
    valid_until = models.DateField(null=True)
    started_by = models.BigIntegerField(null=True)
    started_at = models.DateTimeField()

    class Meta:
        """The newest first."""

        ordering: ClassVar[list[str]] = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class ResultTemplate(models.Model):
    """What the result of a procedure says before the officer writes on (mẫu văn bản kết quả), from a day on.

    ``procedure_code`` and ``agency_id`` may be empty: for every procedure, for every agency. Words in braces are filled
    in from the dossier.
    """

    procedure_code = models.CharField(max_length=40, blank=True)
    agency_id = models.BigIntegerField(null=True)
    proposal = models.CharField(max_length=8, choices=Proposal, default=Proposal.RESULT)
    type_code = models.CharField(max_length=10, blank=True)
    """Abbreviation of NĐ 30/2020, Phụ lục III; empty for an official letter (công văn)."""
    subject = models.CharField(max_length=400)
    grounds = models.TextField(blank=True)
    addressees = models.TextField(blank=True)
    body = models.TextField()
    recipients = models.TextField(blank=True)
    power = models.CharField(max_length=4, blank=True)
    signed_for = models.CharField(max_length=100, blank=True)
    position = models.CharField(max_length=100, blank=True)
    valid_from = models.DateField()
    source = models.CharField(max_length=250, blank=True)
    """The form's rule: ``Mẫu số 02, NĐ …``."""

    class Meta:
        """One a procedure, agency, kind of decision and day."""

        ordering: ClassVar[list[str]] = ["procedure_code", "proposal", "-valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["procedure_code", "agency_id", "proposal", "valid_from"], nulls_distinct=False, name="result_template_once"
            )
        ]

    def __str__(self) -> str:
        return self.subject
