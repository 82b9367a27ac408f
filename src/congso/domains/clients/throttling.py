"""How many wrong secrets one address may say.

A right secret is let in at any time: it has 256 random bits, so nobody finds it by trying, and a program must not be shut out
by another one behind the same address. What the limit spares is the log, which would be filled with tries.
"""

from __future__ import annotations

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from congso.core import clock

MOST = 20
SECONDS = 600


def _window() -> int:
    return int(clock.now().timestamp()) // SECONDS


def seconds_to_next_window() -> int:
    """When an address that said too many wrong secrets is heard again."""
    return SECONDS - int(clock.now().timestamp()) % SECONDS


def count_wrong(address: str) -> int:
    """Count a wrong secret of an address; how many it said in these ten minutes. Only a keyed hash is kept."""
    digest = salted_hmac("congso.clients", address, algorithm="sha256").hexdigest()
    name = f"clients.wrong:{_window()}:{digest}"
    cache.add(name, 0, SECONDS)
    try:
        return int(cache.incr(name))
    except ValueError:  # ended between the two
        return 1
