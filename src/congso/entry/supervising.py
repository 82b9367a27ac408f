"""Run web and worker under one process, and leave nothing behind."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import IO

import click

from congso.entry import embedded_postgres, preparing, webserver
from congso.entry.simulators.known import STAND_INS

WORKERS = int(os.environ.get("CONGSO_WEB_PROCESSES", "2"))
THREADS = int(os.environ.get("CONGSO_WEB_THREADS", "3"))


class Stopped(Exception):
    """Somebody asked us to stop."""


def _on_signal(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _run_folder() -> Path:
    folder = preparing.data_folder() / "run"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _hold_folder() -> IO[str]:
    """Be the only one that runs this data folder, as long as the answer stays open; a killed one lets go by dying."""
    held = (_run_folder() / "supervisor.lock").open("a+")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.seek(0)
        message = f"Công Sở already runs from {preparing.data_folder()} (process {held.read().strip() or '?'}): stop it there, or name another folder with CONGSO_DATA."
        raise click.ClickException(message) from None
    held.truncate(0)
    held.write(str(os.getpid()))
    held.flush()
    return held


def _end_leftovers() -> bool:
    """End what an earlier start left running after it was killed: only process groups that are ours."""
    found = False
    for note in _run_folder().glob("*.pid"):
        group = int(note.read_text() or 0)
        command = Path(f"/proc/{group}/cmdline")
        ours = not command.exists() or b"congso" in command.read_bytes()
        if group and ours:
            _signal_group(group, signal.SIGKILL)
            found = True
        note.unlink(missing_ok=True)
    return found


def _signal_group(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return


class Child:
    """A process of ours in a group of its own, started again when it dies (unless it has an end of its own).

    A ``patient`` one lets the web server go first where both want a processor: nobody sits and waits for it.
    """

    def __init__(self, name: str, command: list[str], *, ends: bool = False, shows: bool = False, patient: bool = True) -> None:
        self.name, self.ends, self.shows, self.deaths = name, ends, shows, 0
        self.command = ["nice", "-n", "5", *command] if patient else command
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and note its group."""
        log = None if self.shows else (preparing.data_folder() / f"{self.name}.log").open("ab")
        self.process = subprocess.Popen(self.command, start_new_session=True, stdout=log, stderr=log)  # noqa: S603
        (_run_folder() / f"{self.name}.pid").write_text(str(self.process.pid))

    def keep_alive(self) -> None:
        """Start it again if it has died."""
        if self.process is not None and self.process.poll() is not None and not self.ends:
            self.deaths += 1
            _signal_group(self.process.pid, signal.SIGKILL)  # its own children, if any
            click.echo(f"{self.name} ended; starting it again.")
            time.sleep(min(self.deaths, 5))
            self.start()

    def stop(self) -> None:
        """End it with its children, kindly first."""
        if self.process is None:
            return
        _signal_group(self.process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(8)
        _signal_group(self.process.pid, signal.SIGKILL)
        (_run_folder() / f"{self.name}.pid").unlink(missing_ok=True)


def _require_free(port: int, *, patience: float) -> None:
    """Refuse to start on a taken port; what we have just ended gets a moment to let go of it."""
    end = time.monotonic() + patience
    while not _is_free(port):
        if time.monotonic() > end:
            message = f"Port {port} is taken by another program: choose one with CONGSO_PORT=8080 (or stop the other)."
            raise click.ClickException(message)
        time.sleep(0.1)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _web(port: int) -> Child:
    host = os.environ.get("CONGSO_HOST", "127.0.0.1")
    return Child("web", webserver.command(port=port, host=host, workers=WORKERS, threads=THREADS), patient=False)


def _worker() -> Child:
    return Child("worker", [sys.executable, "-m", "congso.entry.worker"])


def _carrier() -> Child:
    return Child("carrier", [sys.executable, "-m", "congso.entry.carrier"])


class Server:
    """The embedded PostgreSQL, looked at now and then and started again when it was killed."""

    seconds_between = 2.0

    def __init__(self) -> None:
        self._next = time.monotonic()

    def keep_alive(self) -> None:
        """Start it again if it is gone; the web process takes fresh connections by itself."""
        if time.monotonic() < self._next or not preparing.uses_embedded_server():
            return
        self._next = time.monotonic() + self.seconds_between
        if embedded_postgres.is_gone(preparing.data_folder()):
            click.echo("PostgreSQL ended; starting it again.")
            preparing.start_server()


def _start_stand_ins(children: list[Child]) -> None:
    """Stand-ins for the systems outside that the environment does not name."""
    for each in STAND_INS:
        if each.port_variable not in os.environ:
            continue
        child = Child(each.short, each.serving.command())
        children.append(child)
        child.start()
        click.echo(each.announcement)


def _wait_until_answering(port: int, web: Child, seconds: float = 60) -> None:
    """Until the web server answers and has its first page in memory; what else starts would slow it."""
    end = time.monotonic() + seconds
    while not webserver.answers(port):
        if time.monotonic() > end:
            raise click.ClickException(f"The web process does not answer; see {preparing.data_folder() / 'web.log'}")
        web.keep_alive()
        time.sleep(0.05)
    webserver.answers(port, "/", seconds=10)


def serve(*, demo: bool) -> None:
    """Start everything, say where it is, wait, and stop everything."""
    port = int(os.environ["CONGSO_PORT"])
    preparing.data_folder().mkdir(parents=True, exist_ok=True)
    held = _hold_folder()
    _require_free(port, patience=8 if _end_leftovers() else 0)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _on_signal)
    children: list[Child] = []
    try:
        _start(demo, port, children)
        server = Server()
        while True:
            time.sleep(0.5)
            server.keep_alive()
            for child in children:
                child.keep_alive()
    except (Stopped, KeyboardInterrupt):
        click.echo("\nStopping …")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        _stop_all(children)
        held.close()


def _stop_all(children: list[Child]) -> None:
    for child in reversed(children):
        child.stop()
    if preparing.uses_embedded_server():
        embedded_postgres.stop(preparing.data_folder())


def _step(sentence: str, work: Callable[[], None]) -> None:
    begun = time.monotonic()
    click.echo(f"{sentence} … ", nl=False)
    work()
    click.echo(f"{time.monotonic() - begun:.1f} s")


def _start(demo: bool, port: int, children: list[Child]) -> None:
    _step("Starting PostgreSQL", preparing.start_server)
    _step("Bringing tables and files up to date", preparing.bring_up_to_date)
    if demo:
        from congso.entry.demonstrating import fill_in, load_first_part

        load_first_part()
    web = _web(port)
    children.append(web)
    web.start()
    _wait_until_answering(port, web)
    for child in (_worker(), _carrier()):
        children.append(child)
        child.start()
    click.echo(f"\nCông Sở: {os.environ['CONGSO_BASE_URL']}\n")
    if demo:
        _start_stand_ins(children)
        fill_in(children)
