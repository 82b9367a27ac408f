"""Check the shape of the tree: files under 400 lines, no word that may not stand there, few exceptions."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 400
MOST_NOQA = 70
"""Exceptions from the linter in the whole tree; may only fall."""
FORBIDDEN = {
    r"\bTO[D]O\b|\bFIX[M]E\b|NotImplemented[E]rror": "unfinished work",
    r"pyp[i]\.org|python[h]osted|npm[j]s\.|deb\.debia[n]": "the host of a registry",
}


def _files(*suffixes: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()  # noqa: S607
    return [ROOT / name for name in listed if name.endswith(suffixes) and (ROOT / name).exists()]


def faults() -> list[str]:
    """What is wrong, in sentences."""
    found, exceptions = [], 0
    for path in _files(".py"):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT)
        lines = text.count("\n")
        if lines > LONGEST and "migrations" not in path.parts:
            found.append(f"{name} has {lines} lines, more than {LONGEST}: is there a room missing?")
        exceptions += len(re.findall(r"# noqa", text))
        if path.name == "check_shape.py":
            continue
        found += [f"{name}: {why}" for pattern, why in FORBIDDEN.items() if re.search(pattern, text)]
    for path in _files(".lock", ".md", ".toml", ".yml", "Makefile"):
        if re.search(r"https?://[^\s]*(pyp[i]|python[h]osted|npm[j]s)", path.read_text(encoding="utf-8")):
            found.append(f"{path.relative_to(ROOT)} names a registry's host")
    if exceptions > MOST_NOQA:
        found.append(f"{exceptions} exceptions from the linter, more than {MOST_NOQA}")
    return found


if __name__ == "__main__":
    problems = faults()
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)
