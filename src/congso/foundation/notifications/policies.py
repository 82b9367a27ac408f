"""Who may see and do what with messages."""

from __future__ import annotations

from django.db.models import Q

from congso.core.actors import Actor
from congso.core.errors import NotAllowed

MANAGE = "notifications.manage"


def visible_to(viewer: Actor) -> Q:
    """Notices are their receiver's alone, a stand-in's included: they got notices of their own."""
    return Q(account_id=viewer.account_id)


def require_can_manage(actor: Actor) -> None:
    """Administrators word the messages and see which did not leave."""
    if not actor.may(MANAGE):
        raise NotAllowed
