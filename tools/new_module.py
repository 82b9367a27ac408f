"""Make a new room in the domains: python tools/new_module.py gifts."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOM = Path(__file__).resolve().parent.parent / "src" / "congso" / "domains"
FILES = {
    "__init__.py": '"""{title}: say in one sentence what this room is for."""\n',
    "README.md": "# {name}\n\nIts story, its states, its terms.\n",
    "apps.py": '"""The Django app of this room."""\n\nfrom django.apps import AppConfig\n\n\n'
    'class {title}Config(AppConfig):\n    """{title}."""\n\n    name = "congso.domains.{name}"\n    label = "{name}"\n',
    "facade.py": '"""What other modules may ask of {name}."""\n\n__all__: list[str] = []\n',
    "errors.py": '"""What {name} refuses."""\n',
    "policies.py": '"""Who may do what with {name}."""\n',
    "models/__init__.py": '"""Tables of {name}."""\n\n__all__: list[str] = []\n',
    "services/__init__.py": '"""What can be done with {name}."""\n',
    "tests/__init__.py": "",
}


def main(name: str) -> None:
    """Write the room's first files."""
    if not re.fullmatch(r"[a-z][a-z_]+s", name):
        sys.exit("A module's name is a plural in lower case, such as gifts.")
    if (ROOM / name).exists():
        sys.exit(f"{name} exists already.")
    for path, text in FILES.items():
        target = ROOM / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.format(name=name, title=name.replace("_", " ").title().replace(" ", "")), encoding="utf-8")
    print("Now add it to INSTALLED_APPS and to its shelf in pyproject.toml (domain shelves).")


if __name__ == "__main__":
    main(sys.argv[1])
