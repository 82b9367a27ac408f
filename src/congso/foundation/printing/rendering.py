"""Turn a template and its data into a PDF that may be kept for ever (PDF/A-2b)."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from datetime import timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from congso.core import clock
from congso.foundation.printing.qr import qr_svg
from congso.foundation.printing.templates import find_template

HERE = Path(__file__).resolve().parent
FONT_FOLDER = HERE / "fonts"
PACKAGES = HERE / "packages"
"""Holds ``@congso/nd30``: the layout every paper shares."""
STANDARD: Literal["a-2b"] = "a-2b"
KEPT_COMPILERS = 24
"""Compilers a thread keeps; a compiler kept needs 14 ms of CPU for a page, a new one 40."""

_own = threading.local()
_HANOI = timezone(timedelta(hours=7))


def render_pdf(template: str | Path, data: Mapping[str, Any], *, qr: str | None = None) -> bytes:
    """The paper as PDF/A-2b, with the four typefaces of the program and nothing of the machine's own.

    ``data`` reaches the template as JSON in ``sys.inputs.data`` and is never read as source, so what a citizen
    typed prints as typed. ``qr`` is the text of the QR code, drawn in ``sys.inputs.qr`` as SVG. The template sees
    no file outside its own folder. Raises NotVisible for an unknown template; a fault in a template rises as it
    is (``typst.TypstError``).
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False), "qr": qr_svg(qr) if qr else ""}
    compiler = _compiler(find_template(template))
    made = compiler.compile(
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=STANDARD,
        timestamp=clock.now().astimezone(_HANOI).replace(microsecond=0),
    )
    if not isinstance(made, bytes):  # typst answers a list only for pictures
        raise TypeError(type(made))
    return made


def _compiler(template: Path) -> typst.Compiler:
    """This thread's compiler of a template; the least used goes when there are too many, a changed file makes anew."""
    if not hasattr(_own, "kept"):
        _own.kept = OrderedDict()
    kept: OrderedDict[tuple[Path, int], typst.Compiler] = _own.kept
    key = (template, template.stat().st_mtime_ns)
    if key not in kept:
        kept[key] = typst.Compiler(
            input=template,
            root=template.parent,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            package_path=PACKAGES,
        )
        while len(kept) > KEPT_COMPILERS:
            kept.popitem(last=False)
    kept.move_to_end(key)
    return kept[key]


@cache
def _fonts() -> typst.Fonts:
    """The typefaces, read once for the whole process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_FOLDER])
