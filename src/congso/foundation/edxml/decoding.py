"""Base64 of an attachment into a file, piece by piece."""

from __future__ import annotations

import binascii
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from congso.foundation.edxml import sentences
from congso.foundation.edxml.errors import EdxmlRefused, broken_attachment

_WHITE = b" \t\r\n"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An attachment taken out."""

    path: Path
    size: int
    sha256: str


class Decoder:
    """Takes text in pieces of any length; refuses what is not exactly base64 (RFC 4648, 4; spaces and line ends between are allowed)."""

    def __init__(self, folder: Path, number: int) -> None:
        """The file's name is our own: what the sender calls it never becomes a path."""
        self.path = folder / f"{uuid4().hex}.bin"
        self.file = self.path.open("xb")
        self.number = number
        self.size = 0
        self.hash = sha256()
        self.held = b""

    def take(self, data: str) -> None:
        """Decode all but the last group, which alone may end in padding."""
        try:
            letters = self.held + data.encode("ascii").translate(None, _WHITE)
        except UnicodeEncodeError as broken:
            raise self._refused() from broken
        ready = max(len(letters) - 1, 0) // 4 * 4
        body, self.held = letters[:ready], letters[ready:]
        if b"=" in body:
            raise self._refused()
        self._write(body)

    def finish(self) -> StoredFile:
        """Decode the last group and close the file."""
        if len(self.held) % 4:
            raise self._refused()
        last = self._write(self.held)
        if binascii.b2a_base64(last, newline=False) != self.held:
            raise self._refused()
        self.file.close()
        return StoredFile(self.path, self.size, self.hash.hexdigest())

    def drop(self) -> None:
        """Leave nothing behind."""
        self.file.close()
        self.path.unlink(missing_ok=True)

    def _write(self, letters: bytes) -> bytes:
        try:
            data = binascii.a2b_base64(letters, strict_mode=True)
        except binascii.Error as broken:
            raise self._refused() from broken
        self.file.write(data)
        self.hash.update(data)
        self.size += len(data)
        return data

    def _refused(self) -> EdxmlRefused:
        return broken_attachment(sentences.BASE64 % {"number": self.number})
