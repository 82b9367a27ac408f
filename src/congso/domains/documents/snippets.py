"""The words of a document around what was asked for, with what fits marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db import connection

from congso.core.text import fold, nfc

BEGINNING = 12_000
"""Letters of a text that are looked at first; only where nothing fits in them is the whole text read."""
WHOLE = 400_000
WIDTH = 220
_LEAD = 60
_MARKUP = re.compile(r"[*_#|]+|-{3,}|\s+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text, marked when it is one of the words asked for."""

    text: str
    marked: bool = False


def _plain(text: str) -> str:
    """Small letters without tones, letter for letter, so that places stay what they are."""
    return text.translate({ord(sign): _letter(sign) for sign in set(text)})


@lru_cache(maxsize=2_000)
def _letter(sign: str) -> str:
    return " " if sign.isspace() else fold(sign)[:1] or " "


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    wanted = sorted(set(words), key=len, reverse=True)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, wanted))})(?![a-z0-9])") if wanted else None


def marked(text: str, words: Sequence[str]) -> list[Piece]:
    """The text in pieces, words asked for marked, neighbours of them together."""
    pattern = _pattern(words)
    if pattern is None:
        return [Piece(text)] if text else []
    text = nfc(text)
    spans: list[list[int]] = []
    for match in pattern.finditer(_plain(text)):
        if spans and not text[spans[-1][1] : match.start()].strip():
            spans[-1][1] = match.end()
        else:
            spans.append([match.start(), match.end()])
    pieces, place = [], 0
    for begin, end in spans:
        pieces += [Piece(text[place:begin]), Piece(text[begin:end], marked=True)]
        place = end
    return [each for each in [*pieces, Piece(text[place:])] if each.text]


def subject_pieces(subject: str, words: Sequence[str]) -> list[Piece]:
    """A subject with the words asked for marked."""
    return marked(subject, words)


def _around(text: str, words: Sequence[str]) -> str | None:
    """The stretch of the text in which most of the words stand; None where none of them does."""
    pattern = _pattern(words)
    if pattern is None:
        return None
    plain = _plain(text)
    places = [(match.start(), match.group()) for match in pattern.finditer(plain)][:400]
    if not places:
        return None
    best, most = places[0][0], 0
    for at, (begin, _word) in enumerate(places):
        inside = {word for place, word in places[at : at + 40] if place < begin + WIDTH}
        if len(inside) > most:
            best, most = begin, len(inside)
    first = max(best - _LEAD, 0)
    if first:
        first = text.find(" ", first, best) + 1 or first
    piece = text[first : first + WIDTH + _LEAD]
    return ("…" if first else "") + piece + ("…" if first + len(piece) < len(text) else "")


def pieces_of(ids: Sequence[UUID], words: Sequence[str]) -> dict[UUID, list[Piece]]:
    """For each document the stretch of its text that fits best; nothing where its text has none of the words."""
    if not ids or not words:
        return {}
    found, rest = {}, []
    for document_id, text, length in _texts(ids, BEGINNING):
        piece = _around(_tidy(text), words)
        if piece is not None:
            found[document_id] = marked(piece, words)
        elif length > BEGINNING:
            rest.append(document_id)
    for document_id, text, _length in _texts(rest, WHOLE) if rest else []:
        piece = _around(_tidy(text), words)
        if piece is not None:
            found[document_id] = marked(piece, words)
    return found


def _tidy(text: str) -> str:
    return _MARKUP.sub(" ", nfc(text)).strip()


def _texts(ids: Sequence[UUID], most: int) -> list[tuple[UUID, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, left(text, %s), length(text) FROM documents_document WHERE id = ANY(%s)", [most, list(ids)]
        )
        return list(cursor.fetchall())
