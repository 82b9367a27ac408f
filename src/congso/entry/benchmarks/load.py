"""Clients that press as fast as they are answered."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """What all clients together saw."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    wall: float = 0.0


Request = tuple[str, str, bytes | None, dict[str, str]]


def run_clients(
    port: int, makers: Sequence[Callable[[], Request]], *, seconds: float, expect: int
) -> Outcome:
    """Let one thread a maker send its requests over one connection for ``seconds``."""
    outcome, end = Outcome(), time.monotonic() + seconds
    begun = time.monotonic()
    threads = [threading.Thread(target=_client, args=(port, make, end, expect, outcome)) for make in makers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcome.wall = time.monotonic() - begun
    return outcome


def _client(port: int, make: Callable[[], Request], end: float, expect: int, outcome: Outcome) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.monotonic() < end:
        method, path, body, headers = make()
        begun = time.monotonic()
        connection.request(method, path, body=body, headers=headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status == expect:
            outcome.seconds.append(time.monotonic() - begun)
        else:
            outcome.failures.append(f"{answer.status}: {text[:300]!r}")
            if len(outcome.failures) > 20:
                return
    connection.close()
