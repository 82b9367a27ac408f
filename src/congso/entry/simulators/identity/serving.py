"""Where the stand-in for the national identity is, and how it is run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from congso.entry.simulators.hosting import in_a_thread, server_command, take_port

if TYPE_CHECKING:
    from congso.entry.simulators.identity.app import Application

SECRET = "mo-phong"  # noqa: S105 - of a stand-in with invented people
PORTS_AFTER = 1


def set_defaults() -> None:
    """Where the stand-in of this installation is: the port after the portal's."""
    port = take_port("CONGSO_IDP_PORT", PORTS_AFTER)
    os.environ.setdefault("CONGSO_OIDC_ISSUER", f"http://127.0.0.1:{port}")
    os.environ.setdefault("CONGSO_OIDC_CLIENT", "congso")
    os.environ.setdefault("CONGSO_OIDC_SECRET", SECRET)
    os.environ.setdefault("CONGSO_IDP_ORIGINS", os.environ["CONGSO_BASE_URL"])


def command() -> list[str]:
    """The command of its process."""
    return server_command("congso.entry.simulators.identity.app:application", os.environ["CONGSO_IDP_PORT"])


@contextmanager
def running(*origins: str) -> Iterator[str]:
    """A provider in a thread of this process for a client at ``origins``; gives its issuer."""
    from congso.entry.simulators.identity.app import make_application  # here: a start asks only where it is

    found: list[str] = []

    def make(address: str) -> Application:
        found.append(address)
        return make_application(address, SECRET, origins)

    with in_a_thread(make):
        yield found[0]
