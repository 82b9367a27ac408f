"""Text typed with the fonts of before Unicode: TCVN3 (.VnTime …) and VNI-Windows (VNI-Times …).

Nothing is converted by itself: ``looks_legacy`` only suspects, a person confirms, ``to_unicode`` converts.
The tables are in ``core/data`` (see SOURCE.md there).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Literal

from congso.core.text import nfc

Encoding = Literal["tcvn3", "vni"]

_TABLES: dict[Encoding, tuple[str, str]] = {
    "tcvn3": ("tcvn3_abc.csv", "byte_hex"),
    "vni": ("vni_windows.csv", "bytes_hex"),
}
_WORD = re.compile(r"(?:[^\W\d_]|[^\x00-\x7f])+")
_TONE_MARKS = dict.fromkeys(map(ord, "\u0300\u0309\u0303\u0301\u0323"))
_SYLLABLE = re.compile(
    r"(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
    r"(?:oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|iêu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo"
    r"|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy])"
    r"(?:ch|c|m|ng|nh|n|p|t)?"
)


@cache
def _table(encoding: Encoding) -> dict[str, str]:
    """The sequences of a legacy encoding, as a Western screen shows them, with their letters."""
    name, column = _TABLES[encoding]
    lines = (files("congso.core") / "data" / name).read_text(encoding="utf-8").splitlines()
    return {
        bytes.fromhex(row[column]).decode("latin-1"): row["unicode_char"] for row in csv.DictReader(lines)
    }


@cache
def _pattern(encoding: Encoding) -> re.Pattern[str]:
    """Every sequence of the encoding, longest first."""
    return re.compile("|".join(map(re.escape, sorted(_table(encoding), key=len, reverse=True))))


def to_unicode(text: str, encoding: Encoding, *, capital_font: bool = False) -> str:
    """Turn legacy text, as a Western screen shows it, into Unicode (NFC).

    ``capital_font``: the TCVN3 font's name ends in "H" (.VnTimeH), which draws small letters as capitals.
    """
    table = _table(encoding)
    converted = _pattern(encoding).sub(lambda found: table[found.group()], text)
    return nfc(converted.upper() if capital_font else converted)


def bytes_to_unicode(raw: bytes, encoding: Encoding, *, capital_font: bool = False) -> str:
    """Turn the bytes of an old file (Excel, FoxPro, plain text) into Unicode (NFC)."""
    return to_unicode(raw.decode("latin-1"), encoding, capital_font=capital_font)


def is_syllable(word: str) -> bool:
    """Whether a word has the shape of a Vietnamese syllable: onset, vowels, ending, one tone at most."""
    parts = unicodedata.normalize("NFD", word.lower())
    letters = unicodedata.normalize("NFC", parts.translate(_TONE_MARKS))
    tones = len(parts) - len(parts.translate(_TONE_MARKS))
    return tones <= 1 and _SYLLABLE.fullmatch(letters) is not None


def _share_of_syllables(words: list[str]) -> float:
    return sum(map(is_syllable, words)) / len(words)


def looks_legacy(text: str) -> Encoding | None:
    """Suspect text of TCVN3 or VNI shown as Western letters; None when it reads as it stands.

    Only words with letters beyond ASCII count: they must not read as Vietnamese now and must do so (four in
    five) after conversion. Spanish and French stay untouched. Show the result and ask before converting.
    """
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    if not words or any(ord(sign) > 0xFF and unicodedata.category(sign)[0] == "L" for sign in text):
        return None
    as_it_stands = _share_of_syllables(words)
    shares: list[tuple[float, Encoding]] = [
        (_share_of_syllables([to_unicode(word, encoding) for word in words]), encoding)
        for encoding in _TABLES
    ]
    share, encoding = max(shares)
    return encoding if share >= 0.8 and share > as_it_stands else None
