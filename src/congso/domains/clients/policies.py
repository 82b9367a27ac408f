"""Who looks after programs that ask us, and what such a program may see."""

from __future__ import annotations

from collections.abc import Iterable

from congso.core.actors import Actor
from congso.core.errors import NotAllowed
from congso.domains.clients.errors import ScopeMissing
from congso.domains.clients.models import Client, Reach, Scope

MANAGE = "clients.manage"
_GRANTS = {Scope.SUBMIT: "dossiers.submit_for", Scope.DOSSIERS: "cases.see", Scope.DOCUMENTS: "documents.see_all", Scope.STATISTICS: "reports.see"}
"""The right of an official that a scope is worth, over the agency alone."""


def require_can_manage(actor: Actor) -> None:
    """Administrators register programs; raises NotAllowed."""
    if not actor.may(MANAGE):
        raise NotAllowed


def actor_for(client: Client, reaches: Iterable[Reach], scopes: Iterable[str]) -> Actor:
    """The program as one who looks: each scope over its agencies, and no more."""
    wanted, grants = set(scopes), dict[str, frozenset[int]]()
    for reach in reaches:
        for scope in wanted & set(reach.scopes):
            for name in {scope, _GRANTS.get(Scope(scope), scope)}:
                grants[name] = grants.get(name, frozenset()) | {reach.agency_id}
    return Actor(account_id=None, name=f"Ứng dụng: {client.name}"[:120], grants=grants)


def require_scope(actor: Actor, scope: Scope, agency_id: int | None = None) -> None:
    """Raises ScopeMissing unless the program may ask this (of this agency)."""
    if not actor.may(scope.value, agency_id):
        raise ScopeMissing(scope=scope.value)


def require_sends_files(actor: Actor) -> None:
    """Raises ScopeMissing unless the program may send something that has files."""
    require_scope(actor, Scope.SUBMIT)
