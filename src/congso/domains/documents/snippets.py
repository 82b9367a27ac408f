"""The words of a document around what was asked for, with what fits marked."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db import connection

from congso.core.text import fold

BEGINNING = 8_000
"""Letters of a text that are looked at first; only where nothing fits in them is the whole text read."""
WHOLE = 400_000
WIDTH = 220
_LEAD = 60
_MOST_PLACES = 200
_MARKUP = re.compile(r"[*_#|]+|-{3,}|\s+")
_LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵdđ"


@dataclass(frozen=True)
class Piece:
    """A stretch of text, marked when it is one of the words asked for."""

    text: str
    marked: bool = False


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    """For each plain letter all the letters that are it without tones."""
    found: dict[str, str] = defaultdict(str)
    for letter in _LETTERS:
        found[fold(letter)] += letter + letter.upper()
    return {plain: f"[{letters}]" for plain, letters in found.items()}


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Finds the words in a text as it is written, with its tones."""
    wanted = sorted(set(words), key=len, reverse=True)
    if not wanted:
        return None
    letters = ("".join(_classes().get(sign, f"[{sign}{sign.upper()}]") for sign in word) for word in wanted)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(letters)})(?![^\W_])")


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def marked(text: str, words: Sequence[str]) -> list[Piece]:
    """The text in pieces, words asked for marked, neighbours of them together."""
    pattern = _pattern(tuple(words))
    if pattern is None:
        return [Piece(text)] if text else []
    text = _composed(text)
    spans: list[list[int]] = []
    for match in pattern.finditer(text):
        if spans and not text[spans[-1][1] : match.start()].strip():
            spans[-1][1] = match.end()
        else:
            spans.append([match.start(), match.end()])
    pieces, place = [], 0
    for begin, end in spans:
        pieces += [Piece(text[place:begin]), Piece(text[begin:end], marked=True)]
        place = end
    return [each for each in [*pieces, Piece(text[place:])] if each.text]


def _around(text: str, words: Sequence[str]) -> str | None:
    """The stretch of the text in which most of the words stand; None where none of them does."""
    pattern = _pattern(tuple(words))
    text = _composed(text)
    places = [(match.start(), match.group().lower()) for match, _count in zip(pattern.finditer(text), range(_MOST_PLACES), strict=False)] if pattern else []
    if not places:
        return None
    best, most = places[0][0], 0
    for at, (begin, _word) in enumerate(places):
        inside = {word for place, word in places[at : at + 30] if place < begin + WIDTH}
        if len(inside) > most:
            best, most = begin, len(inside)
    first = max(best - _LEAD, 0)
    if first:
        first = text.find(" ", first, best) + 1 or first
    piece = _MARKUP.sub(" ", text[first : first + WIDTH + _LEAD]).strip()
    return ("…" if first else "") + piece + ("…" if first + WIDTH + _LEAD < len(text) else "")


def pieces_of(ids: Sequence[UUID], words: Sequence[str]) -> dict[UUID, list[Piece]]:
    """For each document the stretch of its text that fits best; nothing where its text has none of the words."""
    if not ids or not words:
        return {}
    found, rest = {}, []
    for document_id, text, length in _texts(ids, BEGINNING):
        piece = _around(text, words)
        if piece is not None:
            found[document_id] = marked(piece, words)
        elif length > BEGINNING:
            rest.append(document_id)
    for document_id, text, _length in _texts(rest, WHOLE) if rest else []:
        piece = _around(text, words)
        if piece is not None:
            found[document_id] = marked(piece, words)
    return found


def _texts(ids: Sequence[UUID], most: int) -> list[tuple[UUID, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, left(text, %s), octet_length(text) FROM documents_document WHERE id = ANY(%s)", [most, list(ids)])
        return list(cursor.fetchall())
