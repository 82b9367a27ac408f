"""Write the descriptions of the APIs (docs/openapi*.json) and the client made of the second; tests compare them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import django

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    """Write the files."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congso.entry.settings.test")
    django.setup()
    from make_client import client_of

    from congso.entry.api import axis
    from congso.entry.api.openapi import description
    from congso.entry.api.v1 import describing

    for name, found in (("openapi.json", description()), ("openapi-v1.json", describing.description()), ("openapi-axis.json", axis.description())):
        (DOCS / name).write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (DOCS / "congso_client.py").write_text(client_of(describing.description()), encoding="utf-8")


if __name__ == "__main__":
    main()
