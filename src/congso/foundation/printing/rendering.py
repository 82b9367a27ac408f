"""Turn a template and its data into a PDF that may be kept for ever (PDF/A-2b)."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
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

LONGEST_S = 60
"""Seconds a large paper may take."""

_own = threading.local()
_HANOI = timezone(timedelta(hours=7))


def render_pdf(
    template: str | Path, data: Mapping[str, Any], *, qr: str | None = None, large: bool = False
) -> bytes:
    """The paper as PDF/A-2b, with the four typefaces of the program and nothing of the machine's own.

    ``data`` reaches the template as JSON in ``sys.inputs.data`` and is never read as source, so what a citizen
    typed prints as typed. ``qr`` is the text of the QR code, drawn in ``sys.inputs.qr`` as SVG. The template sees
    no file outside its own folder. ``large`` is for long tables: they are laid out in a process of their own, since
    the engine keeps what it laid out (150 MB for a thousand lines) and the web process would never get it back.
    Raises NotVisible for an unknown template; a fault in a template rises as it is (``typst.TypstError``, or
    ``CalledProcessError`` when large).
    """
    paper = Paper(
        template=str(find_template(template)),
        inputs={"data": json.dumps(data, ensure_ascii=False), "qr": qr_svg(qr) if qr else ""},
        made_at=int(clock.now().timestamp()),
        tagged=not large,
    )
    return _apart(paper) if large else compile_paper(paper)


def tell_places(template: str | Path, data: Mapping[str, Any], *, qr: str | None = None) -> list[dict[str, Any]]:
    """What the template marks with metadata labelled ``<place>``: where a signature will stand, in mm of its page."""
    inputs = {"data": json.dumps(data, ensure_ascii=False), "qr": qr_svg(qr) if qr else ""}
    found = typst.query(
        find_template(template), "<place>", field="value", sys_inputs=inputs, root=find_template(template).parent,
        font_paths=_fonts(), ignore_system_fonts=True, package_path=PACKAGES,
    )  # fmt: skip
    return list(json.loads(found))


@dataclass(frozen=True)
class Paper:
    """All that the engine needs for one paper; ``tagged`` adds the structure that screen readers use."""

    template: str
    inputs: dict[str, str]
    made_at: int
    tagged: bool = True


def compile_paper(paper: Paper) -> bytes:
    """Lay a paper out in this process, with this thread's compiler."""
    made = _compiler(Path(paper.template)).compile(
        format="pdf",
        sys_inputs=paper.inputs,
        pdf_standards=STANDARD,
        timestamp=datetime.fromtimestamp(paper.made_at, _HANOI),
        pdf_tags=paper.tagged,
    )
    if not isinstance(made, bytes):  # typst answers a list only for pictures
        raise TypeError(type(made))
    return made


def _apart(paper: Paper) -> bytes:
    """Lay a paper out in a process that ends with it."""
    command = [sys.executable, "-m", "congso.foundation.printing.apart"]
    written = json.dumps(asdict(paper), ensure_ascii=False).encode()
    ended = subprocess.run(command, input=written, capture_output=True, timeout=LONGEST_S, check=True)  # noqa: S603
    return ended.stdout


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
