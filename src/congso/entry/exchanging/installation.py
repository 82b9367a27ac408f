"""An installation with a data folder and processes of its own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from congso.entry import embedded_postgres, webserver
from congso.entry.benchmarks.stage import free_port
from congso.entry.benchmarks.stage import start as start_program

MADE = ".made"
_NOT_THEIRS = {"DATABASE_URL", "CONGSO_OWNER_DATABASE_URL", "CONGSO_DB_ROLE"}
"""What says where this process keeps its rows, and as whom; an installation has its own."""


@dataclass
class Installation:
    """One office, or the axis: a folder, a port, ``congso run``."""

    name: str
    folder: Path
    port: int = field(default_factory=free_port)
    extra: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    hand: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where its web process answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What tells its processes who they are."""
        own = {"CONGSO_DATA": str(self.folder), "CONGSO_PORT": str(self.port), "CONGSO_BASE_URL": self.address, "CONGSO_WEB_PROCESSES": "1",
               "CONGSO_WEB_THREADS": "4", "DJANGO_SETTINGS_MODULE": "congso.entry.settings.dev"}  # fmt: skip
        return {name: value for name, value in os.environ.items() if name not in _NOT_THEIRS} | own | self.extra

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "congso.entry", "run"]
        with (self.folder / "run.log").open("ab") as log:
            self.process = start_program(command, env=self.environment, stdout=log, stderr=log, start_new_session=True)
        self.wait()

    def wait(self, seconds: float = 180) -> None:
        """Until its web process answers; raises RuntimeError when it ends or stays silent."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process is not None and self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended; see {self.folder / 'run.log'}")
            if webserver.answers(self.port):
                return
            time.sleep(0.2)
        raise RuntimeError(f"{self.name} does not answer; see {self.folder / 'run.log'}")

    def stop(self) -> None:
        """End it kindly; what has not ended after half a minute is killed."""
        self.let_go()
        if self.process is not None and self.is_running:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill_all()
        self.process = None

    def processes(self) -> dict[str, int]:
        """Its processes by name: web, worker, carrier, the database server."""
        found = {}
        for note in (self.folder / "run").glob("*.pid"):
            with contextlib.suppress(ValueError, OSError):
                found[note.stem] = int(note.read_text())
        with contextlib.suppress(OSError, ValueError, IndexError):
            found["postgres"] = int((embedded_postgres.locate(self.folder).data / "postmaster.pid").read_text().split("\n")[0])
        return found

    def kill_all(self) -> None:
        """Kill every process of it at once, as when the machine loses its power."""
        found = self.processes()
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
        for number in found.values():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(number, signal.SIGKILL)
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(number, signal.SIGKILL)

    def do(self, name: str, *arguments: str, given: Any = None) -> Any:
        """Have a deed done inside it (``exchanging.deeds``) and take what it answers; raises RuntimeError with what it said."""
        hand = self._hand()
        if hand.stdin is None or hand.stdout is None:
            raise RuntimeError(self.name)
        try:
            hand.stdin.write(json.dumps({"name": name, "arguments": arguments, "given": given}).encode() + b"\n")
            hand.stdin.flush()
            said = hand.stdout.readline()
        except OSError:
            said = b""
        answer = json.loads(said) if said else {"failed": "the process ended"}
        if "failed" in answer:
            raise RuntimeError(f"{self.name}: {name}: {answer['failed']}")
        return answer["done"]

    def _hand(self) -> subprocess.Popen[bytes]:
        """The process that does deeds; a new one when there is none."""
        if self.hand is None or self.hand.poll() is not None:
            command = [sys.executable, "-m", "congso.entry.exchanging.deeds"]
            with (self.folder / "deeds.log").open("ab") as log:
                self.hand = start_program(command, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        return self.hand

    def let_go(self) -> None:
        """End the process that does deeds."""
        if self.hand is not None:
            self.hand.kill()
            self.hand.wait()
            self.hand = None


def make_all(names: Sequence[str], root: Path) -> list[Installation]:
    """Installations in folders of their own; tables are made once and the folder copied."""
    root.mkdir(parents=True, exist_ok=True)
    root.chmod(0o755)
    first, *others = [Installation(name, root / name) for name in names]
    if not (first.folder / MADE).exists():
        first.start()
        first.stop()
        (first.folder / MADE).touch()
    for each in others:
        if not (each.folder / MADE).exists():
            _copy(first.folder, each.folder)
    return [first, *others]


def _copy(source: Path, target: Path) -> None:
    """Copy a folder whose processes rest, its database to where the new folder's server will look for it."""
    ours, theirs = embedded_postgres.locate(source).data, embedded_postgres.locate(target).data
    shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns("pg", "pg-socket", "run", "*.log", MADE))
    theirs = embedded_postgres.locate(target).data
    shutil.rmtree(theirs, ignore_errors=True)
    shutil.copytree(ours, theirs, symlinks=True)
    if os.geteuid() == 0:
        owner = ours.stat()
        for path in [theirs, *theirs.rglob("*")]:
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)
    theirs.chmod(0o700)
    (target / MADE).touch()
