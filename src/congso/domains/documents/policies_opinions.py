"""Who asks about a draft, who answers, who sees which answers."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.documents.models import Opinion, Outgoing
from congso.domains.documents.policies import INSTRUCT
from congso.domains.documents.policies_outgoing import sees_whole
from congso.foundation.casework.models import Case
from congso.foundation.casework.policies import seat_at


def may_ask(viewer: Actor, outgoing: Outgoing, case: Case) -> bool:
    """Its drafter, the head of the unit that drafts, and who holds the draft."""
    return outgoing.drafter_id in viewer.accounts or viewer.may(INSTRUCT, outgoing.unit_id) or seat_at(viewer, case) is not None


def require_may_ask(viewer: Actor, outgoing: Outgoing, case: Case) -> None:
    """Only they ask, take a question back and say what became of an answer."""
    if not may_ask(viewer, outgoing, case):
        raise NotAllowed


def is_asked(viewer: Actor, opinion: Opinion) -> bool:
    """Whether it is the viewer, or a unit of theirs, that was asked."""
    if opinion.withdrawn_at is not None:
        return False
    if opinion.account_id is not None:
        return opinion.account_id in viewer.accounts
    return opinion.unit_id in {seat.unit_id for seat in viewer.seats}


def may_see_opinion(viewer: Actor, outgoing: Outgoing, case: Case, opinion: Opinion) -> bool:
    """All answers for who sees the draft anyhow; one's own for who was only asked."""
    return sees_whole(viewer, outgoing, case) or is_asked(viewer, opinion)


def require_can_see_opinion(viewer: Actor, outgoing: Outgoing, case: Case, opinion: Opinion) -> None:
    """Hide the others."""
    if not may_see_opinion(viewer, outgoing, case, opinion):
        raise NotVisible
