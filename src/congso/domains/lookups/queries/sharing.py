"""Shared lists as they are kept here."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.lookups.enums import DifferenceState
from congso.domains.lookups.lists import ALL, ListName
from congso.domains.lookups.models import SharedDifference, SharedList, SharedRow
from congso.domains.lookups.policies import require_can_manage
from congso.foundation.orgs.epoch import remembered

SHOWN = 500
"""Rows and differences on one page; more are approved in parts."""


@dataclass(frozen=True)
class ListLine:
    """A list: when it was fetched, how many rows are in force, how many differences wait."""

    name: ListName
    kept: SharedList
    rows: int
    open: int


def list_lines(*, viewer: Actor) -> list[ListLine]:
    """Every list, in three statements; raises NotAllowed."""
    require_can_manage(viewer)
    kept = {row.key: row for row in SharedList.objects.all()}
    rows = dict(SharedRow.objects.filter(ended_on=None).values_list("list_key").annotate(n=Count("pk")).order_by())
    waiting = dict(SharedDifference.objects.filter(state=DifferenceState.OPEN).values_list("list_key").annotate(n=Count("pk")).order_by())
    return [ListLine(name, kept.get(key, SharedList(key=key)), rows.get(key, 0), waiting.get(key, 0)) for key, name in ALL.items()]


@dataclass(frozen=True)
class ListPage:
    """A list with its rows in force and what waits for a decision."""

    name: ListName
    kept: SharedList
    rows: list[SharedRow]
    differences: list[SharedDifference]
    more: bool


def list_page(*, viewer: Actor, key: str) -> ListPage:
    """One list; raises NotAllowed, NotVisible."""
    require_can_manage(viewer)
    name = ALL.get(key)
    if name is None:
        raise NotVisible
    kept = SharedList.objects.filter(pk=key).first() or SharedList(key=key)
    rows = list(SharedRow.objects.filter(list_key=key, ended_on=None)[: SHOWN + 1])
    differences = list(SharedDifference.objects.filter(list_key=key, state=DifferenceState.OPEN)[: SHOWN + 1])
    return ListPage(name, kept, rows[:SHOWN], differences[:SHOWN], len(rows) > SHOWN or len(differences) > SHOWN)


@remembered(largest=8)
def choices_of(key: str) -> list[tuple[str, str]]:
    """(code, name) in force of a list, for a box to choose from; empty where the list was never approved."""
    return list(SharedRow.objects.filter(list_key=key, ended_on=None).order_by("code").values_list("code", "name")[:2000])
