"""What is put back is what was made, and newer rows stand beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from psycopg import sql

from congso.core import clock
from congso.foundation.audit.models import AuditEntry
from congso.foundation.orgs.loading import UnitSpec, load_units
from congso.foundation.orgs.models import Unit, UnitKind, UnitName, UnitParent
from congso.foundation.orgs.tests import kept
from congso.foundation.orgs.tests.makers import START, SYSTEM, make_units

pytestmark = pytest.mark.django_db
MODELS = (Unit, UnitName, UnitParent, AuditEntry)


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_kept", {})


def rows() -> list[Any]:
    """All rows of the tables that the maker writes."""
    return [row for model in MODELS for row in model._default_manager.order_by("pk").values_list()]


def taken_away() -> None:
    """As a test's rollback does."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model in MODELS:
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(model._meta.db_table)))
        cursor.execute("SET LOCAL session_replication_role = origin")


def made_anew() -> dict[str, int]:
    """The maker that must not be asked."""
    raise AssertionError("made anew")


def test_the_second_time_the_same_rows_are_there_without_their_service() -> None:
    made = kept.once("units", make_units)
    before = rows()
    taken_away()
    again = kept.once("units", made_anew)

    assert again == made
    assert again is not made
    assert rows() == before
    assert len(before) > len(made)


def test_rows_that_are_there_already_have_everything_made_anew() -> None:
    kept.once("units", make_units)

    assert kept.once("units", lambda: {"new": 1}) == {"new": 1}


def test_newer_rows_get_numbers_of_their_own() -> None:
    made = kept.once("units", make_units)
    taken_away()
    kept.once("units", make_units)
    new = load_units(
        actor=SYSTEM, units=[UnitSpec("moi", UnitKind.PROVINCE, "Tỉnh mới", START, identifier="H99")]
    )

    assert new["moi"] not in made.values()
    assert Unit.objects.count() == len(made) + 1


def test_each_standing_clock_has_its_own() -> None:
    kept.once("units", make_units)
    taken_away()
    with clock.at(datetime(2026, 3, 2, 8, 0, tzinfo=clock.VIETNAM)):
        assert kept.once("units", lambda: {"at": 2}) == {"at": 2}
