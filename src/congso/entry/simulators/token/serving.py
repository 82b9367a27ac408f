"""Run the local signer, alone or in a thread for tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from congso.entry.simulators.hosting import in_a_thread, serve_here
from congso.entry.simulators.token.app import Application, AskPin

PORT = 17080


def serve(container: bytes, origins: Iterable[str], ask_pin: AskPin, port: int = PORT) -> None:
    """Serve on this machine's own address until it is stopped, one page at a time."""
    serve_here(Application(container, origins, ask_pin), port)


@contextmanager
def running(container: bytes, origins: Iterable[str], ask_pin: AskPin) -> Iterator[str]:
    """The address of a signer in a thread of this process."""
    found: list[str] = []

    def make(address: str) -> Application:
        found.append(address)
        return Application(container, origins, ask_pin)

    with in_a_thread(make):
        yield found[0]
