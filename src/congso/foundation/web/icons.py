"""The icons of the screens: one sprite, drawn by reference."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

_SPRITE = "vendor/tabler-icons/icons.svg"


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """Names of all icons in the sprite."""
    text = (Path(__file__).parent / "static" / _SPRITE).read_text(encoding="utf-8")
    return frozenset(re.findall(r'<symbol id="([^"]+)"', text))


@lru_cache(maxsize=512)
def icon_svg(name: str, label: str = "", css: str = "") -> SafeString:
    """The icon as SVG: decoration that readers skip, or with ``label`` a picture with that name.

    Raises ValueError for a name that the sprite does not hold.
    """
    if name not in icon_names():
        raise ValueError(f"no icon named {name!r}")
    spoken = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon{}" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round" focusable="false" {}><use href="{}#{}"/></svg>',
        f" {css}" if css else "", SafeString(spoken), static(_SPRITE), name,
    )  # fmt: skip
