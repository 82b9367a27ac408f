"""A process of its own that writes, signs, reads and verifies one large message and tells how far its memory grew.

``python -m congso.entry.benchmarks.edxml_memory ours FOLDER MEGABYTES`` (or ``lxml``).
"""

from __future__ import annotations

import io
import json
import resource
import sys
from pathlib import Path

import django
from django.conf import settings

from congso.entry.benchmarks.edxml_samples import SAMPLE, InMemory, Key, generated
from congso.foundation.edxml.checking import verify
from congso.foundation.edxml.reading import read
from congso.foundation.edxml.walking import Limits
from congso.foundation.edxml.writing import write_document


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ours(path: Path, size: int, key: Key) -> None:
    with path.open("wb") as target:
        write_document(SAMPLE, [generated(size)], target, signer=key)
    folder = path.with_suffix(".out")
    folder.mkdir(exist_ok=True)
    with path.open("rb") as source:
        parcel = read(source, folder, limits=Limits(attachment_bytes=size), verifying=True)
        source.seek(0)
        signature = parcel.signature
        if not (parcel.check and parcel.check.intact):
            raise AssertionError(parcel.check)
        if signature is None or not verify(source, signature, limits=Limits(attachment_bytes=size)).intact or parcel.attachments[0].size != size:
            raise AssertionError(parcel)


def _theirs(path: Path, size: int, key: Key) -> None:
    other = InMemory(key)
    with path.open("wb") as target:
        other.write(size, target)
    with path.open("rb") as source:
        other.read(source, path.parent)


def main(way: str, folder: Path, megabytes: int) -> None:
    """Once small, so that everything is loaded; then large."""
    settings.configure(USE_I18N=False)
    django.setup()
    work, key = {"ours": _ours, "lxml": _theirs}[way], Key()
    work(folder / "small.edxml", 1 << 10, key)
    before = _peak()
    work(folder / "large.edxml", megabytes << 20, key)
    json.dump({"growth": round(_peak() - before, 1), "peak": round(_peak(), 1)}, io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
