"""A document on its way out."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from congso.domains.documents.enums import Authority
from congso.domains.documents.models.document import Document
from congso.domains.documents.models.signing_authority import SigningAuthority
from congso.foundation.files.models import StoredFile


class Outgoing(models.Model):
    """Văn bản đi: what only a document of one's own has, from the draft to the day it was recalled.

    Signer and position are kept as they were printed. ``prepared`` is the paper with number, day and empty fields
    for the signatures; nothing but signatures is added to it.
    """

    document = models.OneToOneField(
        Document, primary_key=True, on_delete=models.PROTECT, related_name="outgoing"
    )
    agency_id = models.BigIntegerField()
    """The document's agency, kept here too: the line of what it issued is one index."""
    unit_id = models.BigIntegerField()
    """The unit that drafts (đơn vị soạn thảo)."""
    drafter_id = models.BigIntegerField()
    drafter_name = models.CharField(max_length=120)
    body = models.TextField(blank=True)
    grounds = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    """Căn cứ."""
    addressees = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    """Kính gửi."""
    recipients = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    """Nơi nhận, as printed."""
    signer_id = models.BigIntegerField(null=True)
    by_authority = models.ForeignKey(SigningAuthority, null=True, on_delete=models.PROTECT, related_name="+")
    """By which row the signer signs by order or by delegation; none: by the power written here."""
    position = models.CharField(max_length=210, blank=True)
    """As printed under the power: ``CHỦ TỊCH``, ``PHÓ CHỦ TỊCH``; of a unit's deputy in two lines, in whose place and as what."""
    signed_for = models.CharField(max_length=100, blank=True)
    """In whose name or in whose place: ``Ủy ban nhân dân``, ``Chủ tịch``."""
    collective = models.CharField(max_length=100, blank=True)
    """The collective above KT.: ``TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH``."""
    authority = models.CharField(max_length=6, choices=Authority.choices, default=Authority.AGENCY)
    """Whose decision it is, in the line of authority (thẩm quyền ban hành)."""
    mark = models.CharField(max_length=40, blank=True)
    """Sign of the drafter and number of copies (box 12)."""
    confirmation = models.CharField(max_length=200, blank=True)
    """Who confirms below the signature, by hand: ``Xác nhận của chính quyền địa phương nơi nghỉ phép`` (form 1.10)."""
    with_address = models.BooleanField(default=False)
    """Whether the agency's address line stands at the foot of the first page (box 13)."""
    upload = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """A PDF laid out elsewhere, instead of the body."""
    upload_name = models.CharField(max_length=200, blank=True)
    places = models.JSONField(default=dict, blank=True)
    """Where signature, number and day go in an uploaded PDF: ``{"sign": [page, left, top], "number": [left, top]}`` in mm."""
    check_token = models.CharField(max_length=24, null=True, unique=True)
    """Where anybody checks the document once it is issued; the QR code leads there. None: begun before there were such pages."""
    prepared = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=list, blank=True)
    """Places of the signature fields in ``prepared``."""
    signed_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    issue_by = models.DateField(null=True)
    """The day of signing or the next working day (NĐ 30/2020, Điều 18 khoản 1)."""
    issued_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)
    recall_reason = models.CharField(max_length=500, blank=True)
    given_units = ArrayField(models.BigIntegerField(), default=list, blank=True)
    """Units of its own agency that it was issued to: they see the document itself."""
    asked_units = ArrayField(models.BigIntegerField(), default=list, blank=True)
    asked_people = ArrayField(models.BigIntegerField(), default=list, blank=True)
    """Units and people asked about the draft (lấy ý kiến): they see it."""
    copies = models.PositiveSmallIntegerField(default=1)
    """Number of paper copies made (số lượng bản)."""

    class Meta:
        """Found by who signs and who drafted."""

        db_table = "documents_outgoing"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit_id"], name="outgoing_unit"),
            models.Index(fields=["drafter_id"], name="outgoing_drafter"),
            models.Index(
                fields=["agency_id", "issued_at", "document"],
                name="outgoing_feed",
                condition=models.Q(issued_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.document_id)
