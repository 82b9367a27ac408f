"""Papers beside the valid result of a dossier: what it was before, and what corrects it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _

from congso.domains.dossiers.enums import PaperStanding
from congso.domains.dossiers.models.dossier import Dossier
from congso.foundation.files.models import StoredFile


def number_of(number: str, agency: str) -> str:
    """A document by its number, and whose it is when that must be said."""
    return _("%(number)s của %(agency)s") % {"number": number, "agency": agency} if number and agency else number


class ResultPaper(models.Model):
    """A paper that was a dossier's result and is no more (bị thay thế, thu hồi), or amends or corrects it; never changed.

    A former result keeps its file and the token of its verification page, which says that it no longer holds.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="result_papers")
    standing = models.CharField(max_length=8, choices=PaperStanding)
    document_id = models.UUIDField()
    name = models.CharField(max_length=500)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    approved_by_name = models.CharField(max_length=120, blank=True)
    approved_by_title = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)
    valid_until = models.DateField(null=True)
    verify_token = models.CharField(max_length=24, null=True, unique=True)
    noted_at = models.DateTimeField()
    """When it was replaced or recalled, or came to the dossier."""
    other_number = models.CharField(max_length=60, blank=True)
    """Of a former result: the document that replaced or recalled it. Of a correction: the result that it is about."""
    other_agency = models.CharField(max_length=200, blank=True, default="")
    """Whose that document is, when it is not the dossier's own agency's."""
    issuer_name = models.CharField(max_length=200, blank=True, default="")
    """Who issued this paper, when it was not the dossier's own agency."""
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        """The newest first; each document once in each standing."""

        ordering: ClassVar[list[str]] = ["-noted_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document_id", "dossier", "standing"], name="result_paper_once")
        ]

    def __str__(self) -> str:
        return self.number or self.name

    @property
    def issued_as(self) -> str:
        """Its number, with the agency when that is another one."""
        return number_of(self.number, self.issuer_name)

    @property
    def ended_by(self) -> str:
        """The document that replaced or recalled it, with the agency when that is another one."""
        return number_of(self.other_number, self.other_agency)

    @property
    def is_former(self) -> bool:
        """Whether it was the result and no longer holds."""
        return self.standing in {PaperStanding.REPLACED, PaperStanding.RECALLED}
