"""What a citizen typed, as groups of words to look for: short forms, popular names, slips, missing spaces, raw Telex."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from congso.core.text import fold, nfc
from congso.domains.procedures.queries.terms import is_one_slip
from congso.domains.procedures.search_keys import words_of

ShortForms = dict[str, tuple[tuple[str, ...], ...]]
_MOST_WORDS = 14
_LONGEST_PHRASE = 4
_MOST_CORRECTIONS = 12
_GUESSED_UP_TO = 6
"""Of more words than these one may be wrong without harm: words that exist are then taken as typed."""
_LITTLE = frozenset(
    "voi cho cua va cac tai thi la co o thu tuc ve theo de do khi tu trong nhung mot duoc bi lam muon toi can xin hoi nhu the nao gi".split()  # noqa: SIM905
)  # fmt: skip
_VNI = re.compile(r"(?<=[a-z])[0-9]")
_TELEX = (
    ("dd", "d"),
    ("aa", "a"),
    ("ee", "e"),
    ("oo", "o"),
    ("aw", "a"),
    ("ow", "o"),
    ("uw", "u"),
    ("w", "u"),
)
_TELEX_TONES = "sfrxj"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to satisfy what was typed: words that must all be there, how sure it is, and what it rests on."""

    words: tuple[str, ...]
    quality: float
    kind: str
    """exact, prefix, short (a short form or popular name), slip, guess (a slip although the typed word exists)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A typed word, or a few that make one popular name, with its ways."""

    typed: str
    shown: str
    """As typed, with its tones."""
    ways: tuple[Way, ...]
    is_little: bool = False
    """Words like “cho”, “tại”: they say little about what is looked for."""


@dataclass(slots=True)
class Lexicon:
    """All words of the catalogue, ready to find the near ones of a misspelt word."""

    words: frozenset[str]
    ordered: list[str]
    _by_deletion: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[str]) -> Lexicon:
        """Prepare the neighbourhoods (each word without one of its letters)."""
        known = frozenset(words)
        made = cls(known, sorted(known))
        for word in made.ordered:
            if word.isalpha():
                for key in {word, *_shorter(word)}:
                    made._by_deletion.setdefault(key, []).append(word)
        return made

    def near(self, word: str) -> list[str]:
        """Known words that differ by one slip of the finger."""
        found: dict[str, None] = {}
        for key in (word, *_shorter(word)):
            for known in self._by_deletion.get(key, ()):
                if known != word and is_one_slip(word, known):
                    found[known] = None
        return sorted(found, key=lambda known: (known[0] != word[0], len(known) != len(word), known))


def _shorter(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def units_of(text: str, lexicon: Lexicon, short_forms: ShortForms) -> tuple[Unit, ...]:
    """The typed text in units; popular names of several words (“sổ đỏ”) are taken whole beside their words."""
    typed = words_of(text[:300])[:_MOST_WORDS]
    shown = _shown_words(text[:300], len(typed))
    found: list[Unit] = []
    place = 0
    while place < len(typed):
        size = _phrase_at(typed, place, short_forms)
        last = place + size == len(typed)
        if size > 1:
            found.append(_phrase(typed[place : place + size], shown[place : place + size], short_forms))
        else:
            guessing = len(typed) <= _GUESSED_UP_TO
            found.append(
                _word(typed[place], shown[place], lexicon, short_forms, is_last=last, guessing=guessing)
            )
        place += size
    return tuple(found)


def _shown_words(text: str, count: int) -> list[str]:
    """The words as they were typed, for the reason; folded ones when the two do not line up."""
    words = [word for word in re.findall(r"[\w]+(?:\.[0-9]+)*", nfc(text)) if fold(word)]
    folded = words_of(text)
    return words[:count] if len(words) == len(folded) else folded[:count]


def _phrase_at(typed: list[str], place: int, short_forms: ShortForms) -> int:
    for size in range(min(_LONGEST_PHRASE, len(typed) - place), 1, -1):
        if " ".join(typed[place : place + size]) in short_forms:
            return size
    return 1


def _phrase(typed: list[str], shown: list[str], short_forms: ShortForms) -> Unit:
    ways = [Way(tuple(typed), 1.0, "exact")]
    ways += [Way(words, 0.97, "short") for words in short_forms[" ".join(typed)]]
    return Unit(" ".join(typed), " ".join(shown), tuple(ways))


def _word(
    word: str, shown: str, lexicon: Lexicon, short_forms: ShortForms, *, is_last: bool, guessing: bool
) -> Unit:
    ways = [Way((word,), 1.0, "exact")] if word in lexicon.words else []
    ways += [Way(words, 0.97, "short") for words in short_forms.get(word, ())]
    ways += _prefixes(word, lexicon, is_last=is_last, is_known=bool(ways))
    is_known, is_little, has_tones = word in lexicon.words, word in _LITTLE, fold(shown) != shown.lower()
    if word.isalpha() and len(word) > 1 and not (is_known and (is_little or has_tones or not guessing)):
        ways += _slips(word, lexicon, is_known=is_known)
    if word not in lexicon.words and len(word) > 2:
        ways += _unjoined(word, lexicon) + _unconverted(word, lexicon)
    return Unit(word, shown, tuple(ways), is_little=is_little)


def _prefixes(word: str, lexicon: Lexicon, *, is_last: bool, is_known: bool) -> list[Way]:
    """The last word may still be under way; others only when they are no word at all."""
    if len(word) < 2 or (is_known and not is_last):
        return []
    start, found = bisect_left(lexicon.ordered, word), []
    while start < len(lexicon.ordered) and lexicon.ordered[start].startswith(word):
        if lexicon.ordered[start] != word:
            found.append(Way((lexicon.ordered[start],), 0.6 if is_known else 0.85, "prefix"))
        start += 1
    return found[:60]


def _slips(word: str, lexicon: Lexicon, *, is_known: bool) -> list[Way]:
    found = []
    for known in lexicon.near(word)[:_MOST_CORRECTIONS]:
        same_sound = word.replace("y", "i") == known.replace("y", "i")
        quality = 0.93 if same_sound else (0.4 if is_known else 0.75)
        found.append(Way((known,), quality, "guess" if is_known and not same_sound else "slip"))
    return found


def _unjoined(word: str, lexicon: Lexicon) -> list[Way]:
    """“khaisinh” → khai sinh: two known words without the space."""
    found = []
    for place in range(2, len(word) - 1):
        left, right = word[:place], word[place:]
        if left in lexicon.words and right in lexicon.words and right.isalpha() and left.isalpha():
            found.append(Way((left, right), 0.8, "slip"))
    return found[:4]


def _unconverted(word: str, lexicon: Lexicon) -> list[Way]:
    """“ddawng”, “kys”, “dang9”: Telex and VNI typed while the keyboard was not converting."""
    plain = _VNI.sub("", word)
    candidates = [plain]
    telex = plain
    for typed, letter in _TELEX:
        telex = telex.replace(typed, letter)
    candidates.append(telex)
    candidates += [_without_tone(candidate) for candidate in (plain, telex)]
    known = dict.fromkeys(each for each in candidates if each != word and each in lexicon.words)
    return [Way((each,), 0.9, "slip") for each in known]


def _without_tone(word: str) -> str:
    """The word without the last Telex tone sign that follows its vowel."""
    for place in range(len(word) - 1, 1, -1):
        if word[place] in _TELEX_TONES:
            return word[:place] + word[place + 1 :]
    return word
