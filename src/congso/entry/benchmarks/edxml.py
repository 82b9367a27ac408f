"""``congso bench edxml``: messages a second, signed and verified, and memory with a large one, beside lxml and signxml."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from congso.entry.benchmarks import machine, stage

SIZE = 100 << 10
COUNT = 200
LARGE = 500
LARGE_IN_MEMORY = 100
MODULE = "congso.entry.benchmarks.edxml_memory"


def _rate(work: Callable[[], object]) -> tuple[float, float]:
    """How many a second, and CPU milliseconds of one; after one that is not counted."""
    work()
    cpu, wall = time.process_time(), time.perf_counter()
    for _each in range(COUNT):
        work()
    return round(COUNT / (time.perf_counter() - wall)), round((time.process_time() - cpu) * 1000 / COUNT, 2)


def _growth(way: str, megabytes: int) -> str:
    """Peak memory of a process that wrote, signed, read and verified one message."""
    with tempfile.TemporaryDirectory(prefix="congso-bench-edxml-") as folder:
        process = stage.start([sys.executable, "-m", MODULE, way, folder, str(megabytes)], stdout=-1)
        told, _errors = process.communicate()
    if process.returncode:
        return f"failed with {process.returncode}"
    figures = json.loads(told)
    return f"{figures['peak']:,} MB, of these {figures['growth']:,} for the message"


def bench_edxml() -> dict[str, Any]:
    """Small messages first, then one large one each way."""
    import django

    django.setup()
    from congso.entry.benchmarks.edxml_samples import SAMPLE, InMemory, Key, generated
    from congso.foundation.edxml.facade import read, write_document

    key = Key()
    other = InMemory(key)
    ours, theirs = BytesIO(), BytesIO()
    write_document(SAMPLE, [generated(SIZE)], ours, signer=key)
    other.write(SIZE, theirs)

    with tempfile.TemporaryDirectory(prefix="congso-bench-edxml-") as name:
        folder = Path(name)

        def received() -> None:
            parcel = read(BytesIO(ours.getvalue()), folder, verifying=True)
            if parcel.check is None or not parcel.check.intact:
                raise AssertionError(parcel.check)
            for each in folder.iterdir():
                each.unlink()

        written = _rate(lambda: write_document(SAMPLE, [generated(SIZE)], BytesIO(), signer=key))
        taken = _rate(received)
        plain_written = _rate(lambda: other.write(SIZE, BytesIO()))
        plain_taken = _rate(lambda: other.read(BytesIO(theirs.getvalue()), folder))
    return {
        "machine": machine.describe(), "attachment_kb": SIZE >> 10,
        "written_and_signed_per_s": written[0], "… cpu_ms": written[1], "read_and_verified_per_s": taken[0], "… cpu_ms ": taken[1],
        "baseline_lxml_signxml_written_per_s": plain_written[0], "… cpu_ms  ": plain_written[1],
        "baseline_lxml_signxml_read_per_s": plain_taken[0], "… cpu_ms   ": plain_taken[1],
        f"peak_with_{LARGE}_mb": _growth("ours", LARGE), f"baseline_peak_with_{LARGE_IN_MEMORY}_mb": _growth("lxml", LARGE_IN_MEMORY),
        "goal": "memory grows by less than 40 MB",
    }  # fmt: skip
