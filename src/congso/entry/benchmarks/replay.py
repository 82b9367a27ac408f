"""The raw baseline: one real request's SQL statements, replayed by pgbench."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from congso.entry import embedded_postgres


def to_script(statements: Sequence[str], replacements: dict[str, str]) -> str:
    """A pgbench script of the statements, with what must be unique made from a number of nine digits that no client has twice."""
    lines = ["\\set n :n + 1", "\\set r 100000000 + :client_id * 50000000 + :n", "BEGIN;"]
    for statement in statements:
        text = statement.strip()
        if re.match(r"(BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK)", text):
            continue
        text = text.replace(":", "\x00")
        for old, new in replacements.items():
            text = text.replace(old.replace(":", "\x00"), new)
        lines.append(" ".join(text.replace("\x00", ":").split()) + ";")
    return "\n".join([*lines, "COMMIT;", ""])


def run(cluster: embedded_postgres.Cluster, script: str, *, clients: int, seconds: int, folder: Path) -> float:
    """Transactions a second that pgbench reaches with the script."""
    path = folder / "replay.sql"
    path.write_text(script, encoding="utf-8")
    command = [
        str(embedded_postgres.usable_bin(cluster) / "pgbench"), "-n", "-D", "n=0", "-c", str(clients), "-j", "2", "-T", str(seconds),
        "-h", str(cluster.socket), "-U", embedded_postgres.OWNER_ROLE, "-f", str(path), embedded_postgres.DATABASE,
    ]  # fmt: skip
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if not found or "aborted" in done.stderr:
        raise RuntimeError(done.stderr[-2000:] or done.stdout[-2000:])
    return float(found.group(1))
