"""One line of the audit log."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import models
from django.db.models import Func
from django.utils.translation import gettext_lazy as _

from congso.core import clock


class Outcome(models.TextChoices):
    """Whether the action was done or refused."""

    DONE = "done", _("Đã thực hiện")
    REFUSED = "refused", _("Bị từ chối")


class CurrentTransaction(Func):
    """The number of the running transaction, so that sealing knows which lines can no longer appear."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class AuditEntry(models.Model):
    """A line of the audit log (nhật ký hệ thống): never changed, never removed.

    The application's database role may only add and read lines; ``leaf_hash`` is the line's RFC 9162 leaf.
    """

    at = models.DateTimeField()
    transaction = models.BigIntegerField(db_default=CurrentTransaction())
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    position_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=80)
    outcome = models.CharField(max_length=8, choices=Outcome)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=60, blank=True)
    details = models.JSONField(default=dict)
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_subject"),
            models.Index(fields=["actor_id", "id"], name="audit_actor"),
            models.Index(fields=["transaction", "id"], name="audit_transaction"),
        ]

    def content(self) -> bytes:
        """The line in one canonical form: what the hash covers."""
        parts: dict[str, Any] = {
            "at": self.at.astimezone(clock.VIETNAM).isoformat(),
            "actor": [self.actor_id, self.actor_name, self.position_id, self.unit_id],
            "action": self.action,
            "outcome": self.outcome,
            "subject": [self.subject_type, self.subject_id],
            "details": self.details,
        }
        return json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    def compute_leaf(self) -> bytes:
        """SHA-256 over 0x00 and the content (RFC 9162, 2.1.1)."""
        return hashlib.sha256(b"\x00" + self.content()).digest()
