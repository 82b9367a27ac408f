"""Who may use and keep keys."""

from __future__ import annotations

from congso.core.actors import Actor
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
