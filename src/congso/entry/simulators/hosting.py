"""How every stand-in is run: as a process of its own, or in a thread for tests."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from congso.entry import webserver


def take_port(variable: str, after: int) -> int:
    """The stand-in's port: as the environment says, else so many after the portal's; kept in the environment."""
    port = int(os.environ.get(variable) or int(os.environ["CONGSO_PORT"]) + after)
    os.environ[variable] = str(port)
    return port


def server_command(application: str, port: str, *, threads: int = 1) -> list[str]:
    """The command of a stand-in's process: one worker, since it keeps everything in memory."""
    return webserver.command(port=int(port), workers=1, threads=threads, application=application)


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def in_a_thread(make: Callable[[str], Any]) -> Iterator[None]:
    """Serve what ``make`` gives for the address it is told, until the block ends."""
    with make_server("127.0.0.1", 0, _later, server_class=_Threads, handler_class=_Quiet) as server:
        server.set_app(make(f"http://127.0.0.1:{server.server_port}"))
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


def serve_here(application: Any, port: int) -> None:
    """Serve an application on this machine's own address until it is stopped, one request at a time."""
    with make_server("127.0.0.1", port, application, handler_class=_Quiet) as server:
        server.serve_forever()


def _later(_environ: object, _start_response: object) -> list[bytes]:
    return []
