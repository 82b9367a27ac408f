"""Who was asked about a draft, and what they answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.domains.documents.models.outgoing import Outgoing
from congso.domains.documents.models.outgoing_version import DraftVersion
from congso.foundation.casework.models import Case
from congso.foundation.files.models import StoredFile


class Verdict(models.TextChoices):
    """What somebody who was asked says of a draft."""

    AGREE = "agree", _("Nhất trí")
    REMARKS = "remarks", _("Nhất trí, có ý kiến góp ý")
    DISAGREE = "disagree", _("Không nhất trí")


class TakenUp(models.TextChoices):
    """What the drafter made of an opinion."""

    TAKEN = "taken", _("Tiếp thu")
    PARTLY = "partly", _("Tiếp thu một phần, giải trình phần còn lại")
    EXPLAINED = "explained", _("Giải trình, không tiếp thu")


class Opinion(models.Model):
    """Lấy ý kiến góp ý: a unit or a person of the office asked about a draft, with the work it is to them; the answer and what became of it."""

    outgoing = models.ForeignKey(Outgoing, on_delete=models.PROTECT, related_name="opinions")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="+")
    """What the draft said when it was asked."""
    unit_id = models.BigIntegerField()
    account_id = models.BigIntegerField(null=True)
    """NULL: the unit, whoever of it."""
    name = models.CharField(max_length=250)
    """Whom, as of that day."""
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=2000, blank=True)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=120)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    text = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    answered_by_title = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    """When the question was taken back, or the draft went to be signed without it."""
    taken_up = models.CharField(max_length=9, choices=TakenUp.choices, blank=True)
    taken_up_note = models.TextField(blank=True)
    taken_up_at = models.DateTimeField(null=True)
    taken_up_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        """In the order they were asked; nobody twice at a time."""

        db_table = "documents_opinion"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["outgoing", "unit_id", "account_id"], nulls_distinct=False,
                condition=models.Q(answered_at=None, withdrawn_at=None), name="opinion_asked_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether the answer is still waited for."""
        return self.answered_at is None and self.withdrawn_at is None
