"""Ask a ClamAV daemon about a content, by its own protocol (clamd, INSTREAM)."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings

CONNECT_SECONDS = 2
ANSWER_SECONDS = 20
"""Seconds for each piece sent and for the answer: a scanner that is slower counts as silent."""
PIECE = 128 * 1024


class ScannerSilent(Exception):
    """The scanner cannot be reached, is too slow, or answers with an error of its own."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner found: the name of the malware, or nothing."""

    found: str

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not self.found


def is_set_up() -> bool:
    """Whether this installation has a scanner (``CONGSO_CLAMD``: a socket's path, or host:port)."""
    return bool(settings.CONGSO_CLAMD)


def scan(stream: BinaryIO) -> Verdict:
    """Send a content from its beginning to the scanner and hear what it says; raises ScannerSilent."""
    stream.seek(0)
    try:
        with _connection() as line:
            line.sendall(b"zINSTREAM\0")
            while piece := stream.read(PIECE):
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
            answer = _answer(line)
    except OSError as error:
        raise ScannerSilent from error
    finally:
        stream.seek(0)
    return _read(answer)


def _connection() -> socket.socket:
    address = str(settings.CONGSO_CLAMD)
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(CONNECT_SECONDS)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
    else:
        host, _colon, port = address.rpartition(":")
        if not (host and port.isdecimal()):
            raise ScannerSilent
        line = socket.create_connection((host, int(port)), timeout=CONNECT_SECONDS)
    line.settimeout(ANSWER_SECONDS)
    return line


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < 4096:
        piece = line.recv(4096)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode(errors="replace")


def _read(answer: str) -> Verdict:
    """``stream: OK``, ``stream: <name> FOUND``, or an error; raises ScannerSilent for everything else."""
    what = answer.partition(": ")[2]
    if what == "OK":
        return Verdict("")
    if what.endswith(" FOUND"):
        return Verdict(what.removesuffix(" FOUND")[:100])
    raise ScannerSilent
