"""Pytest plugin: a PostgreSQL of the tests' own, in a temporary folder, started once and stopped at the end."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import pytest

from congso.entry import embedded_postgres


def _folder(root: Path) -> Path:
    key = hashlib.sha256(str(root).encode()).hexdigest()[:8]
    return Path(tempfile.gettempdir()) / f"congso-test-{os.getuid()}-{key}"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Start the server before Django's settings are read; a run's xdist workers attach to it."""
    if os.environ.get("DATABASE_URL"):
        return
    folder = Path(os.environ.get("CONGSO_TEST_DATA") or _folder(early_config.rootpath))
    os.environ["CONGSO_DATA"] = str(folder)
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    # Autovacuum would see tables without the rows of the test at hand, and plans made for empty tables take minutes.
    unsafe_but_fast = [
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "max_connections=80",
        "autovacuum=off",
    ]
    cluster = embedded_postgres.start(folder, settings=unsafe_but_fast)
    embedded_postgres.ensure_database(cluster)
    _let_the_owner_leave_triggers_out(cluster)


def _let_the_owner_leave_triggers_out(cluster: embedded_postgres.Cluster) -> None:
    """What ``tests/emptying.py`` needs; an office's owner of the tables may not."""
    import psycopg

    with psycopg.connect(
        host=str(cluster.socket), user=embedded_postgres.SUPERUSER, dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(
            f"GRANT SET ON PARAMETER session_replication_role TO {embedded_postgres.OWNER_ROLE}"
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server with the run that started it."""
    if os.environ.get("DATABASE_URL") or os.environ.get("PYTEST_XDIST_WORKER"):
        return
    embedded_postgres.stop(Path(os.environ["CONGSO_DATA"]))
