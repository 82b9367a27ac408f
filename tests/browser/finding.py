"""Where the browser is."""

from __future__ import annotations

import os
import shutil

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The one without windows of its own first: it takes a sixth less of a processor for the same pages."""


def chromium() -> str | None:
    """The browser to use: CONGSO_CHROMIUM, else the first one found under its usual names."""
    named = os.environ.get("CONGSO_CHROMIUM")
    return named or next(filter(None, map(shutil.which, _NAMES)), None)
