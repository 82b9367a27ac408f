"""Pytest plugin: the tables after a test that commits are emptied in milliseconds.

Django truncates every table, with or without rows, and makes its content types and permissions anew: a second for each
such test. Here rows are deleted without triggers (append-only tables and foreign keys among them), and what Django
itself keeps stays. Django's own way is taken on a server whose owner may not leave triggers out, and whenever the rows
deleted so far fill megabytes, since nobody clears them away (autovacuum is off).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

_NOT_DJANGOS = ("procrastinate_events", "procrastinate_periodic_defers", "procrastinate_jobs")
"""Tables of the job queue."""
_KEPT = {"django_migrations", "django_content_type", "auth_permission"}
_LARGEST = 8 * 1024 * 1024
_MAY = "SELECT rolsuper OR has_parameter_privilege('session_replication_role', 'SET') FROM pg_roles WHERE rolname = current_user"
_FULL = "SELECT coalesce(max(pg_relation_size(oid)), 0) FROM pg_class WHERE relkind = 'r' AND oid >= 16384"


def empty_all_tables(connection: Any) -> bool:
    """Delete the rows of all models; False, and nothing done, where that is not allowed or does not suffice."""
    from django.db import transaction
    from psycopg import sql

    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(_MAY)
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(_FULL)
        if cursor.fetchone()[0] > _LARGEST:
            return False
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        each = [
            sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in (*tables, *_NOT_DJANGOS) if name not in _KEPT
        ]
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql.SQL("; ").join(each))
    return True


@pytest.fixture(scope="session", autouse=True)
def _tables_emptied_quickly() -> Iterator[None]:
    """Tests that commit end with the command ``flush``: let it do this."""
    from django.core.management.commands.flush import Command
    from django.db import connections

    usual = Command.handle

    def handle(command: Command, **options: Any) -> None:
        if not empty_all_tables(connections[options["database"]]):
            usual(command, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", handle)
        yield
