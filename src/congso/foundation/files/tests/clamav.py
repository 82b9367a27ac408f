"""A small stand-in that speaks clamd's protocol; what holds EICAR's words counts as infected."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SIGN = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class StandIn:
    """Answers one connection after the other."""

    def __init__(self) -> None:
        self.line = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.line.getsockname()[1]}"
        self.asked = 0
        self.error = b""
        """What it says instead of an answer, when it is to fail."""

    def serve(self) -> None:
        """Until the socket is closed."""
        while True:
            try:
                caller, _address = self.line.accept()
            except OSError:
                return
            with caller:
                self._answer(caller)

    def _answer(self, caller: socket.socket) -> None:
        self.asked += 1
        stream = caller.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", stream.read(4))[0]:
            content += stream.read(size)
        verdict = b"stream: Eicar-Signature FOUND\0" if SIGN in content else b"stream: OK\0"
        caller.sendall(self.error or verdict)


@contextmanager
def running() -> Iterator[StandIn]:
    """A stand-in scanner in a thread."""
    found = StandIn()
    thread = threading.Thread(target=found.serve, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        found.line.shutdown(socket.SHUT_RDWR)
        found.line.close()
        thread.join(5)
