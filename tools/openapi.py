"""Write the description of the public API to docs/openapi.json, which a test compares with the code."""

from __future__ import annotations

import json
import os
from pathlib import Path

import django

TARGET = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"


def main() -> None:
    """Write the file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.test")
    django.setup()
    from congso.entry.api.openapi import description

    TARGET.write_text(json.dumps(description(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
