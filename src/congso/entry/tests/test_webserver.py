"""The web server: loaded once, shared by its processes, one that is killed is replaced."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from multiprocessing import get_start_method
from pathlib import Path

import pytest

from congso.entry import webserver
from congso.entry.benchmarks.stage import free_port
from congso.entry.simulators.hosting import in_a_thread

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


@pytest.mark.parametrize("names", [None, ".office.example.vn,other.example.vn"])
def test_an_office_is_asked_by_its_own_name_and_as_over_tls(monkeypatch: pytest.MonkeyPatch, names: str | None) -> None:
    if names:
        monkeypatch.setenv("CONGSO_HOSTS", names)
    else:
        monkeypatch.delenv("CONGSO_HOSTS", raising=False)
    asked: list[tuple[str, str]] = []

    def application(environ: dict[str, str], start_response: Callable[..., object]) -> list[bytes]:
        asked.append((environ["HTTP_HOST"], environ["HTTP_X_FORWARDED_PROTO"]))
        start_response("200 OK", [])
        return [b""]

    ports: list[int] = []

    def make(address: str) -> Callable[..., list[bytes]]:
        ports.append(int(address.rpartition(":")[2]))
        return application

    with in_a_thread(make):
        assert webserver.answers(ports[0])
    assert asked == [("office.example.vn" if names else "127.0.0.1", "https")]
