"""Notices are read."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.foundation.audit.writing import write_action
from congso.foundation.notifications.models import Notice
from congso.foundation.notifications.policies import visible_to


def open_notice(*, actor: Actor, notice_id: int) -> Notice:
    """Mark a notice as read when its receiver opens it. Raises NotVisible for somebody else's."""
    with write_action("notifications.open_notice", actor=actor) as action:
        notice = Notice.objects.select_for_update(no_key=True).filter(visible_to(actor), pk=notice_id).first()
        if notice is None:
            raise NotVisible
        if notice.read_at is None:
            notice.read_at = action.at
            notice.save(update_fields=["read_at"])
        action.record(notice, kind=notice.kind)
    return notice


def mark_all_read(*, actor: Actor) -> int:
    """Mark all of one's notices as read; how many there were."""
    with write_action("notifications.mark_all_read", actor=actor) as action:
        count = Notice.objects.filter(visible_to(actor), read_at=None).update(read_at=action.at)
        action.record(("notifications.notice", "*"), count=count)
    return count
