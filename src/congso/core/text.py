"""Vietnamese text: one written form, search keys, sort keys, names, masks and numbers in words.

The written form is NFC (TCVN 6909:2001). Search keys drop every mark; sort keys order letters first, tones second.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_DROPPED = dict.fromkeys(map(ord, "\x00\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_CLEAN: dict[int, str | None] = {**_DROPPED, 0xA0: " ", 0x202F: " "}
_SPACES = re.compile(r"\s+")

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Order of the tones: ngang (none), huyền, hỏi, ngã, sắc, nặng."""

_VOWELS = "aăâeêioôơuưy"


def _toned_letters() -> dict[str, tuple[str, str]]:
    """Each toned small letter with its letter and the digit of its tone."""
    return {
        unicodedata.normalize("NFC", vowel + mark): (vowel, digit)
        for vowel in _VOWELS
        for mark, digit in _TONES.items()
    }


def _base_letter(letter: str) -> str:
    """The plain Latin letter under a Vietnamese one (ă, â → a; đ → d)."""
    return "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]


_TONED = _toned_letters()
_FOLD: dict[int, str] = {
    **{ord(letter): _base_letter(letter) for letter in _ALPHABET},
    **{ord(toned): _base_letter(letter) for toned, (letter, _) in _TONED.items()},
    ord("ð"): "d",
}
_RANK = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_LETTER_ORDER: dict[int, str] = {
    **{ord(letter): rank for letter, rank in _RANK.items()},
    **{ord(toned): _RANK[letter] for toned, (letter, _) in _TONED.items()},
    **{ord(digit): digit for digit in "0123456789"},
    ord("ð"): _RANK["đ"],
}
_TONE_OF = {toned: digit for toned, (_, digit) in _TONED.items()}
_NOT_TONE = re.compile(f"[^ {''.join(_TONE_OF)}]")
_NOT_WORD = re.compile(r"[^\w]+|_+")


def nfc(text: str, *, collapse: bool = False) -> str:
    """The text as it may be stored: composed (NFC), without invisible characters, NBSP as a plain space.

    With ``collapse`` runs of white space become one space and the ends are trimmed.
    """
    clean = unicodedata.normalize("NFC", text).translate(_CLEAN)
    return _SPACES.sub(" ", clean).strip() if collapse else clean


def fold(text: str) -> str:
    """The search key: small letters without any mark, đ as d, single spaces; "Hoà" and "hòa" become equal."""
    key = nfc(text, collapse=True).lower().translate(_FOLD)
    if key.isascii():
        return key
    return "".join(sign for sign in unicodedata.normalize("NFD", key) if not unicodedata.combining(sign))


def _plain_foreign(text: str) -> str:
    """Letters of other languages without their marks (ü → u), Vietnamese ones untouched."""
    return "".join(
        sign if sign in _TONED or ord(sign) in _LETTER_ORDER else unicodedata.normalize("NFD", sign)[0]
        for sign in text
    )


def sort_key(text: str) -> str:
    """A key that sorts by code point as Vietnamese sorts: a ă â b c d đ …, then ngang huyền hỏi ngã sắc nặng.

    Letters of the whole text come first, tones only decide between equal letters; words before longer
    words; a tone belongs to its word, so "hoà" and "hòa" have one key. Made for a column with C collation.
    """
    words = _NOT_WORD.sub(" ", nfc(text).lower()).strip()
    if words.isascii():
        return f"{words.translate(_LETTER_ORDER)}\t"
    words = _plain_foreign(words)
    tones = "".join(_TONE_OF.get(sign, " ") for sign in _NOT_TONE.sub("", words)).rstrip()
    return f"{words.translate(_LETTER_ORDER)}\t{tones}"


@dataclass(frozen=True, slots=True)
class NameParts:
    """A person's name in its parts: họ, tên đệm, tên."""

    family: str
    middle: str
    given: str


def name_parts(name: str) -> NameParts:
    """Split a full name into họ (first word), tên đệm and tên (last word); a single word is the given name."""
    words = nfc(name, collapse=True).split(" ")
    if len(words) == 1:
        return NameParts(family="", middle="", given=words[0])
    return NameParts(family=words[0], middle=" ".join(words[1:-1]), given=words[-1])


def sort_name_key(name: str) -> str:
    """The sort key of a person in a list: by tên, then họ, then tên đệm, as Vietnamese lists are kept."""
    parts = name_parts(name)
    return "\x02".join(sort_key(part) for part in (parts.given, parts.family, parts.middle))


def mask_name(name: str) -> str:
    """The name as a public page may show it: family name and initials ("Nguyễn V** A**")."""
    words = nfc(name, collapse=True).split(" ")
    shown = [words[0]] if len(words) > 1 else []
    return " ".join(shown + [f"{word[:1]}**" for word in words[len(shown) :] if word])


def mask_number(number: str, *, keep: int = 3) -> str:
    """An identity or phone number in a list: only its last ``keep`` characters stay readable."""
    hidden = max(len(number) - keep, 0) if len(number) > keep else len(number)
    return "*" * hidden + number[hidden:]


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", " nghìn", " triệu")
_BILLION = 1_000_000_000


def _unit_word(tens: int, unit: int) -> str:
    """The last digit as read after its tens: mốt, tư and lăm where the language wants them."""
    if unit == 1 and tens > 1:
        return "mốt"
    if unit == 4 and tens > 1:
        return "tư"
    return "lăm" if unit == 5 and tens > 0 else _DIGITS[unit]


def _below_hundred(value: int, *, after_hundred: bool) -> str:
    tens, unit = divmod(value, 10)
    if tens == 0:
        return f"linh {_DIGITS[unit]}" if after_hundred else _DIGITS[unit]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    return head if unit == 0 else f"{head} {_unit_word(tens, unit)}"


def _below_thousand(value: int, *, first: bool) -> str:
    hundreds, rest = divmod(value, 100)
    if hundreds == 0 and first:
        return _below_hundred(rest, after_hundred=False)
    head = f"{_DIGITS[hundreds]} trăm"
    return head if rest == 0 else f"{head} {_below_hundred(rest, after_hundred=True)}"


def _below_billion(value: int, *, first: bool) -> list[str]:
    words: list[str] = []
    for place in (2, 1, 0):
        group = value // 1000**place % 1000
        if group:
            words.append(_below_thousand(group, first=first and not words) + _GROUPS[place])
    return words


def number_in_words(value: int) -> str:
    """A whole number as Vietnamese reads it: 1234005 → "một triệu hai trăm ba mươi tư nghìn không trăm linh năm"."""
    if value < 0:
        return f"âm {number_in_words(-value)}"
    if value == 0:
        return _DIGITS[0]
    billions, rest = divmod(value, _BILLION)
    words = [f"{number_in_words(billions)} tỷ"] if billions else []
    return " ".join(words + _below_billion(rest, first=not words))


_FORBIDDEN_IN_FILE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_RESERVED_FILE = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)


def filename_safe(name: str, *, ascii_only: bool = False, limit: int = 180) -> str:
    """A file name that every system accepts: no path signs, at most ``limit`` bytes, extension kept.

    Vietnamese letters stay unless ``ascii_only``. An empty name becomes "tep".
    """
    clean = nfc(name, collapse=True)
    if ascii_only:
        folded = unicodedata.normalize("NFD", clean.replace("đ", "d").replace("Đ", "D"))
        clean = re.sub(r"\s+", "-", folded.encode("ascii", "ignore").decode())
    clean = _FORBIDDEN_IN_FILE.sub("-", clean).strip(" .-")
    if _RESERVED_FILE.match(clean):
        clean = f"tep-{clean}"
    stem, dot, extension = clean.rpartition(".")
    if not dot or len(extension) > 10:
        stem, dot, extension = clean, "", ""
    room = limit - len((dot + extension).encode())
    return (stem.encode()[:room].decode(errors="ignore").rstrip(" .-") or "tep") + dot + extension
