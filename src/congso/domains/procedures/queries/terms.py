"""What somebody typed, as words to look for: short forms spelled out, slips of the finger set right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from django.db.models import QuerySet

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.procedures.models import Abbreviation
from congso.domains.procedures.policies import can_manage
from congso.domains.procedures.search_keys import words_of
from congso.foundation.orgs.epoch import remembered

Alternatives = tuple[tuple[str, ...], ...]
"""Ways to satisfy one typed word; each way is a few words that must all be there."""

_MOST_WORDS = 12
_MOST_CORRECTIONS = 6
_SHORTEST_CORRECTED = 3


@remembered(largest=1)
def abbreviations() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Short form → the words it may stand for."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for short, words in Abbreviation.objects.values_list("short", "words"):
        found[short] = (*found.get(short, ()), tuple(words.split()))
    return found


def kept_abbreviations(*, viewer: Actor) -> QuerySet[Abbreviation]:
    """All short forms in their order, for who keeps them; raises NotVisible for others."""
    if not can_manage(viewer):
        raise NotVisible
    return Abbreviation.objects.order_by("short", "words")


def terms_of(text: str, vocabulary: Sequence[str]) -> tuple[Alternatives, ...]:
    """For each word typed, what may stand for it; ``vocabulary`` is sorted."""
    short_forms = abbreviations()
    return tuple(_ways(word, short_forms, vocabulary) for word in words_of(text[:300])[:_MOST_WORDS])


def _ways(
    word: str, short_forms: dict[str, tuple[tuple[str, ...], ...]], vocabulary: Sequence[str]
) -> Alternatives:
    ways: Alternatives = ((word,), *short_forms.get(word, ()))
    if len(ways) > 1 or len(word) < _SHORTEST_CORRECTED or words_with_prefix(word, vocabulary):
        return ways
    return (*ways, *((near,) for near in _corrections(word, vocabulary)))


def words_with_prefix(prefix: str, vocabulary: Sequence[str]) -> list[str]:
    """The words of a sorted vocabulary that begin with ``prefix``."""
    start, found = bisect_left(vocabulary, prefix), []
    while start < len(vocabulary) and vocabulary[start].startswith(prefix):
        found.append(vocabulary[start])
        start += 1
    return found


def _corrections(word: str, vocabulary: Sequence[str]) -> list[str]:
    near = [known for known in vocabulary if abs(len(known) - len(word)) <= 1 and is_one_slip(word, known)]
    return sorted(near, key=lambda known: (known[0] != word[0], len(known) != len(word), known))[
        :_MOST_CORRECTIONS
    ]


def is_one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is wrong, missing, too many, or two neighbours are swapped."""
    if typed == meant:
        return True
    start = next(
        (i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant))
    )
    left, right = typed[start:], meant[start:]
    swapped = left[:2] == right[1::-1] and len(left) > 1 and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]
