"""A network that drops, doubles, delays and reorders calls: a proxy on this machine, its mischief drawn from a seed."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SHARE = 0.2
"""Of all calls, so many suffer something."""
KINDS = ("drop", "lose_answer", "double", "delay", "reorder")
LONGEST_DELAY = 0.4


def chance(seed: int) -> random.Random:
    """Chance that can be played again."""
    return random.Random(seed)  # noqa: S311 - mischief, not secrets


class Network:
    """Where calls go, what befalls them, how often; ``share`` may be set to 0 to let everything pass."""

    def __init__(self, target_port: int, seed: int, share: float = SHARE) -> None:
        self.target_port, self.share = target_port, share
        self.done: Counter[str] = Counter()
        self._random, self._lock = chance(seed), threading.Lock()
        self._held: threading.Event | None = None

    def draw(self) -> str:
        """What befalls the next call."""
        with self._lock:
            kind = self._random.choice(KINDS) if self._random.random() < self.share else "pass"
            self.done[kind] += 1
        return kind

    def hold(self) -> None:
        """Wait until another call has gone past, or a moment is over: the order is turned round."""
        mine = threading.Event()
        with self._lock:
            self._held = mine
        mine.wait(LONGEST_DELAY)

    def went_past(self) -> None:
        """Let the held call go on."""
        with self._lock:
            held, self._held = self._held, None
        if held is not None:
            held.set()

    def forward(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, list[tuple[str, str]], bytes] | None:
        """The answer of the axis; None when it does not answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.target_port, timeout=60)
        try:
            line.request(method, path, body=body, headers=headers)
            answer = line.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    network: Network

    def do_POST(self) -> None:
        """One call with what befalls it."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in {"host", "connection"}}
        kind = self.network.draw()
        if kind == "drop":
            self.close_connection = True
            return
        if kind == "delay":
            time.sleep(LONGEST_DELAY)
        if kind == "reorder":
            self.network.hold()
        answer = self.network.forward("POST", self.path, headers, body)
        if kind == "double":
            answer = self.network.forward("POST", self.path, headers, body) or answer
        self.network.went_past()
        if answer is None or kind == "lose_answer":
            self.close_connection = True
            return
        self._give(*answer)

    def _give(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in {"connection", "transfer-encoding", "content-length", "date", "server"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that was killed while it waited is what this is for."""


@contextmanager
def faulty(target_port: int, seed: int, share: float = SHARE) -> Iterator[tuple[int, Network]]:
    """(port, network) of a faulty line to what answers at ``target_port``, until the block ends."""
    network = Network(target_port, seed, share)
    handler = type("Handler", (_Handler,), {"network": network})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1]), network
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
