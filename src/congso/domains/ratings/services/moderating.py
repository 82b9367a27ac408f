"""Show a comment to everybody, or not; its words stay as they were written."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.ratings.enums import CommentState
from congso.domains.ratings.errors import NothingToModerate, ReasonNeeded
from congso.domains.ratings.models import Rating
from congso.domains.ratings.policies import require_can_moderate
from congso.foundation.audit.writing import WriteAction, write_action


def publish_comment(*, actor: Actor, rating_id: UUID) -> Rating:
    """Show a comment on the public page (đăng ý kiến). Raises NotAllowed, NotVisible, NothingToModerate."""
    with write_action("ratings.publish_comment", actor=actor) as action:
        row = _commented(actor, rating_id)
        return _decide(action, row, CommentState.PUBLISHED, "")


def hide_comment(*, actor: Actor, rating_id: UUID, reason: str) -> Rating:
    """Keep a comment off the public page, with the reason (không đăng ý kiến); the level still counts.

    Raises NotAllowed, NotVisible, NothingToModerate, ReasonNeeded.
    """
    with write_action("ratings.hide_comment", actor=actor) as action:
        row = _commented(actor, rating_id)
        if not reason.strip():
            raise ReasonNeeded(field="reason")
        return _decide(action, row, CommentState.HIDDEN, nfc(reason.strip())[:300])


def _commented(actor: Actor, rating_id: UUID) -> Rating:
    require_can_moderate(actor)
    row = Rating.objects.select_for_update().filter(pk=rating_id).first()
    if row is None:
        raise NotVisible
    require_can_moderate(actor, row.agency_id)
    if not row.comment:
        raise NothingToModerate
    return row


def _decide(action: WriteAction, row: Rating, state: CommentState, reason: str) -> Rating:
    before = row.state
    row.state, row.hidden_reason = state, reason
    row.moderated_at, row.moderated_by = action.at, action.actor.account_id
    row.moderated_by_name = action.actor.name
    row.save(update_fields=["state", "hidden_reason", "moderated_at", "moderated_by", "moderated_by_name"])
    action.record(row, before=before, after=str(state), reason=reason)
    return row
