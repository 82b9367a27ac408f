"""Write a document down as the search finds it: one row of words and marks, in the transaction that changed the document.

A row's ``words`` hold, side by side in one index: each word of the document (``dat``), each word of its heading once more
(``.dat``: number, subject, issuer, signer, drafter, day), its number as one word (``#15qdubnd``), and marks that begin with
``~``: agency, units and people who have to do with it, direction, type, issuer, unit, urgency, month and year. So words,
filters and rights are one question to one index (ADR 0015).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2s

from congso.core import clock
from congso.core.text import fold
from congso.domains.documents.enums import Direction
from congso.domains.documents.models import (
    Assignment,
    Document,
    Incoming,
    MonthTouched,
    Outgoing,
    Role,
    SearchEntry,
    SecondSigner,
)
from congso.domains.documents.types import TWO_SIGNERS, type_name
from congso.foundation.casework.models import Case
from congso.foundation.database.prepared import execute, fetch

LONGEST_WORD = 40
MOST_WORDS = 20_000
_WORD = re.compile(r"[a-z0-9]+")
_OF_COMING = """
SELECT string_agg(w.text, ' ') FROM documents_incoming_file f JOIN documents_file_words w ON w.stored_id = f.stored_id WHERE f.incoming_id = %s::uuid
"""
_OF_GOING = """
SELECT string_agg(concat_ws(' ', f.title, f.body, w.text), ' ') FROM documents_outgoing_file f LEFT JOIN documents_file_words w ON w.stored_id = f.stored_id
WHERE f.outgoing_id = %s::uuid AND f.removed_at IS NULL
"""
_KEEP = """
INSERT INTO documents_entry (document_id, agency_id, direction, type_code, issuer, unit_id, urgency, day, words)
VALUES (%s::uuid, %s::bigint, %s::text, %s::text, %s::text, %s::bigint, %s::smallint, %s::date, array_to_tsvector(%s::text[]))
ON CONFLICT (document_id) DO UPDATE SET agency_id = EXCLUDED.agency_id, direction = EXCLUDED.direction,
    type_code = EXCLUDED.type_code, issuer = EXCLUDED.issuer, unit_id = EXCLUDED.unit_id, urgency = EXCLUDED.urgency,
    day = EXCLUDED.day, words = EXCLUDED.words
"""


def words_of(text: str) -> list[str]:
    """The words of a text as the index knows them: small letters and digits, no tones."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def number_key(number_text: str) -> str:
    """A number as one word, however it is written: ``15/QĐ-UBND`` and ``15 qd ubnd`` are ``15qdubnd``."""
    return "".join(_WORD.findall(fold(number_text)))[:LONGEST_WORD]


def issuer_mark(issuer: str) -> str:
    """The mark of an issuer's name."""
    return "~i" + blake2s(fold(issuer).encode(), digest_size=6).hexdigest()


def facet_marks(*, direction: str, type_code: str, issuer: str, unit_id: int | None, urgency: int, day: date) -> list[str]:
    """What the filters of the search ask for."""
    marks = [f"~d{direction}", f"~t{type_code or '-'}", issuer_mark(issuer), f"~g{urgency}", *(f"~{span}" for span in spans_of(day))]
    return [*marks, f"~w{unit_id}"] if unit_id else marks


FIRST_YEAR = 2000
"""Years before it count as one."""


def year_span(year: int) -> str:
    """The mark of a year."""
    return f"y{year if year >= FIRST_YEAR else 0}"


def spans_of(day: date) -> tuple[str, str]:
    """The month and the year of a day."""
    return f"m{day:%Y%m}", year_span(day.year)


def reader_marks(direction: str, agency_id: int, units: Iterable[int | None], people: Iterable[int | None], day: date) -> list[str]:
    """The agency, the units and the people that have to do with a document, each also with its month and its year.

    So that the newest of somebody's documents are one short list of the index, however many there are of others.
    """
    readers = {f"~d{direction}", f"~a{agency_id}", *(f"~u{unit}" for unit in units if unit), *(f"~p{each}" for each in people if each)}
    return [*readers, *(reader + span for reader in readers for span in spans_of(day))]


def lexemes(head: str, text: str, number_text: str, marks: Iterable[str], further: str = "") -> list[str]:
    """All that stands in the index for a document; words of annexes as far as there is room beside its own."""
    of_head = set(words_of(head))
    of_text = set(words_of(text))
    kept = sorted(of_text)[:MOST_WORDS] if len(of_text) > MOST_WORDS else of_text
    room = MOST_WORDS - len(kept)
    more = sorted(set(words_of(further)).difference(kept))[:room] if further and room > 0 else []
    number = {"#" + number_key(number_text)} if number_text else set()
    return [*of_head.union(kept, more), *("." + word for word in of_head), *number, *marks]


def keep_entry(document: Document, *, is_fresh: bool = False) -> None:
    """Write the row of a document anew from what it says now and from who has it now; nobody has a fresh arrival yet."""
    outgoing = Outgoing.objects.filter(pk=document.pk).first() if document.direction == Direction.OUTGOING else None
    given = list(Assignment.objects.filter(incoming_id=document.pk, withdrawn_at=None)) if outgoing is None and not is_fresh else []
    case = Case.objects.filter(pk=document.case_id).first() if document.case_id else None
    unit_id = outgoing.unit_id if outgoing else next((row.unit_id for row in given if row.role == Role.MAIN), None)
    day = document.issued_on or clock.local(document.created_at).date()
    facets = facet_marks(direction=document.direction, type_code=document.type_code, issuer=document.issuer_name,
                         unit_id=unit_id, urgency=document.urgency, day=day)  # fmt: skip
    readers = reader_marks(document.direction, document.agency_id, _units(outgoing, given, case), _people(document, outgoing, given, case), day)
    execute(_KEEP, [
        document.pk, document.agency_id, document.direction, document.type_code, document.issuer_name, unit_id, document.urgency, day,
        lexemes(_head(document, outgoing), document.text, document.number_text, [*facets, *readers], "" if is_fresh else words_of_files(document)),
    ])  # fmt: skip
    if outgoing is None and not is_fresh:
        _touch_month(document)


def words_of_files(document: Document) -> str:
    """What its annexes and further files say, as far as they were read."""
    rows = fetch(_OF_COMING if document.direction == Direction.INCOMING else _OF_GOING, [document.pk])
    return str(rows[0][0] or "") if rows else ""


def _touch_month(document: Document) -> None:
    """The month in which it came is counted anew until it is kept anew (``services/keeping_months.py``)."""
    arrived = Incoming.objects.filter(pk=document.pk, arrival_number__isnull=False).values_list("arrived_at", flat=True).first()
    if arrived is not None:
        MonthTouched.objects.create(agency_id=document.agency_id, month=clock.local(arrived).date().replace(day=1))


def _head(document: Document, outgoing: Outgoing | None) -> str:
    day = f"{document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    parts = [
        type_name(document.type_code), document.number_text, document.search_key, document.subject, document.issuer_name,
        document.signer_name, outgoing.drafter_name if outgoing else "", day,
    ]  # fmt: skip
    return " ".join(parts)


def _units(outgoing: Outgoing | None, given: list[Assignment], case: Case | None) -> Iterator[int | None]:
    yield outgoing.unit_id if outgoing else None
    yield case.holder_unit_id if case and outgoing else None
    yield from (*outgoing.given_units, *outgoing.asked_units) if outgoing else ()
    for row in given:
        yield row.unit_id if row.account_id is None else None


def _people(document: Document, outgoing: Outgoing | None, given: list[Assignment], case: Case | None) -> Iterator[int | None]:
    if outgoing is not None:
        yield outgoing.drafter_id
        yield outgoing.signer_id
        yield from outgoing.asked_people
    if document.type_code in TWO_SIGNERS:
        yield from SecondSigner.objects.filter(pk=document.pk).values_list("account_id", flat=True)
    yield case.holder_id if case else None
    for row in given:
        yield row.account_id


def missing_entries(limit: int) -> list[Document]:
    """Documents that stand in no row yet: those from before this search."""
    return list(Document.objects.exclude(pk__in=SearchEntry.objects.values("pk")).order_by("-pk")[:limit])
