"""How documents stand to each other."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from congso.domains.documents.enums import RelationKind
from congso.domains.documents.models.document import Document


class Relation(models.Model):
    """One document answers, replaces, is based on … another; ``outside`` names one that is not kept here."""

    source = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=10, choices=RelationKind.choices)
    target = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="referred_by")
    outside = models.CharField(max_length=300, blank=True)

    class Meta:
        """Each once."""

        db_table = "documents_relation"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["source", "kind", "target", "outside"], name="document_relation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id or self.outside}"
