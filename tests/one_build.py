"""Pytest plugin: the migrations are applied once, to a template; the database of each worker is a copy of it.

Applying them costs 14 s of a processor, a copy one. The template stays on the tests' server and is named after what made
it, so that the next run copies it too; Django still compares each copy with the migrations before the first test.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pytest_django.plugin import DjangoDbBlocker

_PREFIX = "congso_template_"
_LOCK = 20_170_806
"""Of PostgreSQL, for the time of building: one worker builds, the others wait for it."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_use_migrations: bool,
    django_db_createdb: bool,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Have the databases of this worker copied from the template; ``--create-db`` builds it anew."""
    from django.db import connection

    if django_db_use_migrations:
        with django_db_blocker.unblock():
            run = getattr(request.config, "workerinput", {}).get("testrunuid") or uuid4().hex
            made_for = run if django_db_createdb else "any run"
            connection.settings_dict["TEST"]["TEMPLATE"] = template(connection, made_for)


def template(connection: Any, made_for: str) -> str:
    """The name of the template, built if the server has none of today's migrations, made for this purpose."""
    name = _PREFIX + _fingerprint(connection, made_for)
    with _alone(connection) as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [_PREFIX])
        present = {row[0] for row in cursor.fetchall()}
        for other in present - {name}:
            cursor.execute(f'DROP DATABASE IF EXISTS "{other}"')
        if name not in present:
            _build(connection, f"{name}_unfinished")
            cursor.execute(f'ALTER DATABASE "{name}_unfinished" RENAME TO "{name}"')
    return name


def _fingerprint(connection: Any, made_for: str) -> str:
    """Of all that a fresh database is made from: migrations, models, settings, the server."""
    import django
    from django.apps import apps

    found = hashlib.sha256(f"{django.VERSION} {connection.pg_version} {made_for}".encode())
    folders = [Path(app.path) / part for app in apps.get_app_configs() for part in ("migrations", "models")]
    folders.append(Path(__file__).parent.parent / "src/congso/entry/settings")
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".sql"}]
    files += [path for app in apps.get_app_configs() for path in Path(app.path).glob("models.py")]
    for path in sorted(files):
        found.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


@contextmanager
def _alone(connection: Any) -> Iterator[Any]:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        yield cursor  # the lock ends with the connection


def _build(connection: Any, name: str) -> None:
    """Let Django make it as it makes any test database, then leave the connection as it was."""
    test, usual = connection.settings_dict["TEST"], connection.settings_dict["NAME"]
    wanted = test["NAME"]
    test["NAME"] = name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        test["NAME"] = wanted
        connection.settings_dict["NAME"] = usual
