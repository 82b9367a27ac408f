"""A rating."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from congso.core.ids import uuid7
from congso.domains.ratings.enums import CommentState, Level, Way
from congso.domains.ratings.models.tablet import Tablet


class Rating(models.Model):
    """How content somebody was with how a dossier was dealt with (đánh giá mức độ hài lòng): QĐ 766/QĐ-TTg, 5.4.

    Once for each dossier and way. Without a dossier it is about the counter as a whole. Agency, place of receipt and
    procedure stand here as they were, so that figures need no other table. The comment is kept word for word.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier_id = models.UUIDField(null=True)
    way = models.CharField(max_length=8, choices=Way)
    agency_id = models.BigIntegerField()
    receiving_unit_id = models.BigIntegerField()
    procedure_code = models.CharField(max_length=40, blank=True)
    procedure_name = models.TextField(blank=True)
    level = models.PositiveSmallIntegerField(choices=Level)
    reasons = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    comment = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    tablet = models.ForeignKey(Tablet, on_delete=models.PROTECT, null=True, related_name="ratings")
    state = models.CharField(max_length=9, choices=CommentState, default=CommentState.NONE)
    moderated_at = models.DateTimeField(null=True)
    moderated_by = models.BigIntegerField(null=True)
    moderated_by_name = models.CharField(max_length=120, blank=True)
    hidden_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier_id", "way"], condition=models.Q(dossier_id__isnull=False), name="rating_once"
            ),
            models.CheckConstraint(condition=models.Q(level__range=(1, 5)), name="rating_five_levels"),
        ]
        indexes = [
            models.Index(
                fields=["at"], include=["agency_id", "procedure_code", "level"], name="rating_published"
            ),
            models.Index(fields=["state", "id"], name="rating_queue", condition=~models.Q(state="none")),
            models.Index(
                fields=["tablet", "-at"], name="rating_tablet", condition=models.Q(tablet__isnull=False)
            ),
        ]
