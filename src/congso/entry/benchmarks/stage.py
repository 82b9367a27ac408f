"""A database and a web server of the benchmark's own, in a temporary folder."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from congso.entry import embedded_postgres, preparing, webserver

SETTINGS = (preparing.shared_buffers(), "max_connections=80", "max_wal_size=4GB", "jit=off")


@contextmanager
def own_database() -> Iterator[embedded_postgres.Cluster]:
    """Start a cluster in a temporary folder (durable as in an office), migrate, set Django up; remove it at the end."""
    with tempfile.TemporaryDirectory(prefix="congso-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        os.environ |= {"CONGSO_DATA": folder, "DJANGO_SETTINGS_MODULE": "congso.entry.settings.dev"}
        os.environ.pop("DATABASE_URL", None)
        cluster = embedded_postgres.start(Path(folder), settings=SETTINGS)
        try:
            embedded_postgres.ensure_database(cluster)
            preparing.bring_up_to_date()
            import django

            django.setup()
            yield cluster
        finally:
            embedded_postgres.stop(Path(folder))


def server_pid(cluster: embedded_postgres.Cluster) -> int:
    """The process number of the database server."""
    return int((cluster.data / "postmaster.pid").read_text().split("\n")[0])


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
    """Start a program of ours."""
    return subprocess.Popen(command, **options)  # noqa: S603


@contextmanager
def web_server(
    workers: int = 2, threads: int = 3, application: str = webserver.OFFICE
) -> Iterator[tuple[int, int]]:
    """(port, process number) of a web server as the office runs it."""
    port = free_port()
    command = webserver.command(port=port, workers=workers, threads=threads, application=application)
    log = (Path(os.environ["CONGSO_DATA"]) / "web.log").open("ab")
    process = start(command, stdout=log, stderr=log)
    try:
        for _try in range(300):
            try:
                urlopen(f"http://127.0.0.1:{port}/song/", timeout=2).close()
                break
            except (URLError, OSError):
                time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)
