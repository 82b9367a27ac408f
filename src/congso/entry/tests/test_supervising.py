"""One data folder is run by one supervisor, and a killed database server comes back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from congso.entry import embedded_postgres, supervising


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder with a short name, as a socket's path must be short."""
    with tempfile.TemporaryDirectory(prefix="cs-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        monkeypatch.setenv("CONGSO_DATA", name)
        monkeypatch.setenv("CONGSO_PORT", "1")
        monkeypatch.delenv("DATABASE_URL", raising=False)
        yield Path(name)


def test_a_second_start_in_the_same_folder_is_refused_and_leaves_the_first_alone(folder: Path) -> None:
    first = supervising._hold_folder()
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)  # congso"], start_new_session=True)
    (folder / "run" / "web.pid").write_text(str(child.pid))
    try:
        with pytest.raises(click.ClickException) as refused:
            supervising.serve(demo=False)
        assert f"process {os.getpid()}" in refused.value.message
        assert str(folder) in refused.value.message
        assert child.poll() is None
        assert (folder / "run" / "web.pid").read_text() == str(child.pid)
    finally:
        child.kill()
        child.wait()
        first.close()


def test_a_killed_supervisor_does_not_stand_in_the_way_of_the_next(folder: Path) -> None:
    holding = "from congso.entry.supervising import _hold_folder as h; kept = h(); print('held', flush=True); import time; time.sleep(60)"
    killed = subprocess.Popen([sys.executable, "-c", holding], stdout=subprocess.PIPE)  # noqa: S603 - our own words
    assert killed.stdout is not None
    assert killed.stdout.readline() == b"held\n"
    with pytest.raises(click.ClickException):
        supervising._hold_folder()
    killed.kill()
    killed.communicate()

    supervising._hold_folder().close()


def test_a_killed_database_server_is_started_again(folder: Path) -> None:
    embedded_postgres.start(folder)
    try:
        server = supervising.Server()
        first = embedded_postgres._pidfile(embedded_postgres.locate(folder).data)[0]
        assert first is not None
        server.keep_alive()
        assert embedded_postgres._pidfile(embedded_postgres.locate(folder).data)[0] == first

        os.kill(first, signal.SIGKILL)
        server.seconds_between, end = 0.0, time.monotonic() + 60
        while embedded_postgres._pidfile(embedded_postgres.locate(folder).data)[0] in {first, None}:
            assert time.monotonic() < end
            server.keep_alive()
            time.sleep(0.1)

        import psycopg

        with psycopg.connect(host=str(embedded_postgres.locate(folder).socket), user=embedded_postgres.SUPERUSER, dbname=embedded_postgres.DATABASE) as line:
            assert line.execute("SELECT 1").fetchone() == (1,)
    finally:
        embedded_postgres.stop(folder)
