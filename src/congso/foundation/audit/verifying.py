"""Check the seals and write down what was found: at once while the log is short, else by a job."""

from __future__ import annotations

from django.db.models import Sum
from procrastinate.contrib.django import app

from congso.core.actors import Actor, system_actor
from congso.foundation.audit.models import AuditSeal
from congso.foundation.audit.policies import require_can_see_all
from congso.foundation.audit.sealing import verify_seals
from congso.foundation.audit.writing import write_action

AT_ONCE = 20_000
"""Lines that are checked while the person waits (about a second)."""


def verify(*, actor: Actor) -> int:
    """Check every seal and record the result; answers how many discrepancies there are."""
    with write_action("audit.verify_seals", actor=actor) as action:
        require_can_see_all(actor)
        problems = verify_seals()
        seals = sorted({problem.seal_id for problem in problems})
        action.record(("audit.auditseal", "*"), problems=len(problems), seals=seals[:100])
    return len(problems)


@app.task(name="congso.verify_seals", queue="events")
def verify_later(asked_by: str) -> None:
    """The same as a job; ``asked_by`` stands in the log as the one who asked."""
    verify(actor=system_actor(asked_by))


def ask_to_verify(*, actor: Actor) -> int | None:
    """Check now when the log is short and answer the discrepancies; else leave it to a job and answer None."""
    require_can_see_all(actor)
    if (AuditSeal.objects.aggregate(lines=Sum("size"))["lines"] or 0) <= AT_ONCE:
        return verify(actor=actor)
    verify_later.defer(asked_by=actor.name)
    return None
