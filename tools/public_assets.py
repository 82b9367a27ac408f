"""Make the style of the citizens' pages for a slow line: one sheet, the style of the first screen, a small font.

    python tools/public_assets.py          # public.css and first.css
    python tools/public_assets.py --fonts  # the fonts too; needs fontTools, which the product itself does not

A rule of Tabler stays when one of its selectors names only classes that stand in some template, form or script of ours;
a custom property stays when something kept still asks for it. So the sheet holds more than the pages use, never less.
Our own sheets follow it in the same file, so that a page changes its look once, not sheet by sheet. ``first.css`` holds
the rules of the sheet that the first screen needs: it travels inside the page (``web/first_style.py``, ADR 0017).
``--check`` says whether a class in use is missing. Run it again after Tabler, a sheet or a template has changed.
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
TARGET = STATIC / "web/public.css"
FIRST = STATIC / "web/first.css"
OWN = (
    STATIC / "web/congso.css",
    SOURCE / "domains/portal/static/portal/portal.css",
    SOURCE / "foundation/forms/static/forms/forms.css",
    SOURCE / "domains/ratings/static/ratings/ratings.css",
    SOURCE / "domains/insight/static/insight/public.css",
    SOURCE / "foundation/signing/static/signing/signing.css",
)
"""Our own sheets of the citizens' pages, in the order in which they follow Tabler."""
SEEN_FIRST = (
    "foundation/web/templates/public/page.html", "foundation/web/templates/public/look.html",
    "foundation/web/templates/web/breadcrumb.html", "foundation/web/templates/web/messages.html",
    "foundation/web/templates/web/form/field.html", "foundation/web/templates/web/form/summary.html",
    "domains/portal/templates/portal/nav.html", "domains/portal/templates/portal/search_box.html",
    "domains/portal/templates/portal/home.html",
)  # fmt: skip
"""Templates of what stands at the top of citizens' pages."""
FONTS = STATIC / "vendor/be-vietnam-pro"
WEIGHTS = (400, 600)
LETTERS = "U+20-7E,U+A0,U+A7,U+A9,U+AB,U+B0,U+B7,U+BB,U+C0-FF,U+102,U+103,U+110,U+111,U+128,U+129,U+168,U+169,U+1A0,U+1A1,U+1AF,U+1B0,U+300,U+301,U+303,U+309,U+323,U+1EA0-1EF9,U+2013,U+2014,U+2018-201E,U+2022,U+2026,U+203A,U+20AB,U+2190-2193,U+2212"
_CLASS = re.compile(r"\.((?:[A-Za-z_]|\\.)(?:[\w-]|\\.)*)")
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_UNUSED = re.compile(
    r"::-moz|:-moz|::-ms|:-ms|-webkit-(?:calendar|datetime)|\[dir=|:lang|\[data-vc|data-bs-(?:sidebar|layout)|\.ts-|\.apexcharts|\.litepicker|\.noUi|\.plyr|\.dropzone|\.fslightbox"
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
    made = {TARGET, FIRST}
    sheets = (path for path in SOURCE.rglob("*.css") if "vendor" not in path.parts and path not in made)
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


def _small(css: str) -> str:
    """Without remarks and needless spaces."""
    css = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"(?<=[\w-]): ", ":", css)).replace(";}", "}").strip()


def rules_of_the_sheet() -> str:
    """What is left of Tabler, and our own sheets."""
    tabler = _without_unasked(_subset(_tabler(), words_in_use()), own_sheets())
    return tabler + own_rules()


def own_rules() -> str:
    """Our own sheets of the citizens' pages, one after the other."""
    return "".join(_small(path.read_text(encoding="utf-8")) for path in OWN)


def sheet() -> str:
    """The style sheet of the citizens' pages."""
    head = "/* Made by tools/public_assets.py from Tabler (MIT) and our own sheets: do not edit. */\n"
    return f"{head}{font_faces()}{rules_of_the_sheet()}\n"


_LATER = re.compile(
    r":hover|:active|:focus|:disabled|:checked|:indeterminate|:invalid|:valid|::|:-webkit|:placeholder|\.was-|"
    r"\[(?:disabled|multiple|type=(?!search)|contenteditable|list|dir)|"
    r"(?:^|[\s>+~])(?:hr|abbr|address|blockquote|pre|samp|kbd|figure|figcaption|caption|progress|iframe|optgroup|sub|sup|mark|output|code|video|audio|textarea|legend|dialog)\b"
)
"""States and parts that no first screen shows."""
_UNSEEN = re.compile(
    r"(?<=[{;])(?:transition|cursor|animation|will-change|user-select|pointer-events|touch-action|(?:-webkit-)?print-color-adjust|-webkit-text-size-adjust|-webkit-tap-highlight-color|-moz-[\w-]+)[\w-]*:[^;{}]*(?:;|(?=\}))"
)


def _first(css: str, used: set[str]) -> str:
    parts = []
    for head, body in rules(css):
        if head.startswith(("@media", "@supports", "@layer", "@container")):
            inner = "" if "print" in head or "reduced-motion" in head else _first(body, used)
            parts += [f"{head}{{{inner}}}"] if inner else []
        elif not head.startswith("@") and (
            kept := [each for each in _kept(head, used) if not _LATER.search(each)]
        ):
            parts.append(f"{','.join(kept)}{{{body}}}")
    return "".join(parts)


def first_style() -> str:
    """The rules of the sheet that the first screen needs, in the same order."""
    used = {
        "public",
        "skip-link",
        "js",
        "needs-js",
        "icon",
        "btn",
        "card",
        "card-body",
        "facts",
        "summary-line",
        "period-line",
        "narrow",
        "narrowing",
    }
    used |= {"size-large", "size-largest", "contrast-high"}
    for name in SEEN_FIRST:
        used |= _classes_of((SOURCE / name).read_text(encoding="utf-8"))
    kept = _UNSEEN.sub("", _first(rules_of_the_sheet(), used))
    return _without_unasked(_small(kept), "")


def missing(present: str) -> set[str]:
    """Classes that Tabler knows and our pages use, but the sheet lacks."""

    def known(css: str) -> set[str]:
        return {name for head, _body in _flat(css) for name in _CLASS.findall(head)}

    return known(_subset(_tabler(), _classes_in_use())) - known(present)


def _classes_in_use() -> set[str]:
    """Words that stand in the class of some element of a template."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.html"):
        found |= _classes_of(path.read_text(encoding="utf-8"))
    return found


def _classes_of(template: str) -> set[str]:
    return {name for value in re.findall(r'class="([^"]*)"', template) for name in _WORD.findall(value)}


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
    FIRST.write_text(first_style(), encoding="utf-8")
