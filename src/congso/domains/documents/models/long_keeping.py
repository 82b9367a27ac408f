"""A signed document made to last."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.models.document import Document
from congso.foundation.files.models import StoredFile

RENEW_DAYS = 90
"""Days before the end of a timestamp's certificate from which a new one is put over it."""


class KeepingState(models.TextChoices):
    """How far it has come."""

    WAITING = "waiting", _("Đang chờ bổ sung")
    DONE = "done", _("Đã bổ sung")
    REFUSED = "refused", _("Không bổ sung được")


class LongKeeping(models.Model):
    """Bổ sung chứng cứ lưu trữ lâu dài (PAdES B-LTA): the file before and after; the document stays the same one.

    A timestamp over everything is repeated before its own certificate ends: a row each time.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="keepings")
    batch = models.UUIDField(default=uuid4, db_index=True)
    """Documents asked for together: of one hand-over to the archive, or one pressed by hand."""
    state = models.CharField(max_length=10, choices=KeepingState.choices, default=KeepingState.WAITING)
    former = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """The file as it was before."""
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """The file as it became."""
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField(null=True)
    """Account to be told; none when the program itself renews."""
    asked_by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField(null=True)
    holds_until = models.DateTimeField(null=True)
    """End of the certificate of the timestamp that was added."""
    trouble = models.CharField(max_length=300, blank=True)
    """What stood in the way, in words."""

    class Meta:
        """A document waits once; found by the day until which it holds."""

        db_table = "documents_long_keeping"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document"], condition=models.Q(state="waiting"), name="long_keeping_waits_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["holds_until"], name="long_keeping_ends", condition=models.Q(state="done"))
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.state}"
