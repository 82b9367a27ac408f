"""Find documents: the newest five hundred that fit and may be seen, their counts, and a page of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.core.text import fold
from congso.domains.documents import finding
from congso.domains.documents.enums import Direction, State, Urgency
from congso.domains.documents.finding import Asked
from congso.domains.documents.models import Document
from congso.domains.documents.policies import SEE_ALL
from congso.domains.documents.policies_finding import agencies_seen_whole, reader_marks_of
from congso.domains.documents.queries_any import DocumentLine, line_of, seen_among
from congso.domains.documents.snippets import Piece, marked, pieces_of
from congso.foundation.casework.models import CaseState
from congso.foundation.casework.policies import SEE

PAGE = 20
COUNTED = 500
"""How many are counted exactly; of more it is said that there are more."""
RANKED = 100
"""How many with the words in their heading stand before the others, when more fit than are counted."""
_HELD = 300
_ROUNDS = 6
Key = tuple[date, UUID]
Row = tuple[UUID, date, str, str, str, int | None, int, str, int, bool]
"""Key, day, direction, type, issuer, unit, urgency of the entry; state and agency of the document; words in a row in its heading."""
_ASK = """
SELECT e.document_id, e.day, e.direction, e.type_code, e.issuer, e.unit_id, e.urgency, d.state, d.agency_id,
       (%s <> '' AND position(%s in d.search_key) > 0)
FROM (SELECT document_id, day, direction, type_code, issuer, unit_id, urgency FROM documents_entry e
WHERE (%s::tsquery IS NULL OR e.words @@ %s::tsquery)
  AND (%s::text IS NULL OR EXISTS (SELECT 1 FROM documents_document d WHERE d.id = e.document_id AND d.state = %s))
  AND (%s::date IS NULL OR e.day >= %s) AND (%s::date IS NULL OR e.day <= %s)
  AND (%s::date IS NULL OR e.day < %s)
  AND (%s::date IS NULL OR (e.day, e.document_id) < (%s::date, %s::uuid))
  AND (%s::uuid[] IS NULL OR e.document_id = ANY(%s))
ORDER BY e.day DESC, e.document_id DESC LIMIT %s) e
JOIN documents_document d ON d.id = e.document_id ORDER BY e.day DESC, e.document_id DESC
"""
"""Values stand in the statement itself, so that what is not asked costs nothing."""


@dataclass(frozen=True)
class Choice:
    """A value of a filter with how many of the counted bear it."""

    value: str
    count: int


@dataclass(frozen=True)
class Hit:
    """A document found, with the words of it that fit."""

    line: DocumentLine
    subject: list[Piece]
    snippet: list[Piece]
    urgency: int
    by_machine: bool

    @property
    def direction(self) -> str:
        """Which way it goes, in words."""
        return str(Direction(self.line.direction).label)

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return str(State(self.line.state).label)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done with it."""
        return self.line.state in {State.ISSUED, State.DONE}

    @property
    def urgency_label(self) -> str:
        """How urgent, in words."""
        return str(Urgency(self.urgency).label)


@dataclass
class Found:
    """A page of the search."""

    hits: list[Hit]
    total: int
    more: bool
    """Whether there are more than were counted."""
    facets: dict[str, list[Choice]]
    after: str = ""
    cut: bool = False
    """Whether the order by relevance ends here although more fits."""


@dataclass
class _Set:
    """Rows the viewer may see, newest first; ``more`` when older ones were left."""

    rows: list[Row] = field(default_factory=list)
    more: bool = False


def find_documents(*, viewer: Actor, asked: Asked, after: str = "") -> Found:
    """What fits and may be seen, a page of it; counts are of at most the newest five hundred. Few queries, whatever is asked."""
    held = _held(viewer)
    counted = _newest(viewer, asked, finding.in_text(asked), held, phrase=fold(asked.text) if asked.by_relevance else "")
    rest, key = counted, _key(after)
    if asked.by_relevance:
        order, ended = _by_relevance(viewer, asked, counted, held)
        shown = _behind(order, after)
    else:
        if key:
            rest = _newest(viewer, asked, finding.in_text(asked), held, key=key, most=PAGE)
        shown, ended = [row[0] for row in rest.rows], True
    page = shown[:PAGE]
    older = _after(asked, page[-1], {row[0]: row[1] for row in rest.rows}) if len(shown) > PAGE else ""
    return Found(_hits(asked, page), len(counted.rows[:COUNTED]), counted.more, _facets(asked, counted), older,
                 cut=not older and not ended)  # fmt: skip


def by_number(*, viewer: Actor, asked: Asked, most: int = 5) -> list[DocumentLine]:
    """The newest documents with exactly that number that the viewer may see."""
    if not asked.key:
        return []
    found = _newest(viewer, asked, finding.of_number(asked), _held(viewer), most=most, few=True)
    rows = Document.objects.filter(pk__in=[row[0] for row in found.rows[:most]]).defer("text", "search_key")
    return [line_of(row) for row in rows.order_by("-issued_on", "-pk")]


def new_in(*, viewer: Actor, asked: Asked, since: Any, told: Iterable[UUID], most: int = 50) -> list[DocumentLine]:
    """Documents of a search that came or were begun after ``since`` and of which its owner was not told; newest first."""
    counted = _newest(viewer, asked, finding.in_text(asked), _held(viewer))
    wanted = {row[0] for row in counted.rows} - set(told)
    rows = Document.objects.filter(pk__in=wanted, created_at__gt=since)
    return [line_of(row) for row in rows.defer("text", "search_key").order_by("-pk")[:most]]


def _by_relevance(viewer: Actor, asked: Asked, counted: _Set, held: list[UUID]) -> tuple[list[UUID], bool]:
    """That number first, then those with the words in a row in their heading, in their heading, in their text."""
    exact = _newest(viewer, asked, finding.of_number(asked), held, few=True).rows if asked.key else []
    heading = _with_heading(viewer, asked, counted, held)
    in_a_row = {row[0] for row in [*heading.rows, *counted.rows] if row[9]}
    ranked = [
        *(row[0] for row in exact), *(row[0] for row in heading.rows if row[0] in in_a_row),
        *(row[0] for row in heading.rows), *(row[0] for row in counted.rows),
    ]  # fmt: skip
    return list(dict.fromkeys(ranked)), not (heading.more or counted.more)


def _with_heading(viewer: Actor, asked: Asked, counted: _Set, held: list[UUID]) -> _Set:
    """Those with the words in their heading: among all that fit when these are known, else the newest of them."""
    ids = [row[0] for row in counted.rows]
    if counted.more:
        return _newest(viewer, asked, finding.in_heading(asked), held, most=RANKED, phrase=fold(asked.text), known=set(ids))
    return _Set(_ask(finding.in_heading(asked), asked, None, len(ids), among=ids)) if ids else counted


def _newest(viewer: Actor, asked: Asked, question: str, held: Sequence[UUID], *, key: Key | None = None, most: int | None = None,
            phrase: str = "", few: bool = False, known: Set[UUID] = frozenset()) -> _Set:  # fmt: skip
    """The newest of a question that the viewer may see, at most ``most`` and whether there are more."""
    most = COUNTED if most is None else most
    found, readers, question = _Set(), reader_marks_of(viewer), finding.joined(question, finding.marks_of(asked))
    for _round in range(_ROUNDS):
        rows = _candidates(asked, question, readers, held, key, most + 1, phrase, few)
        found.rows += _visible(viewer, rows, known)
        full = len(rows) > most
        if not full or len(found.rows) > most:
            break
        key = (rows[-1][1], rows[-1][0])
    else:
        found.more = True
    found.more = found.more or len(found.rows) > most
    return found


def _visible(viewer: Actor, rows: list[Row], known: Set[UUID]) -> list[Row]:
    """Those of the rows that the viewer may see, by the rule of each direction, asked of the documents themselves."""
    whole = agencies_seen_whole(viewer)
    asked = [row for row in rows if row[8] not in whole and row[0] not in known]
    coming = [row[0] for row in asked if row[2] == Direction.INCOMING]
    going = [row[0] for row in asked if row[2] == Direction.OUTGOING]
    seen = seen_among(viewer=viewer, coming=coming, going=going)
    return [row for row in rows if row[8] in whole or row[0] in seen or row[0] in known]


def _candidates(asked: Asked, question: str, readers: Sequence[str], held: Sequence[UUID], key: Key | None, limit: int,
                phrase: str, few: bool) -> list[Row]:  # fmt: skip
    """The newest rows of the index, from span after span of time until there are enough."""
    last = min(each for each in (key[0] if key else None, asked.end, asked.end_of_year, clock.today()) if each)
    rows: list[Row] = []
    for window in finding.windows(last, few=few):
        rows += _ask(finding.joined(question, finding.in_window(readers, window)), asked, key, limit - len(rows), phrase=phrase, before=window.before)
        if len(rows) >= limit:
            break
    if held:
        more = _ask(question, asked, key, limit, among=held, phrase=phrase)
        rows = sorted({row[0]: row for row in [*rows, *more]}.values(), key=lambda row: (row[1], row[0]), reverse=True)
    return rows[:limit]


def _ask(question: str, asked: Asked, key: Key | None, limit: int, among: Sequence[UUID] = (),
         phrase: str = "", before: date | None = None) -> list[Row]:  # fmt: skip
    values = [phrase, phrase, question or None, question or None, asked.state or None, asked.state, asked.begin, asked.begin, asked.end, asked.end, before, before,
              key[0] if key else None, *(key or (None, None)), list(among) or None, list(among) or None, limit]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ASK, values)
        return list(cursor.fetchall())


def _held(viewer: Actor) -> list[UUID]:
    """Documents whose work is in the viewer's hands or units now; the marks learn of it only when the work ends."""
    if viewer.units_for(SEE_ALL) == EVERYWHERE:
        return []
    units = viewer.units_for(SEE)
    hands = Q(case__holder_id__in=viewer.accounts)
    if units != EVERYWHERE and not agencies_seen_whole(viewer):
        hands |= Q(case__holder_unit_id__in=units, direction=Direction.OUTGOING)
    rows = Document.objects.filter(hands).exclude(case__state=CaseState.CLOSED).order_by("-pk")
    return list(rows.values_list("pk", flat=True)[:_HELD])


def _facets(asked: Asked, counted: _Set) -> dict[str, list[Choice]]:
    """How many of the counted bear each value."""
    rows = counted.rows[:COUNTED]
    _keys, days, directions, types, issuers, units, urgencies, states, *_rest = zip(*rows, strict=True) if rows else ((),) * 10
    tallies: dict[str, Counter[str]] = {name: Counter() for name in finding.FACETS}
    tallies["year"].update(str(day.year) for day in days)
    tallies["type"].update(each or finding.LETTER for each in types)
    tallies["unit"].update(str(each) for each in units if each)
    tallies["urgency"].update(map(str, urgencies))
    for name, values in (("direction", directions), ("issuer", issuers), ("state", states)):
        tallies[name].update(each for each in values if each)
    found = {name: [Choice(*each) for each in tally.most_common(8)] for name, tally in tallies.items()}
    for name in finding.FACETS:
        chosen = getattr(asked, name)
        if chosen and all(each.value != chosen for each in found[name]):
            found[name].append(Choice(chosen, tallies[name][chosen]))
    return found


def _hits(asked: Asked, ids: list[UUID]) -> list[Hit]:
    rows = {row.pk: row for row in Document.objects.filter(pk__in=ids).defer("search_key", "text")}
    snippets = pieces_of(ids, asked.words)
    return [
        Hit(line_of(rows[each]), marked(rows[each].subject, asked.words), snippets.get(each, []), rows[each].urgency,
            rows[each].text_by_machine)
        for each in ids if each in rows
    ]  # fmt: skip


def _behind(order: list[UUID], after: str) -> list[UUID]:
    """What stands behind a document in an order made anew; from the beginning when it is not in it any more."""
    try:
        return order[order.index(UUID(after)) + 1 :]
    except ValueError:
        return order


def _key(after: str) -> Key | None:
    day, _bar, last = after.partition("|")
    try:
        return date.fromisoformat(day), UUID(last)
    except ValueError:
        return None


def _after(asked: Asked, last: UUID, days: dict[UUID, date]) -> str:
    """Where the next page begins: behind the last of this one."""
    return str(last) if asked.by_relevance else f"{days[last].isoformat()}|{last}"
