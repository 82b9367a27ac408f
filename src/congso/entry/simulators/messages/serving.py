"""Run the stand-in as a process, or in a thread for tests."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, make_server

from congso.entry.simulators.messages.app import Application

KEY = "mo-phong"
"""Of a stand-in that sends nothing."""
PORTS_AFTER = 3


def set_defaults() -> None:
    """Where the stand-in of this installation is: three ports after the portal's."""
    port = int(os.environ.get("CONGSO_SMS_PORT") or int(os.environ["CONGSO_PORT"]) + PORTS_AFTER)
    os.environ["CONGSO_SMS_PORT"] = str(port)
    os.environ.setdefault("CONGSO_SMS_GATEWAY", f"http://127.0.0.1:{port}")
    os.environ.setdefault("CONGSO_SMS_KEY", KEY)


def command() -> list[str]:
    """The command of its process."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", os.environ["CONGSO_SMS_PORT"],
        "--workers", "1", "--blocking-threads", "1", "--no-ws", "--log-level", "warning",
        "congso.entry.simulators.messages.app:application",
    ]  # fmt: skip


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


@contextmanager
def running() -> Iterator[tuple[str, Application]]:
    """A gateway in a thread of this process; gives its address and the application with what it was sent."""
    made = Application(KEY)
    with make_server("127.0.0.1", 0, made, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", made
        finally:
            server.shutdown()
            thread.join()
