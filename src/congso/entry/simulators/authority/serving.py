"""Where the stand-in for the certification authority is, and how it is run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from congso.entry.simulators.hosting import in_a_thread, server_command, take_port

if TYPE_CHECKING:
    from congso.entry.simulators.authority.app import Application
    from congso.entry.simulators.authority.certificates import Authority
    from congso.entry.simulators.authority.remote_keys import RemoteKeys

KEY = "mo-phong"
PORTS_AFTER = 4


def folder() -> Path:
    """Where the authority of this installation keeps its keys."""
    return Path(os.environ["CONGSO_CA_FOLDER"])


def set_defaults() -> None:
    """Where the stand-in of this installation is: four ports after the portal's."""
    port = take_port("CONGSO_CA_PORT", PORTS_AFTER)
    address = os.environ.setdefault("CONGSO_CA_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("CONGSO_CA_FOLDER", str(Path(os.environ["CONGSO_DATA"]) / "demo-ca"))
    os.environ.setdefault("CONGSO_TSA_URL", f"{address}/tsa")
    os.environ.setdefault("CONGSO_CSC_URL", address)
    os.environ.setdefault("CONGSO_CSC_TOKEN", KEY)
    os.environ.setdefault("CONGSO_REVOCATION_HOSTS", urlsplit(address).netloc)


def command() -> list[str]:
    """The command of its process."""
    application = "congso.entry.simulators.authority.app:application"
    return server_command(application, os.environ["CONGSO_CA_PORT"], threads=2)


@dataclass(frozen=True)
class Running:
    """An authority at work."""

    address: str
    authority: Authority
    keys: RemoteKeys


@contextmanager
def running(path: Path) -> Iterator[Running]:
    """An authority in a thread of this process, with its folder at ``path``."""
    from congso.entry.simulators.authority.app import Application  # here: a start asks only where it is
    from congso.entry.simulators.authority.certificates import Authority
    from congso.entry.simulators.authority.remote_keys import RemoteKeys

    found: list[Running] = []

    def make(address: str) -> Application:
        authority = Authority(path, address)
        authority.make()
        found.append(Running(address, authority, RemoteKeys(path / "remote", KEY)))
        return Application(authority, found[0].keys)

    with in_a_thread(make):
        yield found[0]
