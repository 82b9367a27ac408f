"""Where the stand-in for the national portal is, and how it is run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from congso.entry.simulators.hosting import in_a_thread, server_command, take_port
from congso.entry.simulators.national.app import PATH, Application
from congso.entry.simulators.national.portal import Portal

ACCOUNT, PASSWORD = "tinh-dong-thap", "mo-phong"
DESTINATION = "VN:GOV:000.00.00.G22:dvcqg"
PORTS_AFTER = 5


def set_defaults() -> None:
    """Where the stand-in of this installation is: five ports after the portal's."""
    port = take_port("CONGSO_DVCQG_PORT", PORTS_AFTER)
    os.environ.setdefault("CONGSO_DVCQG_URL", f"http://127.0.0.1:{port}{PATH}")
    os.environ.setdefault("CONGSO_DVCQG_ACCOUNT", ACCOUNT)
    os.environ.setdefault("CONGSO_DVCQG_PASSWORD", PASSWORD)
    os.environ.setdefault("CONGSO_DVCQG_DESTINATION", DESTINATION)


def command() -> list[str]:
    """The command of its process."""
    return server_command("congso.entry.simulators.national.app:application", os.environ["CONGSO_DVCQG_PORT"], threads=4)


@dataclass(frozen=True)
class Running:
    """A portal that runs in a thread: its address, its data, how it behaves."""

    address: str
    portal: Portal
    application: Application


@contextmanager
def running(portal: Portal | None = None) -> Iterator[Running]:
    """A portal in a thread of this process."""
    found: list[Running] = []

    def make(address: str) -> Application:
        application = Application(portal or Portal(ACCOUNT, PASSWORD), DESTINATION)
        found.append(Running(f"{address}{PATH}", application.portal, application))
        return application

    with in_a_thread(make):
        yield found[0]
