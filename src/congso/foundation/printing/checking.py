"""What ``manage.py check`` says about printing."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.checks import CheckMessage, Error

from congso.foundation.printing.rendering import FONT_FOLDER
from congso.foundation.printing.templates import SUFFIX, folders

FACES = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf")


def check_printing(app_configs: Sequence[object] | None = None, **_kwargs: object) -> list[CheckMessage]:
    """The four typefaces are there, and each registered folder holds templates."""
    found: list[CheckMessage] = [
        Error(f"typeface {face} is missing", id="printing.E001")
        for face in FACES
        if not (FONT_FOLDER / face).is_file()
    ]
    found += [
        Error(f"print folder {name!r} holds no template", id="printing.E002")
        for name, path in folders().items()
        if not any(path.glob(f"*{SUFFIX}"))
    ]
    return found
