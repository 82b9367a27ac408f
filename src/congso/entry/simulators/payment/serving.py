"""Where the stand-in for the payment gateway is, and how it is run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from congso.entry.simulators.hosting import in_a_thread, server_command, take_port

if TYPE_CHECKING:
    from congso.entry.simulators.payment.app import Application
    from congso.entry.simulators.payment.bank import Bank

SECRET = "mo-phong"  # noqa: S105 - of a stand-in without money
MERCHANT = "congso"
PORTS_AFTER = 2


def set_defaults() -> None:
    """Where the stand-in of this installation is: two ports after the portal's."""
    port = take_port("CONGSO_PAY_PORT", PORTS_AFTER)
    os.environ.setdefault("CONGSO_PAY_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("CONGSO_PAY_MERCHANT", MERCHANT)
    os.environ.setdefault("CONGSO_PAY_SECRET", SECRET)


def command() -> list[str]:
    """The command of its process."""
    return server_command("congso.entry.simulators.payment.app:application", os.environ["CONGSO_PAY_PORT"], threads=2)


@contextmanager
def running() -> Iterator[Bank]:
    """A gateway in a thread of this process."""
    from congso.entry.simulators.payment.app import Application  # here: a start asks only where it is
    from congso.entry.simulators.payment.bank import Bank

    found: list[Bank] = []

    def make(address: str) -> Application:
        found.append(Bank(address, MERCHANT, SECRET))
        return Application(found[0])

    with in_a_thread(make):
        yield found[0]
