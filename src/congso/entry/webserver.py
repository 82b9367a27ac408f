"""A web server: the application is loaded once and shared by the processes that answer, forked from the one that did.

Where the system cannot fork (macOS starts them afresh) each loads it for itself. One that dies is replaced at once.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from importlib import import_module

OFFICE = "congso.entry.wsgi:application"


def command(*, port: int, workers: int, threads: int, host: str = "127.0.0.1", application: str = OFFICE) -> list[str]:
    """The command line of a server of its own."""
    options = {"port": port, "workers": workers, "threads": threads, "host": host, "application": application}
    return [sys.executable, "-m", "congso.entry.webserver", *(f"--{name}={value}" for name, value in options.items())]


def answers(port: int, path: str = "/song/", *, seconds: float = 2) -> bool:
    """Whether a server on this machine answers, asked as the office's proxy asks: an office knows its own names only, over TLS."""
    name = os.environ.get("CONGSO_HOSTS", "127.0.0.1").split(",")[0].lstrip(".")
    line = HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        line.request("GET", path, headers={"Host": name, "X-Forwarded-Proto": "https"})
        return line.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


def main() -> None:
    """Load the application, then serve it until told to stop."""
    from granian import Granian  # here: who only asks for the command needs no server
    from granian.constants import Interfaces
    from granian.log import LogLevels

    parser = argparse.ArgumentParser()
    for name, kind in {"port": int, "workers": int, "threads": int, "host": str, "application": str}.items():
        parser.add_argument(f"--{name}", type=kind, required=True)
    chosen = parser.parse_args()
    gc.disable()  # what is loaded stays: looking through it for what could go is a tenth of the loading
    import_module(chosen.application.partition(":")[0])
    gc.freeze()  # nor need a forked process touch, and so copy, its pages
    gc.enable()
    Granian(
        target=chosen.application, address=chosen.host, port=chosen.port, interface=Interfaces.WSGI,
        workers=chosen.workers, blocking_threads=chosen.threads, backlog=512, websockets=False,
        respawn_failed_workers=True, log_level=LogLevels.warning,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    main()
