"""Memory stays flat however large an attachment is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from congso.entry.benchmarks.edxml import MODULE

MEGABYTES = 200
MOST_GROWTH = 40


def test_a_large_attachment_needs_little_memory(tmp_path: Path) -> None:
    command = [sys.executable, "-m", MODULE, "ours", str(tmp_path), str(MEGABYTES)]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["growth"] < MOST_GROWTH
