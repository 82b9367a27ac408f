"""Where the stand-in for the province's platform is, and how it is run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from congso.entry.simulators.hosting import in_a_thread, server_command, take_port
from congso.entry.simulators.lgsp.app import Application

CLIENT, WORD = "mot-cua-dong-thap", "mo-phong"
PORTS_AFTER = 6


def set_defaults() -> None:
    """Where the stand-in of this installation is: six ports after the portal's."""
    port = take_port("CONGSO_LGSP_PORT", PORTS_AFTER)
    os.environ.setdefault("CONGSO_LGSP_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("CONGSO_LGSP_CLIENT", CLIENT)
    os.environ.setdefault("CONGSO_LGSP_SECRET", WORD)


def command() -> list[str]:
    """The command of its process."""
    return server_command("congso.entry.simulators.lgsp.app:application", os.environ["CONGSO_LGSP_PORT"], threads=4)


@dataclass(frozen=True)
class Running:
    """A platform that runs in a thread."""

    address: str
    application: Application


@contextmanager
def running() -> Iterator[Running]:
    """A platform in a thread of this process."""
    found: list[Running] = []

    def make(address: str) -> Application:
        application = Application(CLIENT, WORD)
        found.append(Running(address, application))
        return application

    with in_a_thread(make):
        yield found[0]
