"""Parts of a page that rooms above put there: the page of a document shows the tasks given from it, the dossier it lies in.

The lower room draws ``around`` (main column, side column) and knows nothing of what stands there; the upper room
registers in ``apps.ready()``. A panel is asked with the request and the subject's id, decides itself what the viewer may
see, and answers with nothing when there is nothing to show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest
from django.utils.safestring import SafeString

Draw = Callable[[HttpRequest, UUID], SafeString | None]


@dataclass(frozen=True)
class Panel:
    """One part: the page it stands on, its own name, its column (``main`` or ``side``), its order, how it is drawn."""

    page: str
    name: str
    draw: Draw
    column: str = "main"
    order: int = 100


@dataclass
class Around:
    """What other rooms put on a page, by column."""

    main: list[SafeString] = field(default_factory=list)
    side: list[SafeString] = field(default_factory=list)


_panels: dict[tuple[str, str], Panel] = {}


def register_panel(panel: Panel) -> None:
    """Put a part on a page; a name may be used once a page. Raises ValueError."""
    if panel.column not in ("main", "side"):
        raise ValueError(f"panel {panel.name!r}: no column {panel.column!r}")
    if (panel.page, panel.name) in _panels:
        raise ValueError(f"panel {panel.name!r} of page {panel.page!r} is registered twice")
    _panels[panel.page, panel.name] = panel


def around(request: HttpRequest, page: str, subject_id: UUID) -> Around:
    """The parts of this page for this subject, in their order."""
    found = Around()
    mine = sorted((each for each in _panels.values() if each.page == page), key=lambda each: (each.order, each.name))
    for panel in mine:
        html = panel.draw(request, subject_id)
        if html:
            (found.main if panel.column == "main" else found.side).append(html)
    return found


@contextmanager
def isolated() -> Iterator[None]:
    """An empty registry inside the block, the former one after it (for tests)."""
    kept = dict(_panels)
    _panels.clear()
    try:
        yield
    finally:
        _panels.clear()
        _panels.update(kept)
