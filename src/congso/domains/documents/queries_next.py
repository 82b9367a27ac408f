"""What comes next for who has just dealt with one."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import Actor
from congso.domains.documents.incoming_process import KIND
from congso.domains.documents.models import Document
from congso.foundation.casework.models import CaseState, StepKind
from congso.foundation.casework.policies import seat_at


def next_to_instruct(*, viewer: Actor, after: UUID) -> Document | None:
    """The document that has waited longest for the viewer's instruction, beside one just dealt with; the urgent ones first."""
    units = {seat.unit_id for seat in viewer.seats}
    rows = Document.objects.filter(
        case__kind=KIND, case__state=CaseState.OPEN, case__step__kind=StepKind.REVIEW, case__holder_unit_id__in=units
    ).exclude(pk=after)
    found = rows.select_related("case").defer("text", "search_key").order_by("-urgency", "case__step_entered_at")[:20]
    return next((row for row in found if row.case is not None and seat_at(viewer, row.case) is not None), None)
