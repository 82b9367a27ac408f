"""The carrier: one process that tells other systems what waits and asks them what has come, until it is stopped."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from django.db import Error as DatabaseError
from django.db import close_old_connections, connections

from congso.foundation.outbox.rounds import Round, rounds
from congso.foundation.outbox.services import carry_all

IDLE = 0.5
"""Seconds of rest when nothing waits."""


def run(*, stopped: Callable[[], bool] = lambda: False, idle: float = IDLE) -> None:
    """Carry and go the rounds for ever; a database that is away for a moment is waited for."""
    last: dict[str, float] = {}
    while not stopped():
        try:
            busy = carry_all(most=200) + sum(_go(each, last) for each in list(rounds().values()))
        except DatabaseError as away:
            sys.stderr.write(f"carrier: {type(away).__name__}: {away}\n")
            connections.close_all()
            busy = 0
        close_old_connections()
        if not busy:
            time.sleep(idle)


def _go(each: Round, last: dict[str, float]) -> int:
    """One round when its time has come; one that does something is due again at once."""
    now = time.monotonic()
    if now - last.get(each.name, float("-inf")) < each.every:
        return 0
    try:
        done = each.go()
    except DatabaseError:
        raise
    except Exception as broken:  # noqa: BLE001 - the other side may fail in any way; the next round tries again
        sys.stderr.write(f"{each.name}: {type(broken).__name__}: {broken}\n")
        done = 0
    if not done:
        last[each.name] = now
    return done
