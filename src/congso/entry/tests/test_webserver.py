"""The web server: loaded once, shared by its processes, one that is killed is replaced."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from multiprocessing import get_start_method
from pathlib import Path

import pytest

from congso.entry import webserver
from congso.entry.benchmarks.stage import free_port

_APPLICATION = """
import os
with open("loaded.txt", "a") as notes:
    notes.write(f"{os.getpid()}\\n")
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
"""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Where a server with two processes answers with the number of the one that does."""
    (tmp_path / "told_apart.py").write_text(_APPLICATION)
    number = free_port()
    command = webserver.command(port=number, workers=2, threads=1, application="told_apart:application")
    server = subprocess.Popen(  # noqa: S603 - our own words
        command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    )
    yield number
    server.terminate()
    server.wait(20)


def _ask(port: int) -> int:
    """The number of the process that answers; asked again while nobody does."""
    end = time.monotonic() + 60
    while True:
        try:
            line = HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/")
            return int(line.getresponse().read())
        except (OSError, ValueError):
            assert time.monotonic() < end, "nobody answers"
            time.sleep(0.1)


@pytest.mark.skipif(get_start_method() != "fork", reason="where the system does not fork, each process loads for itself")
def test_the_application_is_loaded_once_for_all_processes(port: int, tmp_path: Path) -> None:
    _ask(port)

    loaded = (tmp_path / "loaded.txt").read_text().split()

    assert len(loaded) == 1
    assert {_ask(port) for _again in range(5)}.isdisjoint({int(loaded[0])})  # answered by those that were forked


def test_killed_processes_are_replaced(port: int) -> None:
    both: set[int] = set()
    end = time.monotonic() + 60
    while len(both) < 2:
        assert time.monotonic() < end, "one answers alone"
        both.add(_ask(port))

    for process in both:
        os.kill(process, signal.SIGKILL)

    assert _ask(port) not in both
