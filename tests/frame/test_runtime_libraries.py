"""The program runs with the libraries of base.lock alone: what tests bring must not hide one that is missing."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/congso"
ONLY_FOR_DEVELOPERS = {("entry/pytest_postgres.py", "pytest"), ("entry/benchmarks/weight.py", "playwright")}


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_everything_imported_is_in_the_lock_of_the_program() -> None:
    locked = set(re.findall(r"^([A-Za-z0-9_.-]+)==", (ROOT / "requirements/base.lock").read_text(encoding="utf-8"), re.MULTILINE))
    known, names, missing = packages_distributions(), {_plain(each) for each in locked}, set()
    for path in SOURCE.rglob("*.py"):
        where = path.relative_to(SOURCE).as_posix()
        if "/tests/" in f"/{where}":
            continue
        for module in _imported(path) - {"congso"} - set(sys.stdlib_module_names):
            if not names & {_plain(each) for each in known.get(module, [module])}:
                missing.add((where, module))
    assert missing - ONLY_FOR_DEVELOPERS == set()
