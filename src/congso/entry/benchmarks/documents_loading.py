"""Fill a benchmark's database with official documents by COPY: text, arrival or draft, work, whom it was given to, search row."""

from __future__ import annotations

import gzip
import json
import random
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from congso.core import clock
from congso.core.text import fold
from congso.entry import embedded_postgres

CASE, DOCUMENT, INCOMING, OUTGOING = "casework_case", "documents_document", "documents_incoming", "documents_outgoing"
ASSIGNMENT, ENTRY = "documents_assignment", "documents_entry"
TABLES = (CASE, DOCUMENT, INCOMING, OUTGOING, ASSIGNMENT, ENTRY)
BATCH = 5_000
YEARS = 5
SHORTEST = 2_200
"""Letters of a document's text: a letter of one page and a half."""
_WANTED_PARAGRAPHS = 8_000
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Mai")
_MIDDLES = ("Văn", "Thị", "Minh", "Ngọc", "Thanh", "Hữu", "Quốc", "Kim", "Hoàng", "Bảo", "Đức", "Phương", "Xuân", "Thu", "Gia")
_GIVEN = ("An", "Bình", "Chi", "Cường", "Dũng", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hiền", "Hòa", "Hùng", "Khánh", "Khoa", "Lan",
          "Linh", "Long", "Nam", "Nga", "Nghĩa", "Phong", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Thắng", "Trang", "Tuấn", "Vân", "Yến")  # fmt: skip
_TYPES = ("QĐ", "", "", "", "BC", "KH", "TB", "TTr", "GM", "CT")


@dataclass(frozen=True)
class Place:
    """An agency with its divisions and the share of all documents that it has."""

    agency_id: int
    name: str
    symbol: str
    units: tuple[int, ...]


@dataclass(frozen=True)
class Words:
    """Subjects and paragraphs of real texts, each paragraph with its words as the index has them."""

    subjects: list[str]
    paragraphs: list[tuple[str, str]] = field(repr=False)


def words_of_folder(folder: Path) -> Words:
    """From a collection of real documents (``van_ban.jsonl.gz``, a line a document)."""
    subjects, texts = [], []
    with gzip.open(folder / "van_ban.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            subjects.append(str(row.get("trich_yeu") or "")[:200].capitalize())
            texts.append(str(row["text"]).replace("*", ""))
    return _words(subjects, texts)


def words_of_catalogue(path: Path) -> Words:
    """From the catalogue of procedures that comes with the program."""
    subjects, texts = [], []
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            strings = list(_strings(row))
            short = [each for each in strings if 30 < len(each) < 200]
            subjects += short[:1]
            texts.append("\n\n".join(strings))
    return _words(subjects, texts)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _words(subjects: list[str], texts: list[str]) -> Words:
    found = [re.sub(r"\s+", " ", piece).strip() for text in texts for piece in re.split(r"\n\s*\n|(?<=\.)\s*\n", text)]
    fitting = [each[:700] for each in found if len(each) > 120]
    random.Random(2026).shuffle(fitting)
    return Words([each for each in subjects if len(each) > 20], [(each, _quoted(each)) for each in fitting[:_WANTED_PARAGRAPHS]])


def _quoted(text: str) -> str:
    """The words of a text, written as PostgreSQL reads them."""
    from congso.domains.documents.indexing import words_of

    return " ".join(f"'{word}'" for word in set(words_of(text)))


@dataclass
class Task:
    """What all batches need to know."""

    socket: str
    total: int
    places: list[Place]
    words: Words
    last: date
    step: int
    version: int


_task: list[Task] = []
"""Set before the processes are forked, so that the words need not travel."""


@lru_cache
def _columns(table: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Columns of a table, and what stands in each when nothing is said of it."""
    query = "SELECT column_name, is_nullable, data_type FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"
    with psycopg.connect(host=_task[0].socket, user=embedded_postgres.SUPERUSER, dbname=embedded_postgres.DATABASE) as connection:
        found = connection.execute(query, [table]).fetchall()
    usual = {name: "\\N" if nullable == "YES" else _EMPTY.get(kind, "0") for name, nullable, kind in found}
    return tuple(usual), usual


_EMPTY = {"character varying": "", "text": "", "boolean": "f", "jsonb": "{}", "ARRAY": "{}"}


def _text(value: Any) -> str:
    if value is None:
        return "\\N"
    return str(value).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", " ")


def _row(table: str, values: dict[str, Any]) -> str:
    columns, usual = _columns(table)
    return "\t".join([_text(values[each]) if each in values else usual[each] for each in columns]) + "\n"


def _name(dice: random.Random) -> str:
    return f"{dice.choice(_SURNAMES)} {dice.choice(_MIDDLES)} {dice.choice(_GIVEN)}"


def _body(task: Task, dice: random.Random) -> tuple[str, str]:
    """A text of some paragraphs, and its words."""
    texts, words, length = [], [], 0
    while length < SHORTEST:
        text, found = dice.choice(task.words.paragraphs)
        texts.append(text)
        words.append(found)
        length += len(text)
    return "\n".join(texts), " ".join(words)


def _rows(task: Task, first: int, count: int) -> dict[str, list[str]]:
    dice = random.Random(first)
    rows: dict[str, list[str]] = {table: [] for table in TABLES}
    for number in range(first, first + count):
        for table, values in _document(task, dice, number).items():
            rows[table].append(_row(table, values))
    return rows


def _document(task: Task, dice: random.Random, number: int) -> dict[str, dict[str, Any]]:
    from congso.domains.documents.indexing import facet_marks, lexemes, reader_marks
    from congso.domains.documents.types import type_name

    home, others = task.places[0], task.places[1:]
    place = home if number % 10 == 0 else others[number % len(others)]
    key = f"00000000-0000-7000-8000-{number:012x}"
    is_out, is_open = dice.random() < 0.4, number > task.total * 0.99
    day = task.last - timedelta(days=(task.total - 1 - number) * 365 * YEARS // task.total)
    at = f"{datetime.combine(day, datetime.min.time()).isoformat()}+07"
    unit, type_code, issuer = dice.choice(place.units), dice.choice(_TYPES), place if is_out else dice.choice(others)
    symbol = f"{type_code}-{issuer.symbol}" if type_code else f"{issuer.symbol}-VP"
    number_text, signer, drafter = f"{number % 9_000 + 1}/{symbol}", _name(dice), _name(dice)
    subject = f"{dice.choice(task.words.subjects)} {dice.choice(others).name}"[:480]
    text, words = _body(task, dice)
    direction, state = ("out", "issued") if is_out else ("in", "in_work" if is_open else "done")
    search_key = fold(f"{number_text} {subject} {issuer.name} {signer}")
    facets = facet_marks(direction=direction, type_code=type_code, issuer=issuer.name, unit_id=unit, urgency=0, day=day)
    marks = [*facets, *reader_marks(direction, place.agency_id, [unit], [900_000 + number % 3_000], day)]
    head = lexemes(f"{type_name(type_code)} {search_key} {drafter} {day:%d/%m/%Y}", "", number_text, marks)
    common = {"agency_id": place.agency_id, "direction": direction, "type_code": type_code, "urgency": 0}
    found: dict[str, dict[str, Any]] = {
        CASE: {"id": key, "kind": "incoming" if not is_out else "document", "number": number_text[:40], "title": subject, "subject": issuer.name,
               "search_key": "", "version_id": task.version, "step_id": task.step if is_open and not is_out else None,
               "state": "open" if is_open and not is_out else "closed", "agency_id": place.agency_id, "receiving_unit_id": place.agency_id,
               "division_id": unit, "holder_unit_id": unit, "opened_at": at, "step_entered_at": at,
               "closed_at": None if is_open and not is_out else at},
        DOCUMENT: common | {"id": key, "state": state, "case_id": key, "number": number % 9_000 + 1, "symbol": symbol, "number_text": number_text,
                            "issued_on": day, "issuer_name": issuer.name, "subject": subject, "signer_name": signer, "text": text,
                            "search_key": search_key, "created_at": at},
        ENTRY: common | {"document_id": key, "issuer": issuer.name, "unit_id": unit, "day": day,
                               "words": f"{words} {' '.join(_lexeme(each) for each in head)}"},
    }  # fmt: skip
    if is_out:
        found[OUTGOING] = {"document_id": key, "agency_id": place.agency_id, "unit_id": unit, "drafter_id": 900_000 + number % 3_000,
                           "drafter_name": drafter, "fields": "[]"}  # fmt: skip
        return found
    found[INCOMING] = {"document_id": key, "agency_id": place.agency_id, "book_year": day.year, "arrival_number": number, "arrival_text": number,
                       "arrived_at": at, "channel": "paper", "findings": "[]", "intake_key": key}  # fmt: skip
    found[ASSIGNMENT] = {"id": number + 1, "incoming_id": key, "unit_id": unit, "role": "main", "case_id": key, "given_at": at}
    return found


def _lexeme(text: str) -> str:
    return f"'{text}'"


def _load_part(first: int, count: int) -> int:
    task = _task[0]
    rows = _rows(task, first, count)
    with psycopg.connect(host=task.socket, user=embedded_postgres.SUPERUSER, dbname=embedded_postgres.DATABASE) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET synchronous_commit = off")
        for table, lines in rows.items():
            columns = sql.SQL(", ").join(map(sql.Identifier, _columns(table)[0]))
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
            with connection.cursor() as cursor, cursor.copy(statement) as copy:
                copy.write("".join(lines))
    return count


def _set_indexes_aside(connection: psycopg.Connection[Any]) -> list[str]:
    """Drop what is only there to be quick in reading; the statements that make it again."""
    found = connection.execute(
        "SELECT i.indexname, i.indexdef FROM pg_indexes i LEFT JOIN pg_constraint c ON c.conname = i.indexname "
        "WHERE i.tablename = ANY(%s) AND c.oid IS NULL", [list(TABLES)],
    ).fetchall()  # fmt: skip
    for name, _definition in found:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [definition for _name, definition in found]


def fill(cluster: embedded_postgres.Cluster, *, total: int, places: list[Place], words: Words, version: int, step: int,
         on_progress: Callable[[int], None]) -> dict[str, float]:  # fmt: skip
    """Load ``total`` documents of the last five years; seconds of loading, seconds of making the indexes again, size of the index."""
    socket = str(cluster.socket)
    _task[:] = [Task(socket, total, places, words, clock.today(), step, version)]
    with psycopg.connect(host=socket, user=embedded_postgres.SUPERUSER, dbname=embedded_postgres.DATABASE, autocommit=True) as connection:
        again = _set_indexes_aside(connection)
        begun = time.monotonic()
        with ProcessPoolExecutor(2) as pool:
            jobs = [pool.submit(_load_part, first, min(BATCH, total - first)) for first in range(0, total, BATCH)]
            for job in jobs:
                on_progress(job.result())
        loaded = time.monotonic()
        connection.execute("SET maintenance_work_mem = '1GB'")
        for definition in again:
            connection.execute(definition.encode())
        indexed = time.monotonic()
        for table in TABLES:
            connection.execute(sql.SQL("VACUUM ANALYZE {}").format(sql.Identifier(table)))
        connection.execute("CHECKPOINT")  # five years' documents were written long before somebody looks for one
        size = connection.execute("SELECT pg_relation_size('document_entry_words'), pg_total_relation_size('documents_document')").fetchone()
    index, table_size = size or (0, 0)
    return {"load_seconds": loaded - begun, "index_seconds": indexed - loaded, "index_mb": index / 2**20, "documents_mb": table_size / 2**20}
