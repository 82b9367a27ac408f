"""Run the stand-in as a process, or in a thread for tests."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from congso.entry.simulators.payment.app import Application
from congso.entry.simulators.payment.bank import Bank

SECRET = "mo-phong"  # noqa: S105 - of a stand-in without money
MERCHANT = "congso"


def set_defaults() -> None:
    """Where the stand-in of this installation is: two ports after the portal's."""
    port = int(os.environ.get("CONGSO_PAY_PORT") or int(os.environ["CONGSO_PORT"]) + 2)
    os.environ["CONGSO_PAY_PORT"] = str(port)
    os.environ.setdefault("CONGSO_PAY_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("CONGSO_PAY_MERCHANT", MERCHANT)
    os.environ.setdefault("CONGSO_PAY_SECRET", SECRET)


def command() -> list[str]:
    """The command of its process."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", os.environ["CONGSO_PAY_PORT"],
        "--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "warning",
        "congso.entry.simulators.payment.app:application",
    ]  # fmt: skip


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def running() -> Iterator[Bank]:
    """A gateway in a thread of this process."""
    with make_server("127.0.0.1", 0, _later, server_class=_Threads, handler_class=_Quiet) as server:
        bank = Bank(f"http://127.0.0.1:{server.server_port}", MERCHANT, SECRET)
        server.set_app(Application(bank))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield bank
        finally:
            server.shutdown()
            thread.join()


def _later(_environ: object, _start_response: object) -> list[bytes]:
    return []
