"""Who may do what with money."""

from __future__ import annotations

from django.db.models import Q

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed, NotVisible

COLLECT = "fees.collect"
MANAGE = "fees.manage"
RECONCILE = "fees.reconcile"


def require_can_collect(actor: Actor, unit_id: int) -> None:
    """Clerks take money at their own counter."""
    if not actor.may(COLLECT, unit_id):
        raise NotAllowed


def require_can_manage(actor: Actor, unit_id: int | None = None) -> None:
    """Accounts, cancelled receipts and refunds are for who keeps the unit's books."""
    if not actor.may(MANAGE, unit_id):
        raise NotAllowed


def require_can_reconcile(actor: Actor, unit_id: int | None = None) -> None:
    """Reconciling is for who keeps or inspects the books."""
    if not actor.may(RECONCILE, unit_id):
        raise NotAllowed


def may_see(viewer: Actor, unit_id: int | None) -> bool:
    """Who takes, keeps or inspects a unit's money sees its payments; what belongs to no unit, who inspects all."""
    if unit_id is None:
        return viewer.units_for(RECONCILE) == EVERYWHERE
    return any(viewer.may(right, unit_id) for right in (COLLECT, MANAGE, RECONCILE))


def require_can_see(viewer: Actor, unit_id: int | None) -> None:
    """Hide other units' money."""
    if not may_see(viewer, unit_id):
        raise NotVisible


def reconciled_by(viewer: Actor) -> Q:
    """Rows with a ``unit_id`` that the viewer reconciles."""
    units = viewer.units_for(RECONCILE)
    return Q() if units == EVERYWHERE else Q(unit_id__in=units)
