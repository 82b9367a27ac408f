"""The addresses under which a person's programs read calendars: made, shown once, taken back."""

from __future__ import annotations

import secrets

from congso.core.actors import Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.domains.schedules.models import Feed
from congso.domains.schedules.policies import agency_of
from congso.domains.schedules.queries import feed_hash
from congso.foundation.audit.writing import write_action
from congso.foundation.people.models import Account


def make_feed(*, actor: Actor, agency_id: int | None = None) -> tuple[Feed, str]:
    """Make the address of one's own calendar, or of the leaders' calendar of one's agency (tạo địa chỉ lịch).

    The former one of the same sort ends. The key is told only now. Raises NotAllowed for who is no official, NotVisible for
    an agency in which they do not sit.
    """
    with write_action("schedules.make_feed", actor=actor) as action:
        if actor.account_id is None:
            raise NotAllowed
        if agency_id is not None:
            agency_of(actor, agency_id)
        # Who presses twice at once waits at their own account.
        Account.objects.select_for_update(no_key=True).get(pk=actor.account_id)
        Feed.objects.filter(account_id=actor.account_id, agency_id=agency_id, revoked_at=None).update(revoked_at=action.at)
        key = secrets.token_urlsafe(32)
        feed = Feed.objects.create(account_id=actor.account_id, agency_id=agency_id, key_hash=feed_hash(key), made_at=action.at)
        action.record(feed, agency=agency_id)
    return feed, key


def revoke_feed(*, actor: Actor, agency_id: int | None = None) -> Feed:
    """Take the address back (thu hồi): calendar programs read nothing more. Raises NotVisible when there is none."""
    with write_action("schedules.revoke_feed", actor=actor) as action:
        feed = Feed.objects.select_for_update().filter(account_id=actor.account_id or 0, agency_id=agency_id, revoked_at=None).first()
        if feed is None:
            raise NotVisible
        feed.revoked_at = action.at
        feed.save(update_fields=["revoked_at"])
        action.record(feed)
    return feed
