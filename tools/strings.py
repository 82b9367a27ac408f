"""Collect the texts of the screens into the translation files, or check that none is missing (--check).

The source language is Vietnamese; ``entry/locale/en`` holds the English translation of every text of ours.
No system tools are needed: Django turns templates into code, Babel reads the code, polib writes the file.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "congso"
ENGLISH = PACKAGE / "entry" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = ("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "npgettext")
PLURAL = {"ngettext", "ngettext_lazy"}


def _sources() -> list[tuple[Path, str]]:
    found = []
    for path in sorted(PACKAGE.rglob("*")):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        if path.suffix == ".py":
            found.append((path, path.read_text(encoding="utf-8")))
        elif path.suffix in {".html", ".txt"} and "templates" in str(path):
            found.append((path, templatize(path.read_text(encoding="utf-8"), origin=str(path))))
    return found


def collect() -> dict[tuple[str, str | None], list[str]]:
    """Every text with the places where it stands."""
    texts: dict[tuple[str, str | None], list[str]] = {}
    for path, code in _sources():
        place = str(path.relative_to(ROOT))
        for _line, function, message, _comments in extract_python(io.BytesIO(code.encode()), KEYWORDS, [], {"encoding": "utf-8"}):
            parts = message if isinstance(message, tuple) else (message,)
            if not parts or not parts[0]:
                continue
            plural = parts[1] if function in PLURAL and len(parts) > 1 else None
            texts.setdefault((parts[0], plural), []).append(place)
    return texts


def _known() -> polib.POFile:
    if ENGLISH.exists():
        return polib.pofile(str(ENGLISH), wrapwidth=110)
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = {
        "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit", "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }  # fmt: skip
    return fresh


def write() -> int:
    """Add new texts, drop those that are gone, keep translations; how many still want one."""
    texts, known = collect(), _known()
    kept = {(entry.msgid, entry.msgid_plural): entry for entry in known}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = known.metadata
    for (text, plural), places in sorted(texts.items(), key=lambda item: (item[1][0], item[0][0])):
        old = kept.get((text, plural or ""))
        entry = polib.POEntry(msgid=text, occurrences=[(place, "") for place in sorted(set(places))])
        if plural:
            entry.msgid_plural = plural
            entry.msgstr_plural = old.msgstr_plural if old and old.msgstr_plural else {0: "", 1: ""}
        else:
            entry.msgstr = old.msgstr if old else ""
        if "%(" in text:
            entry.flags.append("python-format")
        fresh.append(entry)
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(ENGLISH))
    return len(fresh.untranslated_entries())


def check() -> int:
    """Name what is missing or left over; the number of faults."""
    texts = {text for text, _plural in collect()}
    known = {entry.msgid: entry for entry in _known()}
    faults = [f"not collected: {text}" for text in sorted(texts - known.keys())]
    faults += [f"no longer used: {text}" for text in sorted(known.keys() - texts)]
    faults += [f"not translated: {text}" for text, entry in sorted(known.items()) if text in texts and not entry.translated()]
    faults += [f"other fields: {text}" for text, entry in sorted(known.items())
               if entry.msgstr and _fields(text) != _fields(entry.msgstr)]  # fmt: skip
    for fault in faults[:40]:
        print(fault)
    print(f"{len(texts)} texts, {len(faults)} faults")
    return len(faults)


def _fields(text: str) -> set[str]:
    import re

    return set(re.findall(r"%\((\w+)\)", text))


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(1 if check() else 0)
    print(f"{write()} texts want an English translation in {ENGLISH.relative_to(ROOT)}")
