"""Notices of planned stops and incidents."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.portal.models import ServiceNotice
from congso.domains.portal.policies import require_can_manage
from congso.foundation.calendar.queries import schedule_for
from congso.foundation.orgs.epoch import remembered

WORKING_DAYS_BEFORE = 7
"""NĐ 224/2026/NĐ-CP, Điều 13."""
_KEPT = 200


def shown_notices() -> list[ServiceNotice]:
    """Notices of stops that have not ended, the next one first."""
    now = clock.now()
    return [notice for notice in _standing(clock.today()) if notice.ends_at > now]


@remembered(largest=2)
def _standing(on: date) -> tuple[ServiceNotice, ...]:
    """Notices that had not ended when the day began; publishing and withdrawing raise the version of the data."""
    rows = ServiceNotice.objects.filter(withdrawn_at=None, ends_at__date__gte=on)
    return tuple(rows.order_by("starts_at", "id"))


def earliest_planned_day(on: date | None = None) -> date:
    """The first day for which a planned stop may still be announced today."""
    return schedule_for(None).add_working_days(on or clock.today(), WORKING_DAYS_BEFORE)


def kept_notices(*, viewer: Actor) -> QuerySet[ServiceNotice]:
    """The latest notices, withdrawn ones too, for who keeps them."""
    require_can_manage(viewer)
    return ServiceNotice.objects.all()[:_KEPT]


def kept_notice(*, viewer: Actor, notice_id: int) -> ServiceNotice:
    """A notice; raises NotVisible."""
    require_can_manage(viewer)
    found = ServiceNotice.objects.filter(pk=notice_id).first()
    if found is None:
        raise NotVisible
    return found
