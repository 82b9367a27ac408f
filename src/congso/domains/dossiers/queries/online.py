"""What came in by the portal and waits to be checked (hồ sơ trực tuyến chờ kiểm tra)."""

from __future__ import annotations

from django.db.models import QuerySet

from congso.core.actors import EVERYWHERE, Actor
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.policies import RECEIVE

PAGE = 50
COUNT_CAP = 100


def _waiting(viewer: Actor) -> QuerySet[Dossier]:
    rows = Dossier.objects.filter(received_at=None, finished_at=None).exclude(submitted_at=None)
    units = viewer.units_for(RECEIVE)
    return rows if units == EVERYWHERE else rows.filter(receiving_unit_id__in=units)


def online_queue(*, viewer: Actor) -> list[Dossier]:
    """The oldest first: the first page of what waits at the viewer's counters, one row more when there are others."""
    rows = _waiting(viewer).select_related("case").order_by("submitted_at", "pk")
    return list(rows[: PAGE + 1])


def online_waiting(*, viewer: Actor) -> int:
    """How many wait, up to ``COUNT_CAP``."""
    return _waiting(viewer)[:COUNT_CAP].count()
