"""The present version of the reference data, and memory that forgets when it changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from itertools import count
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.db.models import F, Subquery
from django.db.models.functions import Coalesce

from congso.foundation.database.prepared import fetch
from congso.foundation.orgs.models import ReferenceEpoch

P = ParamSpec("P")
R = TypeVar("R")

_present: ContextVar[int | None] = ContextVar("congso_reference_epoch", default=None)


_PRESENT = "SELECT value FROM orgs_referenceepoch WHERE id = 1"
_private = count(1)
_memories: list[OrderedDict[Hashable, Any]] = []


def also_forget(memory: OrderedDict[Hashable, Any]) -> None:
    """Let ``forget_all`` empty one more memory whose keys hold the version."""
    _memories.append(memory)


def forget_all() -> None:
    """Empty every memory: for tests, whose rolled-back databases count their versions from the start again."""
    for memory in _memories:
        memory.clear()


def current() -> int:
    """The version known for this request, else the one in the database."""
    known = _present.get()
    if known is not None:
        return known
    rows = fetch(_PRESENT, [])
    return int(rows[0][0]) if rows else 0


def in_statement() -> Coalesce:
    """The version as a column of a statement that is sent anyway; the reader then tells it to ``know``."""
    return Coalesce(Subquery(ReferenceEpoch.objects.filter(pk=1).values("value")), 0)


def know(value: int | None) -> None:
    """Remember the version for the rest of this request (read with the account in one query)."""
    _present.set(value)


def is_known() -> bool:
    """Whether this request has read the version already."""
    return _present.get() is not None


@contextmanager
def known() -> Iterator[None]:
    """Read the version once for a whole job or command."""
    before = _present.get()
    _present.set(None)
    _present.set(current())
    try:
        yield
    finally:
        _present.set(before)


def bump() -> None:
    """Say that reference data changed; called inside the transaction of the change.

    Until the commit this writer remembers under a number of its own, which nobody else will ever read.
    """
    if not ReferenceEpoch.objects.filter(pk=1).update(value=F("value") + 1):
        ReferenceEpoch.objects.create(pk=1)
    _present.set(-next(_private))
    transaction.on_commit(lambda: _present.set(None))


def take_turn() -> None:
    """Let one change of reference data happen at a time: the next one then sees what this one did.

    Called first inside the transaction of the change; the turn ends with the commit.
    """
    ReferenceEpoch.objects.bulk_create([ReferenceEpoch(pk=1)], ignore_conflicts=True)
    list(ReferenceEpoch.objects.select_for_update().filter(pk=1))


def remembered(largest: int = 256) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep a query's answer in this process until the reference data changes.

    The arguments must be hashable. An answer found while a change is not yet committed is not kept.
    """

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        memory: OrderedDict[Hashable, R] = OrderedDict()
        lock = Lock()

        @wraps(function)
        def answer(*args: P.args, **kwargs: P.kwargs) -> R:
            key = (current(), args, tuple(sorted(kwargs.items())))
            with lock:
                if key in memory:
                    memory.move_to_end(key)
                    return memory[key]
            found = function(*args, **kwargs)
            with lock:
                memory[key] = found
                while len(memory) > largest:
                    memory.popitem(last=False)
            return found

        _memories.append(memory)
        return answer

    return wrap
