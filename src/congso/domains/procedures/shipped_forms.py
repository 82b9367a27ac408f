"""Forms that come with the program (data/forms), one file for each, possibly for several procedures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from congso.foundation.forms.facade import FormFile

FOLDER = Path(__file__).resolve().parent / "data" / "forms"
SUBJECT = "procedure:"


def form_subject(code: str) -> str:
    """What the form engine calls the form of a procedure."""
    return f"{SUBJECT}{code}"


def shipped_sources() -> Iterator[tuple[str, dict[str, Any]]]:
    """(name of the file, its content) of every shipped form."""
    for path in sorted(FOLDER.glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))


def shipped_forms() -> Iterator[FormFile]:
    """Every shipped form, once for each procedure it belongs to."""
    for _name, source in shipped_sources():
        for subject in source["subjects"]:
            yield FormFile(subject, source["definition"], source["note"])
