"""Where the stand-in for the message gateway is, and how it is run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from congso.entry.simulators.hosting import in_a_thread, server_command, take_port
from congso.entry.simulators.messages.app import Application

KEY = "mo-phong"
"""Of a stand-in that sends nothing."""
PORTS_AFTER = 3


def set_defaults() -> None:
    """Where the stand-in of this installation is: three ports after the portal's."""
    port = take_port("CONGSO_SMS_PORT", PORTS_AFTER)
    os.environ.setdefault("CONGSO_SMS_GATEWAY", f"http://127.0.0.1:{port}")
    os.environ.setdefault("CONGSO_SMS_KEY", KEY)


def command() -> list[str]:
    """The command of its process."""
    return server_command("congso.entry.simulators.messages.app:application", os.environ["CONGSO_SMS_PORT"])


@contextmanager
def running() -> Iterator[tuple[str, Application]]:
    """A gateway in a thread of this process; gives its address and the application with what it was sent."""
    found: list[str] = []
    made = Application(KEY)

    def make(address: str) -> Application:
        found.append(address)
        return made

    with in_a_thread(make):
        yield found[0], made
