"""CPU time of process trees, percentiles, and a line about the machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


def _stat(pid: str) -> tuple[int, int, float] | None:
    """(pid, parent, CPU seconds with ended children) of a process."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = text.rsplit(")", 1)[1].split()
    return int(pid), int(fields[1]), sum(int(each) for each in fields[11:15]) / _TICK


def tree_cpu(root: int) -> float:
    """CPU seconds used so far by a process and everything below it."""
    rows = [row for row in (_stat(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()) if row]
    wanted, total = {root}, 0.0
    parents = {pid: parent for pid, parent, _cpu in rows}
    for pid, _parent, cpu in rows:
        place: int | None = pid
        while place is not None and place not in wanted:
            place = parents.get(place)
        total += cpu if place is not None else 0.0
    return total


def tree_memory(root: int) -> list[int]:
    """Resident megabytes of each process below ``root``, largest first."""
    found = []
    for path in Path("/proc").iterdir():
        row = _stat(path.name) if path.name.isdigit() else None
        if row and row[1] == root:
            lines = dict(line.split(":", 1) for line in (path / "status").read_text().splitlines() if ":" in line)
            found.append(int(lines.get("VmRSS", "0 kB").split()[0]) // 1024)
    return sorted(found, reverse=True)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def describe() -> str:
    """Cores, Python and load, for the head of a report."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
