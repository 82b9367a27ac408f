"""Open an agency's calendar to everybody, or close it."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.domains.schedules.models import PublicCalendar
from congso.domains.schedules.policies import require_can_publish
from congso.foundation.audit.writing import write_action


def set_public_calendar(*, actor: Actor, agency_id: int, is_open: bool) -> PublicCalendar:
    """Show what is marked public of the published weeks to everybody without login (công khai lịch), or stop it. Raises NotAllowed."""
    with write_action("schedules.set_public_calendar", actor=actor) as action:
        require_can_publish(actor, agency_id)
        found, _made = PublicCalendar.objects.update_or_create(
            agency_id=agency_id, defaults={"is_open": is_open, "changed_at": action.at, "changed_by_name": actor.name[:120]}
        )
        action.record(found, agency=agency_id, is_open=is_open)
    return found
