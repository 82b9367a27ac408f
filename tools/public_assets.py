"""Cut the front-end files of the citizens' pages down to what those pages use: Tabler's rules and one font for a slow line.

    python tools/public_assets.py          # the style sheet
    python tools/public_assets.py --fonts  # the fonts too; needs fontTools, which the product itself does not

A rule of Tabler stays when one of its selectors names only classes that stand in some template, form or script of ours;
a custom property stays when something kept still asks for it. So the sheet holds more than the pages use, never less.
``--check`` says whether a class in use is missing from it. Run it again after Tabler or a template has changed.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/congso"
STATIC = SOURCE / "foundation/web/static"
TABLER = STATIC / "vendor/tabler/tabler.min.css"
TARGET = STATIC / "web/tabler-public.css"
FONTS = STATIC / "vendor/be-vietnam-pro"
WEIGHTS = (400, 600)
LETTERS = "U+20-7E,U+A0,U+A7,U+A9,U+AB,U+B0,U+B7,U+BB,U+C0-FF,U+102,U+103,U+110,U+111,U+128,U+129,U+168,U+169,U+1A0,U+1A1,U+1AF,U+1B0,U+300,U+301,U+303,U+309,U+323,U+1EA0-1EF9,U+2013,U+2014,U+2018-201E,U+2022,U+2026,U+203A,U+20AB,U+2190-2193,U+2212"
_CLASS = re.compile(r"\.((?:[A-Za-z_]|\\.)(?:[\w-]|\\.)*)")
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_UNUSED = re.compile(
    r"::-moz|:-moz|::-ms|:-ms|-webkit-(?:calendar|datetime)|\[dir=|:lang|\.ts-|\.apexcharts|\.litepicker|\.noUi|\.plyr|\.dropzone|\.fslightbox"
)
_STATES = re.compile(
    r"^(?:show|showing|collapsing|active|disabled|fade|modal|offcanvas|dropdown|carousel|toast|tooltip|popover|nav|navbar)"
)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """(selector or at-rule, content) of each rule on the outer level."""
    at = 0
    while at < len(css):
        opened = css.find("{", at)
        if opened < 0:
            return
        if (semicolon := css.find(";", at, opened)) >= 0 and css[at:].lstrip().startswith("@"):
            at = semicolon + 1
            continue
        depth, end = 1, opened + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        yield css[at:opened].strip(), css[opened + 1 : end - 1]
        at = end


def words_in_use() -> set[str]:
    """Every word of our templates, forms and scripts that could be a class."""
    found: set[str] = set()
    for pattern in ("*.html", "*.py", "*.js"):
        for path in SOURCE.rglob(pattern):
            if "vendor" not in path.parts and "tests" not in path.parts:
                found |= set(_WORD.findall(path.read_text(encoding="utf-8")))
    return found


def _kept(selector: str, used: set[str]) -> list[str]:
    parts = re.split(r",(?![^(]*\))", selector)
    return [
        part for part in parts
        if not _UNUSED.search(part) and all(name in used and not _STATES.match(name) for name in _CLASS.findall(part))
    ]  # fmt: skip


def _subset(css: str, used: set[str]) -> str:
    parts = []
    for head, body in rules(css):
        if head.startswith(("@media", "@supports", "@layer", "@container")):
            inner = _subset(body, used)
            parts += [f"{head}{{{inner}}}"] if inner else []
        elif head.startswith("@"):
            continue
        elif kept := _kept(head, used):
            parts.append(f"{','.join(kept)}{{{body}}}")
    return "".join(parts)


def _without_unasked(css: str, others: str) -> str:
    """Drop custom properties that nothing asks for, until none is left."""
    while True:
        asked = set(re.findall(r"var\(\s*(--[\w-]+)", css + others))
        smaller = css
        for name in set(re.findall(r"(--[\w-]+):", css)) - asked:
            smaller = re.sub(re.escape(name) + r":[^;{}]*(?:;|(?=\}))", "", smaller)
        smaller = re.sub(r"[^{}]+\{\}", "", smaller)
        if smaller == css:
            return css
        css = smaller


def own_sheets() -> str:
    """All style sheets of our own."""
    sheets = (path for path in SOURCE.rglob("*.css") if "vendor" not in path.parts and path != TARGET)
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(sheets))


def font_faces() -> str:
    """The two weights, each in one file with all letters of Vietnamese."""
    return "".join(
        f"@font-face{{font-family:'Be Vietnam Pro';font-style:normal;font-display:swap;font-weight:{weight};"
        f"src:url(../vendor/be-vietnam-pro/be-vietnam-pro-{part}-{weight}-small.woff2) format('woff2');unicode-range:{letters}}}"
        for weight in WEIGHTS
        for part, letters in PARTS.items()
    )


PARTS = {
    "vietnamese": "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303,U+0309,U+0323,U+1EA0-1EF9,U+20AB",
    "latin": "U+0020-00FF,U+2010-206F,U+2190-2193,U+2212",
}


def _tabler() -> str:
    return re.sub(r"/\*.*?\*/", "", TABLER.read_text(encoding="utf-8"), flags=re.DOTALL)


def sheet() -> str:
    """The style sheet of the citizens' pages."""
    kept = _subset(_tabler(), words_in_use())
    return f"/* Made by tools/public_assets.py from Tabler (MIT): do not edit. */\n{font_faces()}{_without_unasked(kept, own_sheets())}\n"


def missing(present: str) -> set[str]:
    """Classes that Tabler knows and our pages use, but the sheet lacks."""

    def known(css: str) -> set[str]:
        return {name for head, _body in _flat(css) for name in _CLASS.findall(head)}

    return known(_subset(_tabler(), _classes_in_use())) - known(present)


def _classes_in_use() -> set[str]:
    """Words that stand in the class of some element of a template."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.html"):
        for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            found |= set(_WORD.findall(value))
    return found


def _flat(css: str) -> Iterator[tuple[str, str]]:
    for head, body in rules(css):
        if head.startswith("@") and not head.startswith("@font"):
            yield from _flat(body)
        else:
            yield head, body


def make_fonts() -> None:
    """Cut the fonts down to the letters of Vietnamese, the figures and the usual signs."""
    from fontTools import subset  # type: ignore[import-not-found]

    for weight in WEIGHTS:
        for part in PARTS:
            source = FONTS / f"be-vietnam-pro-{part}-{weight}-normal.woff2"
            subset.main([str(source), f"--output-file={FONTS / f'be-vietnam-pro-{part}-{weight}-small.woff2'}", "--flavor=woff2",
                         f"--unicodes={LETTERS}", "--layout-features=kern,liga,tnum,mark,mkmk,ccmp,locl", "--no-hinting", "--desubroutinize"])  # fmt: skip
    vendor = STATIC / "vendor"
    files = sorted(
        path for path in vendor.rglob("*") if path.is_file() and path.name not in {"CHECKSUMS", "README.md"}
    )
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(vendor).as_posix()}\n"
        for path in files
    ]
    (vendor / "CHECKSUMS").write_text("".join(lines))


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("\n".join(sorted(missing(TARGET.read_text(encoding="utf-8")))) or 0)
    if "--fonts" in sys.argv:
        make_fonts()
    TARGET.write_text(sheet(), encoding="utf-8")
