"""Tell the public beforehand when the system stops."""

from __future__ import annotations

from datetime import datetime

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.portal.errors import AlreadyClosed, NoticeOutOfOrder, NoticeTooLate
from congso.domains.portal.models import NoticeKind, ServiceNotice
from congso.domains.portal.policies import require_can_manage
from congso.domains.portal.queries.notices import WORKING_DAYS_BEFORE, earliest_planned_day
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch


def publish_notice(
    *, actor: Actor, kind: str, title: str, text: str, starts_at: datetime, ends_at: datetime
) -> ServiceNotice:
    """Announce a stop (thông báo tạm dừng): planned ones at least seven working days before.

    Raises NoticeTooLate (NĐ 224/2026/NĐ-CP, Điều 13) and NoticeOutOfOrder; an incident may be told at once.
    """
    with write_action("portal.publish_notice", actor=actor) as action:
        require_can_manage(actor)
        if ends_at <= starts_at or ends_at <= clock.now():
            raise NoticeOutOfOrder(field="ends_at")
        earliest = earliest_planned_day()
        if kind == NoticeKind.PLANNED and clock.local(starts_at).date() < earliest:
            raise NoticeTooLate(days=WORKING_DAYS_BEFORE, earliest=f"{earliest:%d/%m/%Y}", field="starts_at")
        row = ServiceNotice.objects.create(
            kind=kind, title=nfc(title.strip()), text=nfc(text.strip()), starts_at=starts_at, ends_at=ends_at,
            published_at=clock.now(),
        )  # fmt: skip
        epoch.bump()
        action.record(row, kind=kind, title=row.title, starts_at=starts_at, ends_at=ends_at)
    return row


def withdraw_notice(*, actor: Actor, notice_id: int, reason: str) -> ServiceNotice:
    """Take a notice back (the stop does not take place); it stays in the list with the reason."""
    with write_action("portal.withdraw_notice", actor=actor) as action:
        require_can_manage(actor)
        row = ServiceNotice.objects.select_for_update().filter(pk=notice_id).first()
        if row is None:
            raise NotVisible
        if row.withdrawn_at is not None:
            raise AlreadyClosed
        if not reason.strip():
            raise InvalidInput(field="reason")
        row.withdrawn_at, row.withdrawn_reason = clock.now(), nfc(reason.strip())
        row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        epoch.bump()
        action.record(row, reason=row.withdrawn_reason)
    return row
