"""Files that come in pieces: where they lie until the last piece is here."""

from __future__ import annotations

import fcntl
import time
from pathlib import Path
from uuid import UUID

from django.conf import settings

from congso.domains.portal.errors import PiecesOutOfOrder, TooMuch

MOST_PIECE = 8 * 1024 * 1024
BROKEN_DAYS = 2


def place_of(key: UUID) -> Path:
    """Where a file on its way lies."""
    folder = Path(settings.CONGSO_FILES) / "partial"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / key.hex


def received_of(key: UUID) -> int:
    """How many bytes are here."""
    place = place_of(key)
    return place.stat().st_size if place.exists() else 0


def append_piece(key: UUID, *, offset: int, size: int, piece: bytes) -> int:
    """Put the next piece behind those that are here, one at a time; how many bytes are here now.

    A piece that does not follow changes nothing. Raises PiecesOutOfOrder, TooMuch beyond the announced ``size``.
    """
    with place_of(key).open("ab") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        received = stream.seek(0, 2)
        if offset != received:
            raise PiecesOutOfOrder(received=received)
        if offset + len(piece) > size:
            raise TooMuch(most=f"{size} byte")
        stream.write(piece)
    return received + len(piece)


def forget_old_pieces() -> int:
    """Remove what nobody added to for two days; how many files."""
    limit, count = time.time() - BROKEN_DAYS * 24 * 3600, 0
    for place in place_of(UUID(int=0)).parent.iterdir():
        if place.stat().st_mtime < limit:
            place.unlink(missing_ok=True)
            count += 1
    return count
