"""For all tests: translations made ready, and the tests that need a browser left out, aloud, where there is none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import HealthCheck, settings
from tests.browser.finding import chromium

pytest_plugins = ["tests.emptying", "tests.one_build"]
_LOCALE = Path(__file__).parent / "src/congso/entry/locale"
_LEFT_OUT = pytest.StashKey[int]()
settings.register_profile("office", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("office")  # how long an example takes says on a busy machine nothing about the program


def pytest_configure(config: pytest.Config) -> None:
    """Make the .mo files that Django reads from the committed .po where they are missing or older."""
    config.stash[_LEFT_OUT] = 0
    for source in _LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a browser when none is installed; an error where one is demanded."""
    needing = [item for item in items if item.get_closest_marker("browser")]
    if not needing or chromium():
        return
    if os.environ.get("CONGSO_REQUIRE_BROWSER") == "1":
        raise pytest.UsageError(
            "no Chromium found, but CONGSO_REQUIRE_BROWSER=1: install one or set CONGSO_CHROMIUM"
        )
    config.hook.pytest_deselected(items=needing)
    items[:] = [item for item in items if item not in needing]
    config.stash[_LEFT_OUT] = len(needing)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of xdist tells the count to the process that writes the summary."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash[_LEFT_OUT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the count over from a worker."""
    count = getattr(node, "workeroutput", {}).get("left_out", 0)
    node.config.stash[_LEFT_OUT] = max(count, node.config.stash[_LEFT_OUT])


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """One line: how many were left out, and what brings them."""
    if count := config.stash[_LEFT_OUT]:
        terminalreporter.write_line(
            f"{count} browser tests left out: no Chromium found. `make browser` installs one and runs them.",
            yellow=True,
        )


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> None:
    """Each test's database counts its versions anew, so nothing may be remembered from the one before."""
    from django.core.cache import caches

    from congso.foundation.orgs import epoch

    epoch.know(None)
    epoch.forget_all()
    caches["near"].clear()


@pytest.fixture(autouse=True)
def _rows_of_migrations(request: pytest.FixtureRequest) -> None:
    """A test that commits empties all tables behind it; what migrations had filled in is put back for the next."""
    uses_database = {"db", "transactional_db", "live_server"} & set(request.fixturenames)
    if request.node.get_closest_marker("django_db") or uses_database:
        request.getfixturevalue("_django_db_helper")
        _fill_in_again()


def _fill_in_again() -> None:
    from importlib import import_module

    from django.db import connection

    from congso.domains.procedures.models import Abbreviation
    from congso.foundation.orgs.models import ReferenceEpoch

    if Abbreviation.objects.exists():
        return
    seeds = dict(import_module("congso.domains.procedures.migrations.0002_abbreviations").SHORT_FORMS)
    more = import_module("congso.domains.procedures.migrations.0005_popular_names").SHORT_FORMS
    pairs = [*seeds.items(), *((short, words) for short, many in more.items() for words in many)]
    with connection.cursor() as cursor:  # the job queue's tables are not Django's to empty: where tests.emptying may not, they are here
        cursor.execute("SELECT EXISTS (SELECT 1 FROM procrastinate_jobs) OR EXISTS (SELECT 1 FROM procrastinate_periodic_defers)")
        if cursor.fetchone()[0]:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers CASCADE")
    ReferenceEpoch.objects.get_or_create(pk=1)
    rows = [Abbreviation(short=short, words=words) for short, words in pairs]
    Abbreviation.objects.bulk_create(rows, ignore_conflicts=True)
