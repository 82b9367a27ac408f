"""Documents coming in: the line of the arrival book, and who was given what."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.core.ids import uuid7
from congso.domains.documents.models.document import Document
from congso.foundation.casework.models import Case
from congso.foundation.files.models import StoredFile


class Channel(models.TextChoices):
    """How a document reached the office."""

    PAPER = "paper", _("Bản giấy (quét)")
    EMAIL = "email", _("Thư điện tử")
    EXCHANGE = "exchange", _("Trục liên thông")
    INSIDE = "inside", _("Trong hệ thống")


class Role(models.TextChoices):
    """What a unit or person is given a document for (NĐ 30/2020, Điều 23)."""

    MAIN = "main", _("Chủ trì")
    HELP = "help", _("Phối hợp")
    KNOW = "know", _("Nhận để biết")


class Level(models.TextChoices):
    """In which box of the slip (phiếu giải quyết văn bản đến) an opinion stands."""

    AGENCY = "agency", _("Ý kiến của lãnh đạo cơ quan")
    UNIT = "unit", _("Ý kiến của lãnh đạo đơn vị")
    PROPOSAL = "proposal", _("Ý kiến đề xuất của người giải quyết")


class SecrecyGrade(models.TextChoices):
    """Độ mật; documents of these grades are never taken into this system (Luật Bảo vệ bí mật nhà nước)."""

    SECRET = "C", _("Mật")
    HIGH = "B", _("Tối mật")
    TOP = "A", _("Tuyệt mật")


class Incoming(models.Model):
    """Văn bản đến: the line of the arrival book (sổ đăng ký văn bản đến) of one document.

    The number is one sequence a year for paper and electronic documents (NĐ 30/2020, Điều 22); NULL while the document
    only waits to be registered, or was sent back without being taken in.
    """

    document = models.OneToOneField(
        Document, primary_key=True, on_delete=models.PROTECT, related_name="incoming"
    )
    agency_id = models.BigIntegerField()
    book_year = models.PositiveSmallIntegerField(null=True)
    arrival_number = models.PositiveIntegerField(null=True)
    arrival_text = models.CharField(max_length=20, blank=True)
    """The number as written in the stamp: ``01``."""
    arrived_at = models.DateTimeField()
    registered_at = models.DateTimeField(null=True)
    registered_by = models.BigIntegerField(null=True)
    forwarded_at = models.DateTimeField(null=True)
    """When it was first given on to who works on it (ngày chuyển)."""
    channel = models.CharField(max_length=8, choices=Channel.choices)
    sender = models.CharField(max_length=200, blank=True)
    """Who sent it when that is not the issuer: the address of the e-mail, the agency that passed it on."""
    to_places = models.CharField(max_length=1000, blank=True)
    """Nơi nhận (ToPlaces, Phụ lục VI)."""
    file_name = models.CharField(max_length=200, blank=True)
    findings = models.JSONField(default=list)
    """What the check of the signatures said at arrival; it is kept as it was that day."""
    dossier_code = models.CharField(max_length=40, blank=True)
    """Số và ký hiệu hồ sơ, the last line of the stamp."""
    note = models.CharField(max_length=300, blank=True)
    sent_back_reason = models.TextField(blank=True)
    void_reason = models.CharField(max_length=300, blank=True, default="")
    """Why its registration was voided; the line stays in the book."""
    intake_key = models.UUIDField(unique=True)
    """Made with the form: pressing twice registers once."""
    sender_code = models.CharField(max_length=35, blank=True, default="")
    """Code of the agency from which it came over the exchange."""
    source_document_id = models.UUIDField(null=True)
    """The outgoing document of another agency in the same system that this one is."""

    class Meta:
        """Each number once, each document of another agency once."""

        db_table = "documents_incoming"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["agency_id", "book_year", "arrival_number"], name="arrival_number_once"
            ),
            models.UniqueConstraint(
                fields=["agency_id", "source_document_id"], name="arrival_of_document_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency_id", "-arrived_at", "-document"], name="incoming_list"),
            models.Index(
                fields=["source_document_id"],
                name="incoming_source",
                condition=models.Q(source_document_id__isnull=False),
            ),
            models.Index(
                fields=["agency_id", "registered_at", "document"],
                name="incoming_feed",
                condition=models.Q(registered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.arrival_text}/{self.book_year}"


class IncomingFile(models.Model):
    """A further file that came with a document (tệp kèm theo)."""

    incoming = models.ForeignKey(Incoming, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        """In the order they came."""

        db_table = "documents_incoming_file"
        ordering: ClassVar[list[str]] = ["id"]


class HeldArrival(models.Model):
    """A file just brought in, with what its text proposes for the form, until the registry clerk registers it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency_id = models.BigIntegerField()
    held_by = models.BigIntegerField(null=True)
    held_at = models.DateTimeField()
    channel = models.CharField(max_length=8, choices=Channel.choices)
    sender = models.CharField(max_length=200, blank=True)
    stored = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    others: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Further files: pairs of SHA-256 and name."""
    text = models.TextField(blank=True)
    text_by_machine = models.BooleanField(default=False)
    """Whether the words were read from the picture of its pages (đọc bằng máy)."""
    proposals: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """Field → [value, how sure in percent]."""
    findings: models.JSONField[Any, Any] = models.JSONField(default=list)
    pages = models.PositiveSmallIntegerField(null=True)
    remark = models.CharField(max_length=300, blank=True)
    """What the clerk should know: the file has no text layer, it was not intact."""

    class Meta:
        db_table = "documents_held_arrival"


class Instruction(models.Model):
    """An opinion on a document (bút phê, ý kiến): kept with the name and title its writer had that day."""

    incoming = models.ForeignKey(Incoming, on_delete=models.PROTECT, related_name="instructions")
    level = models.CharField(max_length=8, choices=Level.choices)
    text = models.TextField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    by_title = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField()

    class Meta:
        """In the order they were written."""

        db_table = "documents_instruction"
        ordering: ClassVar[list[str]] = ["at", "id"]


class Assignment(models.Model):
    """Who was given a document, as what, until when; who of them opened it first and when it was done."""

    incoming = models.ForeignKey(Incoming, on_delete=models.PROTECT, related_name="assignments")
    unit_id = models.BigIntegerField()
    account_id = models.BigIntegerField(null=True)
    """NULL: the unit, whoever of it."""
    role = models.CharField(max_length=4, choices=Role.choices)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    """The work on it: the document's own case for chủ trì, one of its own for phối hợp; none for để biết."""
    due_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField()
    given_by = models.BigIntegerField(null=True)
    given_by_name = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True)
    read_by_name = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)
    result = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    """When it was given to somebody else instead."""

    class Meta:
        """Found by who has them; one unit or person has a document once at a time."""

        db_table = "documents_assignment"
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit_id", "incoming"], name="assignment_of_unit"),
            models.Index(fields=["account_id", "incoming"], name="assignment_of_person"),
        ]


class Phrase(models.Model):
    """A saved phrase for instructions (mẫu bút phê) of one person."""

    account_id = models.BigIntegerField()
    text = models.CharField(max_length=500)

    class Meta:
        db_table = "documents_phrase"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account_id", "text"], name="phrase_once")
        ]


class SecretStub(models.Model):
    """The line of a document of state-secret grade: number, day, holder, and nothing of what it says.

    Such a document is handled on paper or on a network of its own; it has a number sequence of its own.
    """

    agency_id = models.BigIntegerField()
    book_year = models.PositiveSmallIntegerField()
    arrival_number = models.PositiveIntegerField()
    arrived_on = models.DateField()
    grade = models.CharField(max_length=1, choices=SecrecyGrade.choices)
    number_text = models.CharField(max_length=60)
    issued_on = models.DateField()
    holder_name = models.CharField(max_length=200)
    registered_by = models.BigIntegerField(null=True)
    registered_at = models.DateTimeField()
    intake_key = models.UUIDField(unique=True)

    class Meta:
        db_table = "documents_secret_stub"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["agency_id", "book_year", "arrival_number"], name="secret_number_once"
            )
        ]
