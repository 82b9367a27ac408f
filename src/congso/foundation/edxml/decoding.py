"""Base64 of an attachment into a file, piece by piece."""

from __future__ import annotations

import binascii
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from congso.foundation.edxml import sentences
from congso.foundation.edxml.errors import EdxmlRefused, broken_attachment

_WHITE = b" \t\r\n"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An attachment taken out: in a file, in memory, or only looked at."""

    size: int
    sha256: str
    path: Path | None = None
    content: bytes = b""


class Decoder:
    """Takes text in pieces of any length; refuses what is not exactly base64 (RFC 4648, 4; spaces and line ends between are allowed)."""

    def __init__(self, folder: Path | None, number: int, *, in_memory: bool = False) -> None:
        """Without a folder the content is kept in memory, or nowhere. The file's name is our own: what the sender calls it never becomes a path."""
        self.path = folder / f"{uuid4().hex}.bin" if folder else None
        self.file: BinaryIO | None = self.path.open("xb") if self.path else BytesIO() if in_memory else None
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
        content = self.file.getvalue() if isinstance(self.file, BytesIO) else b""
        self._close()
        return StoredFile(self.size, self.hash.hexdigest(), self.path, content)

    def drop(self) -> None:
        """Leave nothing behind."""
        self._close()
        if self.path:
            self.path.unlink(missing_ok=True)

    def _close(self) -> None:
        if self.file:
            self.file.close()

    def _write(self, letters: bytes) -> bytes:
        try:
            data = binascii.a2b_base64(letters, strict_mode=True)
        except binascii.Error as broken:
            raise self._refused() from broken
        if self.file:
            self.file.write(data)
        self.hash.update(data)
        self.size += len(data)
        return data

    def _refused(self) -> EdxmlRefused:
        return broken_attachment(sentences.BASE64 % {"number": self.number})
