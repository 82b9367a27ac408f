"""What many tests start from: made once in a run by the real services, put back by one statement after that."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, transaction
from psycopg import sql

from congso.core import clock
from congso.foundation.orgs import epoch

T = TypeVar("T")
_VERSION = "orgs_referenceepoch"
"""The one table that is written though it has rows already: it counts the changes of the others."""
_TABLES = """
SELECT relname, array_agg(attname ORDER BY attnum) FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace
AND attnum > 0 AND NOT attisdropped AND attgenerated = '' GROUP BY pg_class.oid, relname ORDER BY pg_class.oid
"""


@dataclass(frozen=True)
class _Kept:
    """What a maker gave, and the rows it left."""

    given: Any
    tables: list[str]
    rows: str


_kept: dict[tuple[str, datetime | None], _Kept] = {}


def once(name: str, make: Callable[[], T]) -> T:
    """What ``make`` makes; put back where its tables are empty, as they are when a test begins.

    Numbers are given out by the database's own counters, which no test turns back, so rows that are put back never
    meet newer ones. What was made while the clock stood still is kept for that moment, since rows know their time.
    """
    key = (name, clock._frozen.get())
    known = _kept.get(key)
    if known is not None and not _filled(known.tables):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(known.rows)
        epoch.bump()
        given: T = deepcopy(known.given)
        return given
    columns = _columns()
    before = _counts(list(columns))
    made = make()
    after = _counts(list(columns))
    written = [table for table in columns if after[table] != before[table] and table != _VERSION]
    if written and not any(before[table] for table in written):
        _kept[key] = _Kept(deepcopy(made), written, _statements({table: columns[table] for table in written}))
    return made


def _columns() -> dict[str, list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        return dict(cursor.fetchall())


def _counts(tables: list[str]) -> dict[str, int]:
    counts = sql.SQL(", ").join(
        sql.SQL("(SELECT count(*) FROM {})").format(sql.Identifier(table)) for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT ARRAY[{}]").format(counts))
        return dict(zip(tables, cursor.fetchone()[0], strict=True))


def _filled(tables: list[str]) -> bool:
    any_row = sql.SQL(" OR ").join(
        sql.SQL("EXISTS (SELECT FROM {})").format(sql.Identifier(table)) for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT {}").format(any_row))
        return bool(cursor.fetchone()[0])


def _statements(columns: dict[str, list[str]]) -> str:
    """One INSERT a table with all its rows, written out."""
    found = []
    with connection.cursor() as cursor:
        for table, names in columns.items():
            values = [sql.SQL("quote_nullable({}::text)").format(sql.Identifier(name)) for name in names]
            row = sql.SQL("SELECT '(' || concat_ws(', ', {}) || ')' FROM {}").format(
                sql.SQL(", ").join(values), sql.Identifier(table)
            )
            cursor.execute(row)
            rows = ", ".join(line for (line,) in cursor.fetchall())
            places = sql.SQL(", ").join(map(sql.Identifier, names))
            head = sql.SQL("INSERT INTO {} ({}) VALUES ").format(sql.Identifier(table), places)
            found.append(head.as_string(None) + rows)
    return "; ".join(found)
