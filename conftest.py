"""For all tests: the translations (.mo) that Django reads are made from the committed .po when they are older."""

from __future__ import annotations

from pathlib import Path

import polib

_LOCALE = Path(__file__).parent / "src/congso/entry/locale"


def pytest_configure() -> None:
    """Make what is missing or older than its source."""
    for source in _LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
