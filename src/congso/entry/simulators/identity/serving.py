"""Run the stand-in as a process, or in a thread for tests."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, make_server

from congso.entry.simulators.identity.app import make_application

SECRET = "mo-phong"  # noqa: S105 - of a stand-in with invented people


def set_defaults() -> None:
    """Where the stand-in of this installation is: the port after the portal's."""
    port = int(os.environ.get("CONGSO_IDP_PORT") or int(os.environ["CONGSO_PORT"]) + 1)
    os.environ["CONGSO_IDP_PORT"] = str(port)
    os.environ.setdefault("CONGSO_OIDC_ISSUER", f"http://127.0.0.1:{port}")
    os.environ.setdefault("CONGSO_OIDC_CLIENT", "congso")
    os.environ.setdefault("CONGSO_OIDC_SECRET", SECRET)
    os.environ.setdefault("CONGSO_IDP_ORIGINS", os.environ["CONGSO_BASE_URL"])


def command() -> list[str]:
    """The command of its process."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", os.environ["CONGSO_IDP_PORT"],
        "--workers", "1", "--blocking-threads", "1", "--no-ws", "--log-level", "warning",
        "congso.entry.simulators.identity.app:application",
    ]  # fmt: skip


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


@contextmanager
def running(*origins: str) -> Iterator[str]:
    """A provider in a thread of this process for a client at ``origins``; gives its issuer."""
    with make_server("127.0.0.1", 0, _later, handler_class=_Quiet) as server:
        issuer = f"http://127.0.0.1:{server.server_port}"
        server.set_app(make_application(issuer, SECRET, origins))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield issuer
        finally:
            server.shutdown()
            thread.join()


def _later(_environ: object, _start_response: object) -> list[bytes]:
    return []
