"""Store files and open them again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, BinaryIO

from django.core.files.base import File
from django.core.files.storage import default_storage

from congso.core import clock
from congso.foundation.files import clamd
from congso.foundation.files.content import FileInfected, media_type
from congso.foundation.files.models import ScanState, StoredFile
from congso.foundation.files.uploads import Upload

_SETTLED = {ScanState.CLEAN, ScanState.INFECTED}


def store_file(upload: Upload | File[bytes], *, name: str) -> StoredFile:
    """Check a file and keep its content under its SHA-256; the same content is kept once.

    Where a scanner is set up it is asked before anything is kept, since nothing infected may be stored; it stands
    beside the program and is waited for some seconds only. If it is silent, the file waits for the worker to ask.
    The row is written in the open transaction; content left by a rolled-back one does no harm and serves the
    next try. Raises FileRefused, FileInfected.
    """
    stream: Any = upload.file
    size = upload.size or 0
    kind = media_type(stream, name, size)
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()
    known = StoredFile.objects.filter(pk=digest).first()
    state = known.scan if known and known.scan in _SETTLED else _scanned(stream, name)
    if state == ScanState.INFECTED:
        raise FileInfected(field="files", name=name, found="")
    now = clock.now()
    stored = StoredFile(sha256=digest, size=size, media_type=kind, stored_at=now)
    if not default_storage.exists(stored.storage_name):
        stream.seek(0)
        default_storage.save(stored.storage_name, File(stream))
    at = now if state == ScanState.CLEAN else None
    found, _made = StoredFile.objects.get_or_create(
        sha256=digest,
        defaults={"size": size, "media_type": kind, "stored_at": now, "scan": state, "scanned_at": at},
    )
    if found.scan != state and found.scan not in _SETTLED:
        found.scan, found.scanned_at = state, at
        found.save(update_fields=["scan", "scanned_at"])
    return found


def store_as_is(stream: BinaryIO, *, kind: str, name: str) -> StoredFile:
    """Keep what another system sent just as it came (a message, an attachment of any type), under its SHA-256.

    Its type is what the caller says; it is only ever given out as a download. Raises FileInfected.
    """
    return store_together([(stream, kind, name)])[0]


def store_together(contents: Sequence[tuple[BinaryIO, str, str]]) -> list[StoredFile]:
    """Keep several contents (stream, type, name) as ``store_as_is`` does, with two statements however many there are.

    Raises FileInfected.
    """
    rows: list[StoredFile] = []
    now = clock.now()
    for stream, kind, _name in contents:
        stream.seek(0)
        digest = _digest(stream)
        rows.append(StoredFile(sha256=digest, size=stream.seek(0, 2), media_type=kind, stored_at=now))
    known = StoredFile.objects.in_bulk([row.sha256 for row in rows])
    fresh: dict[str, StoredFile] = {}
    for row, (stream, _kind, name) in zip(rows, contents, strict=True):
        if row.sha256 in known or row.sha256 in fresh:
            continue
        stream.seek(0)
        row.scan = _scanned(stream, name)
        row.scanned_at = now if row.scan == ScanState.CLEAN else None
        if not default_storage.exists(row.storage_name):
            stream.seek(0)
            default_storage.save(row.storage_name, File(stream))
        fresh[row.sha256] = row
    StoredFile.objects.bulk_create(fresh.values(), ignore_conflicts=True)
    return [known.get(row.sha256) or fresh[row.sha256] for row in rows]


def _digest(stream: Any) -> str:
    return hashlib.file_digest(stream, "sha256").hexdigest()


def _scanned(stream: BinaryIO, name: str) -> str:
    """What is known of the content after asking; raises FileInfected."""
    if not clamd.is_set_up():
        return ScanState.UNSCANNED
    try:
        verdict = clamd.scan(stream)
    except clamd.ScannerSilent:
        return ScanState.WAITING
    if not verdict.is_clean:
        raise FileInfected(field="files", name=name, found=verdict.found)
    return ScanState.CLEAN


def open_file(stored: StoredFile) -> BinaryIO:
    """The content of a stored file."""
    content: BinaryIO = default_storage.open(stored.storage_name, "rb")  # type: ignore[assignment]
    return content
