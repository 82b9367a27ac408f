"""Searches that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.finding import Asked, asked_from
from congso.domains.documents.models import SavedSearch
from congso.domains.documents.policies_finding import saved_visible_to
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names


@dataclass(frozen=True)
class SavedLine:
    """A saved search as the list shows it."""

    id: UUID
    name: str
    is_own: bool
    owner: str
    shared_in: str
    notify: bool


def saved_searches(*, viewer: Actor) -> list[SavedLine]:
    """One's own and those shared in one's units, by name."""
    rows = SavedSearch.objects.filter(saved_visible_to(viewer)).order_by("name", "pk")[:100]
    return [
        SavedLine(row.pk, row.name, row.account_id == viewer.account_id, account_names().get(row.account_id, ""),
                  tree().name(row.unit_id) if row.unit_id else "", row.notify and row.account_id == viewer.account_id)
        for row in rows
    ]  # fmt: skip


def asked_of_saved(*, viewer: Actor, key: str) -> Asked | None:
    """What a saved search asks; None without a key. Raises NotVisible for one that is gone or not shared with the viewer."""
    if not key:
        return None
    try:
        row = SavedSearch.objects.filter(saved_visible_to(viewer), pk=UUID(key)).first()
    except ValueError:
        row = None
    if row is None:
        raise NotVisible
    return asked_from(row.asked)
