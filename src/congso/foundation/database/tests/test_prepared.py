"""Statements of the busiest paths: kept by the server, safe with any value, part of the transaction."""

from __future__ import annotations

import pytest
from django.db import DataError, connection, transaction
from django.test.utils import CaptureQueriesContext

from congso.foundation.database.prepared import execute, fetch

pytestmark = pytest.mark.django_db


def test_a_statement_is_prepared_once_and_its_values_never_become_text() -> None:
    asked = "SELECT %s::text || '%%' AS never_asked_elsewhere"

    assert fetch(asked, ["a'); DROP TABLE x; --"]) == [("a'); DROP TABLE x; --%",)]
    assert fetch(asked, ["$1 %s"]) == [("$1 %s%",)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%never_asked_elsewhere%%'"
        )
        assert cursor.fetchone() == (1,)


def test_the_log_shows_the_values_and_the_answer_is_the_same() -> None:
    with CaptureQueriesContext(connection) as captured:
        logged = fetch("SELECT %s::bigint + 1", [41])

    assert logged == fetch("SELECT %s::bigint + 1", [41]) == [(42,)]
    assert "41" in captured.captured_queries[0]["sql"]


def test_it_belongs_to_the_transaction_and_its_errors_are_djangos() -> None:
    execute("CREATE TEMPORARY TABLE kept_rows (value integer)", [])
    with pytest.raises(DataError):
        write_and_fail()

    assert fetch("SELECT count(*) FROM kept_rows", []) == [(0,)]


def write_and_fail() -> None:
    with transaction.atomic():
        execute("INSERT INTO kept_rows VALUES (%s::integer)", [1])
        fetch("SELECT 1 / %s::integer", [0])
