"""What the server's own file says of it, at every moment of its start."""

from __future__ import annotations

from pathlib import Path

import pytest

from congso.entry.embedded_postgres import _pidfile

WHOLE = "4711\n/data\n1790000000\n5432\n/socket\n\n  1 2\nready   \n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", (None, "")),
        ("4711\n/data\n", (4711, "")),
        (WHOLE.replace("ready", "starting"), (4711, "starting")),
        (WHOLE, (4711, "ready")),
    ],
    ids=["just opened", "begun", "starting", "ready"],
)
def test_a_file_half_written_is_no_error(tmp_path: Path, written: str, told: tuple[int | None, str]) -> None:
    assert _pidfile(tmp_path) == (None, "")
    (tmp_path / "postmaster.pid").write_text(written)

    assert _pidfile(tmp_path) == told
