"""Who may use and keep keys."""

from __future__ import annotations

from django.db.models import Q

from congso.core.actors import EVERYWHERE, Actor
from congso.core.errors import NotAllowed
from congso.foundation.signing.errors import NotYourKey
from congso.foundation.signing.models import SigningKey

SEAL = "signing.seal"
"""Use the unit's seal (văn thư, NĐ 30/2020 Điều 32, 33)."""
MANAGE = "signing.manage"
"""Keep everybody's keys and the trusted roots."""


def check_use(actor: Actor, key: SigningKey) -> None:
    """A personal key is used by its owner and nobody else, not even by delegation; a seal by who keeps it."""
    if key.account_id is not None:
        allowed = key.account_id == actor.account_id
    else:
        allowed = actor.may(SEAL, key.unit_id)
    if not allowed:
        raise NotYourKey


def check_keep(actor: Actor, *, account_id: int | None, unit_id: int | None) -> None:
    """Own keys are kept by their owner, a seal's by who keeps the seal, all others by the administrator."""
    own = account_id is not None and account_id == actor.account_id
    seal = unit_id is not None and actor.may(SEAL, unit_id)
    if not (own or seal or actor.may(MANAGE)):
        raise NotAllowed


def visible_to(viewer: Actor) -> Q:
    """Own keys, the seals one keeps; all of them for the administrator."""
    seals = viewer.units_for(SEAL)
    if viewer.may(MANAGE):
        return Q()
    kept = Q(unit__isnull=False) if seals == EVERYWHERE else Q(unit_id__in=seals)
    return kept | Q(account__isnull=False, account_id=viewer.account_id)


def require_can_manage(viewer: Actor) -> None:
    """Only who looks after all keys; raises NotAllowed."""
    if not viewer.may(MANAGE):
        raise NotAllowed
