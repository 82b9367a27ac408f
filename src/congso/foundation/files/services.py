"""Store files and open them again."""

from __future__ import annotations

import hashlib
from typing import Any, BinaryIO

from django.core.files.base import File
from django.core.files.storage import default_storage

from congso.core import clock
from congso.foundation.files.content import media_type
from congso.foundation.files.models import StoredFile
from congso.foundation.files.uploads import Upload


def store_file(upload: Upload | File[bytes], *, name: str) -> StoredFile:
    """Check a file and keep its content under its SHA-256; the same content is kept once.

    The row is written in the open transaction; content left by a rolled-back one does no harm and serves the
    next try. Raises FileRefused.
    """
    stream: Any = upload.file
    size = upload.size or 0
    kind = media_type(stream, name, size)
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()
    stored = StoredFile(sha256=digest, size=size, media_type=kind, stored_at=clock.now())
    if not default_storage.exists(stored.storage_name):
        stream.seek(0)
        default_storage.save(stored.storage_name, File(stream))
    found, _made = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": size, "media_type": kind, "stored_at": stored.stored_at}
    )
    return found


def open_file(stored: StoredFile) -> BinaryIO:
    """The content of a stored file."""
    content: BinaryIO = default_storage.open(stored.storage_name, "rb")  # type: ignore[assignment]
    return content
