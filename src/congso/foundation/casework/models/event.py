"""What happened to a case."""

from __future__ import annotations

from django.db import models

from congso.foundation.casework.models.case import Case


class CaseEvent(models.Model):
    """One event of a case (diễn biến): written once, never changed; the line of events tells the case's whole story.

    A hand-over (bàn giao) carries from where to where, and the working minutes allotted to and used by the step
    that ended: that is what the control slip (Mẫu 06) prints.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", db_index=False)
    """Found by ``case_event_once``, which begins with it."""
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, blank=True)
    agency_id = models.BigIntegerField(null=True)
    """The case's kind and the agency that decided it at the event: what happened at an agency is read in order from these."""
    at = models.DateTimeField()
    action = models.CharField(max_length=30)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    actor_title = models.CharField(max_length=150, blank=True)
    on_behalf_of = models.BigIntegerField(null=True)
    from_step_id = models.BigIntegerField(null=True)
    to_step_id = models.BigIntegerField(null=True)
    from_unit_id = models.BigIntegerField(null=True)
    to_unit_id = models.BigIntegerField(null=True)
    from_holder_id = models.BigIntegerField(null=True)
    to_holder_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8)
    """The case's state after the event."""
    allotted_minutes = models.IntegerField(null=True)
    used_minutes = models.IntegerField(null=True)
    note = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    is_public = models.BooleanField(default=False)
    """Whether the applicant sees it in the line of events."""

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="case_event_once")]
        indexes = [
            models.Index(fields=["actor_id", "at"], name="case_event_actor"),
            models.Index(fields=["agency_id", "kind", "id"], name="case_event_feed"),
        ]
