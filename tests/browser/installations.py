"""Installations that run as an office runs them, with processes, folders and databases of their own, for tests of what goes between them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.db import connection

from congso.entry.exchanging.installation import Installation


@contextmanager
def running(*names: str) -> Iterator[list[Installation]]:
    """Empty installations that answer; at the end their processes, folders and databases are gone.

    Their tables are a copy of the template of this run's tests (``tests/one_build.py``): making them costs half a minute each.
    """
    with ExitStack() as leaving:
        root = Path(leaving.enter_context(tempfile.TemporaryDirectory(prefix="congso-offices-")))
        found = [Installation(name, root / name) for name in names]
        for each in found:
            database = leaving.enter_context(_copied_database(each.name))
            each.extra |= {"DATABASE_URL": database, "CONGSO_TSA_URL": ""}
        leaving.callback(_tell, root)
        for each in found:
            leaving.callback(each.stop)
        _start(found)
        yield found


def _start(found: Sequence[Installation]) -> None:
    """All at once: each mostly waits for its own processes."""
    with ThreadPoolExecutor(len(found)) as together:
        for started in [together.submit(each.start) for each in found]:
            started.result()


def _tell(root: Path) -> None:
    """What their processes wrote, for whoever reads why a test failed; pytest shows it only then."""
    for log in sorted(root.glob("*/*.log")):
        if said := log.read_text(errors="replace").strip():
            print(f"--- {log.relative_to(root)}\n{said[-3000:]}")  # noqa: T201


@contextmanager
def _copied_database(name: str) -> Iterator[str]:
    """A database on the tests' server, named after this worker's; its address."""
    template = connection.settings_dict["TEST"]["TEMPLATE"]
    wanted = f"{connection.settings_dict['NAME']}_{name}".replace("-", "_")
    drop = f'DROP DATABASE IF EXISTS "{wanted}" WITH (FORCE)'
    _order(drop, f'CREATE DATABASE "{wanted}" TEMPLATE "{template}"')
    try:
        yield _address(wanted)
    finally:
        _order(drop)


def _order(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for each in statements:
            cursor.execute(each)


def _address(database: str) -> str:
    """As DATABASE_URL has it; host and port stand behind the question mark, where a socket may stand too."""
    known: dict[str, Any] = connection.settings_dict
    who = quote(known["USER"], safe="") + (f":{quote(known['PASSWORD'], safe='')}" if known["PASSWORD"] else "")
    where = urlencode({name: known[key] for name, key in (("host", "HOST"), ("port", "PORT")) if known[key]})
    return f"postgresql://{who}@/{database}?{where}"
