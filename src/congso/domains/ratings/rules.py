"""Rules that services and pages of ratings share."""

from __future__ import annotations

from datetime import timedelta

from congso.core.actors import Actor
from congso.domains.dossiers.facade import Dossier
from congso.domains.ratings.enums import Way

CHANGEABLE_DAYS = 7
"""For how long a rating may be changed by who gave it (đổi đánh giá): the house's rule, no law names one."""
JUST_RETURNED = timedelta(minutes=30)
"""How long after the result is handed over a tablet asks about it."""


def way_of(viewer: Actor, dossier: Dossier) -> Way:
    """Who has logged in and owns the matter rates by the account; everybody else by the token."""
    return Way.ONLINE if dossier.party_id in viewer.parties else Way.FOLLOW
