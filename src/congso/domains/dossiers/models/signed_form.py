"""The electronic original of a form."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from congso.domains.dossiers.enums import FormCode
from congso.domains.dossiers.models.dossier import Dossier
from congso.domains.dossiers.models.form import IssuedForm
from congso.foundation.files.models import StoredFile


class SignedForm(models.Model):
    """A form that its applicant gets electronically (bản điện tử của biểu mẫu): it waits for its signatures, then takes the place of the print.

    Mẫu 01, 02, 03 and 05 bear the signature of the agency whose centre issued them, Mẫu 04 that of the head before it (TT 03/2025/TT-VPCP,
    Phụ lục I; the wording of the forms is unverified).
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="signed_forms")
    issued = models.OneToOneField(IssuedForm, null=True, on_delete=models.PROTECT, related_name="signed")
    """None: the receipt, which is the dossier's own."""
    form = models.CharField(max_length=8, choices=FormCode)
    agency_id = models.BigIntegerField()
    """Whose seal is wanted."""
    signer_id = models.BigIntegerField(null=True)
    """The head who signs before the seal; none where the agency's signature is enough."""
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=100, blank=True)
    asked_at = models.DateTimeField()
    prepared = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """The paper with its empty fields: nothing but signatures is added to it."""
    fields: Any = models.JSONField(default=list, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """With the signatures it has so far."""
    person_signed_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    """When it was decided that it stays a print."""
    left_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """One a form; what waits is found by agency and by head."""

        db_table = "dossiers_signed_form"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dossier"], condition=models.Q(issued=None), name="signed_form_receipt_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency_id", "id"], name="signed_form_waiting", condition=models.Q(sealed_at=None, left_at=None)),
            models.Index(fields=["signer_id", "id"], name="signed_form_for_head", condition=models.Q(person_signed_at=None, left_at=None, signer_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """By what it is called: its own number, or the dossier's code."""
        return self.issued.number if self.issued is not None else self.dossier.code

    @property
    def needs_person(self) -> bool:
        """Whether the head's signature comes next."""
        return self.signer_id is not None and self.person_signed_at is None

    @property
    def is_complete(self) -> bool:
        """Whether every signature is there."""
        return self.sealed_at is not None
