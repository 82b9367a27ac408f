"""Draw floors and rooms with their first sentence into docs/map.md."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "congso"
FLOORS = ("entry", "flows", "domains", "foundation", "core")


def _sentence(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) if path.exists() else ""
    return (text or "").split("\n\n")[0].replace("\n", " ")


def draw() -> str:
    """The map as Markdown."""
    lines = ["# Map", "", "Made by `make map`. A floor may use the floors below it.", ""]
    for floor in FLOORS:
        lines += [f"## {floor}", "", _sentence(PACKAGE / floor / "__init__.py"), ""]
        rooms = sorted(path.parent for path in (PACKAGE / floor).glob("*/__init__.py"))
        modules = sorted(path for path in (PACKAGE / floor).glob("*.py") if path.name != "__init__.py")
        lines += [f"- **{room.name}** — {_sentence(room / '__init__.py')}" for room in rooms if room.name not in {"tests", "migrations"}]
        lines += [f"- `{module.name}` — {_sentence(module)}" for module in modules]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    (ROOT / "docs" / "map.md").write_text(draw(), encoding="utf-8")
