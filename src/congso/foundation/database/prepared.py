"""Send a plain statement that PostgreSQL reads and plans once a connection, not once a request."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper


@lru_cache(maxsize=1024)
def _numbered(statement: str) -> bytes:
    """The statement with PostgreSQL's own places for values ($1, $2 …): worked out once, however long it is."""
    pieces = statement.split("%s")
    text = pieces[0] + "".join(f"${place}{piece}" for place, piece in enumerate(pieces[1:], start=1))
    return text.replace("%%", "%").encode()


class _PreparedCursor(psycopg.RawCursor[Any]):
    """Values travel beside the statement, and the statement is kept by the server."""

    def execute(self, query: Any, params: Any = None, **_options: Any) -> _PreparedCursor:
        """Send the statement under the name it was prepared with; prepare it when it is new here."""
        return super().execute(_numbered(query), params, prepare=True, binary=True)


def _run(statement: str, values: Sequence[Any]) -> CursorWrapper:
    """Through Django's own wrapper: its transactions, errors and test tools see this statement too.

    Where statements are logged, Django writes the values into the text, so that the log can be read and replayed.
    """
    if connection.queries_logged:
        cursor = connection.cursor()
    else:
        connection.ensure_connection()
        raw: Any = _PreparedCursor(connection.connection)
        cursor = connection.make_cursor(raw)
    cursor.execute(statement, values)
    return cursor


def fetch(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement, in the open transaction if there is one."""
    rows: list[tuple[Any, ...]] = _run(statement, values).fetchall()
    return rows


def execute(statement: str, values: Sequence[Any]) -> None:
    """Carry out a statement whose rows nobody wants."""
    _run(statement, values)
