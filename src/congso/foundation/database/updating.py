"""Write changed rows back by one statement that does not grow with their number."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from congso.foundation.database.prepared import execute


def update_rows(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write these fields of these rows, found by their keys, as ``bulk_update`` does.

    Django writes a branch for each row and field and works through every one of them: a quarter of the time of a batch of twenty. Here
    each field travels as one array, so that the statement is the same for any number of rows and PostgreSQL plans it once.
    """
    if rows:
        statement, fields = _statement(type(rows[0]), tuple(names))
        execute(statement, [[_value(field, row) for row in rows] for field in fields])


@lru_cache(maxsize=64)
def _statement(model: type[Model], names: tuple[str, ...]) -> tuple[str, tuple[Field[Any, Any], ...]]:
    """The statement, and the fields whose values it takes, the key first."""
    meta: Any = model._meta  # noqa: SLF001 - Django's own name for it
    fields = (meta.pk, *(meta.get_field(name) for name in names))
    arrays = ", ".join(f"%s::{field.rel_db_type(connection) if field.primary_key else field.db_type(connection)}[]" for field in fields)
    columns = ", ".join(f"f{place}" for place in range(len(fields)))
    changes = ", ".join(f'"{field.column}" = given.f{place}' for place, field in enumerate(fields) if place)
    table, key = meta.db_table, meta.pk.column
    source = f"unnest({arrays}) AS given({columns})"
    return f'UPDATE "{table}" AS kept SET {changes} FROM {source} WHERE kept."{key}" = given.f0', fields  # noqa: S608 - names of our models


def _value(field: Field[Any, Any], row: Model) -> Any:
    value = field.get_db_prep_save(getattr(row, field.attname), connection)
    return value.value if isinstance(value, Enum) else value
