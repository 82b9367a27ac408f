"""Words of a name as people type them: without tone marks, in any order."""

from __future__ import annotations

import re

from congso.core.text import fold, sort_key

_WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)*")


def words_of(text: str) -> list[str]:
    """Folded words; codes such as ``1.001193`` stay whole."""
    return _WORD.findall(fold(text))


def search_key_of(code: str, name: str, field: str) -> str:
    """What a version is found by: each word after a space, so that a prefix is ``LIKE '% word%'``."""
    return " " + " ".join([code, *words_of(name), *words_of(field)])


def name_key(name: str) -> str:
    """The key procedures are sorted by, cut to what an index holds."""
    return sort_key(name)[:400]
