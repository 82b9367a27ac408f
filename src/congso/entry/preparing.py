"""Bring a data folder up to date: server, roles, tables, rights, static files; quick when nothing changed."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from congso.entry import embedded_postgres

PACKAGE = Path(__file__).resolve().parent.parent
APPEND_ONLY = ("audit_auditentry", "audit_auditseal", "casework_caseevent")
SERVER_SETTINGS = ("max_connections=60", "wal_compression=pglz", "jit=off")
_LIMIT = Path("/sys/fs/cgroup/memory.max")
"""What a container may use of the machine, in bytes, or ``max``."""


def uses_embedded_server() -> bool:
    """Whether the database is ours to start."""
    return not os.environ.get("DATABASE_URL")


def data_folder() -> Path:
    """The folder of CONGSO_DATA."""
    return Path(os.environ["CONGSO_DATA"])


def shared_buffers() -> str:
    """The server's own memory: an eighth of the machine's, at least 256 MB, at most 4 GB. It takes only what it uses."""
    limit = _LIMIT.read_text().strip() if _LIMIT.exists() else "max"
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if "SC_PHYS_PAGES" in os.sysconf_names else 0
    usable = min(whole, int(limit)) if limit.isdecimal() else whole
    return f"shared_buffers={min(max(usable >> 23, 256), 4096)}MB"


def start_server() -> None:
    """Start or attach to the embedded server, with its roles and database."""
    if uses_embedded_server():
        cluster = embedded_postgres.start(data_folder(), settings=(shared_buffers(), *SERVER_SETTINGS))
        embedded_postgres.ensure_database(cluster)


def _fingerprint(patterns: tuple[str, ...]) -> str:
    digest = hashlib.sha256(sys.version.encode() + os.environ.get("DATABASE_URL", "").encode())
    for pattern in patterns:
        for path in sorted(PACKAGE.glob(pattern)):
            if path.is_file():
                info = path.stat()
                digest.update(f"{path.relative_to(PACKAGE)}:{info.st_size}:{info.st_mtime_ns}".encode())
    return digest.hexdigest()


def _stale(name: str, patterns: tuple[str, ...]) -> tuple[Path, str] | None:
    """Where to write the new stamp when the files changed since the last time."""
    stamp, fresh = data_folder() / f".{name}-stamp", _fingerprint(patterns)
    return None if stamp.exists() and stamp.read_text() == fresh else (stamp, fresh)


def manage(*commands: Sequence[str], role: str = "owner") -> None:
    """Run some of Django's commands, one after the other, in one process of their own with the tables' owner's rights."""
    environment = os.environ | {"CONGSO_DB_ROLE": role}
    process = [sys.executable, "-m", "congso.entry.management_process", json.dumps(commands)]
    subprocess.run(process, check=True, env=environment)  # noqa: S603


def bring_up_to_date() -> None:
    """Migrate, grant rights, offer new ones to roles, compile translations, collect static files; each only when its files changed."""
    if translations := _stale("translations", ("**/*.po",)):
        compile_translations()
        _stamp(translations)
    schema = _stale("schema", ("**/migrations/*.py", "foundation/people/roles.py"))
    static = _stale("static", ("**/static/**/*",))
    commands = [["migrate", "--verbosity", "0"], ["offer_new_rights"]] if schema else []
    if static:
        commands.append(["collectstatic", "--noinput", "--verbosity", "0"])
    if commands:
        manage(*commands)
    if schema:
        grant_rights()
        _stamp(schema)
    if static:
        _stamp(static)


def _stamp(found: tuple[Path, str]) -> None:
    found[0].write_text(found[1])


def compile_translations() -> None:
    """Make the .mo files that Django reads from the .po files that people edit."""
    import polib

    for source in PACKAGE.glob("**/locale/*/LC_MESSAGES/*.po"):
        fresh = source.with_suffix(f".{os.getpid()}.mo")  # whoever reads meanwhile reads the old one whole
        polib.pofile(str(source)).save_as_mofile(str(fresh))
        fresh.replace(source.with_suffix(".mo"))


def grant_rights() -> None:
    """Give the application's role rows, not tables; audit lines and case events it may only add and read."""
    if not uses_embedded_server():
        return
    import psycopg
    from psycopg import sql

    cluster = embedded_postgres.locate(data_folder())
    role = sql.Identifier(embedded_postgres.APP_ROLE)
    with psycopg.connect(
        host=str(cluster.socket), user=embedded_postgres.OWNER_ROLE, dbname=embedded_postgres.DATABASE, autocommit=True
    ) as connection:
        for grant in (
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
            "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {}",
        ):
            connection.execute(sql.SQL(grant).format(role))
        known = {row[0] for row in connection.execute("SELECT tablename FROM pg_tables").fetchall()}
        for table in APPEND_ONLY:
            if table in known:
                statement = sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}")
                connection.execute(statement.format(sql.Identifier(table), role))
