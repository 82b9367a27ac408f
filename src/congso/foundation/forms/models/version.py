"""The wording of a form for a time."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from congso.foundation.forms.models.form import Form


class VersionState(models.TextChoices):
    """Whether a version may still be changed."""

    DRAFT = "draft", _("Đang soạn")
    PUBLISHED = "published", _("Đã ban hành")


class FormVersion(models.Model):
    """One version of a form (phiên bản biểu mẫu), in force from a day until the day before ``valid_to``.

    Published versions are never changed: what was begun on one is finished on it. ``revision`` counts the changes
    of a draft, so that two people do not overwrite each other.
    """

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    definition = models.JSONField()
    note = models.CharField(max_length=500, blank=True)
    is_shipped = models.BooleanField(default=False)
    """Came with the program and was not written here: the next release may replace it."""
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=200)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    """First day on which it no longer holds; equal to ``valid_from`` when replaced on the very day."""

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_number"),
            models.UniqueConstraint(
                fields=["form"], condition=models.Q(state="draft"), name="form_one_draft"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(valid_from__isnull=False),
                name="form_published_since",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="form_version_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}#{self.number}"
