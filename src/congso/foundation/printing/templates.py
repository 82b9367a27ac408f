"""Where the templates of official papers lie: each room has its own folder and registers it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from congso.core.errors import NotVisible

SUFFIX = ".typ"
_folders: dict[str, Path] = {}


def register_folder(name: str, path: Path) -> None:
    """Make the templates in ``path`` known as ``name/template``; called in ``apps.ready()``.

    A name may be used once, so that no room prints with another's paper by mistake.
    """
    known = _folders.get(name)
    if known is not None and known != path:
        raise ValueError(f"print folder {name!r} is registered twice")
    _folders[name] = path


def folders() -> dict[str, Path]:
    """The registered folders by name."""
    return dict(_folders)


def find_template(template: str | Path) -> Path:
    """The file of ``"dossiers/mau-01"``, or of a path as it is; raises NotVisible when there is none."""
    if isinstance(template, Path):
        found = template
    else:
        name, _slash, stem = template.partition("/")
        folder = _folders.get(name)
        if folder is None or "/" in stem or stem.startswith("."):
            raise NotVisible
        found = folder / f"{stem}{SUFFIX}"
    if not found.is_file():
        raise NotVisible
    return found


@contextmanager
def isolated() -> Iterator[None]:
    """An empty registry inside the block, the former one after it (for tests)."""
    before = dict(_folders)
    _folders.clear()
    try:
        yield
    finally:
        _folders.clear()
        _folders.update(before)
