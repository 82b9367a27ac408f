"""Write new rows of several tables in one statement: one round trip instead of one for each table.

For the busiest paths only. The rows' keys must be known or not needed (nothing is read back), and foreign keys
between them are checked at the commit, as Django's always are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


@lru_cache(maxsize=64)
def _columns(model: type[Model]) -> tuple[list[Field[Any, Any]], str]:
    """Fields to write and their column list; keys and values made by the database are left out."""
    fields = [field for field in model._meta.local_concrete_fields if not field.has_db_default() and not _is_serial(field)]
    return fields, ", ".join(f'"{field.column}"' for field in fields)


def _is_serial(field: Field[Any, Any]) -> bool:
    return field.primary_key and field.get_internal_type() in {"AutoField", "BigAutoField", "SmallAutoField"}


@lru_cache(maxsize=256)
def _statement(shape: tuple[tuple[type[Model], int], ...]) -> str:
    parts = []
    for model, count in shape:
        fields, columns = _columns(model)
        row = "(" + ", ".join(["%s"] * len(fields)) + ")"
        parts.append(f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ' + ", ".join([row] * count))  # noqa: S608
    *first, last = parts
    named = ", ".join(f"part{place} AS ({part})" for place, part in enumerate(first))
    return f"WITH {named} {last}" if named else last


def insert_together(rows: Sequence[Model]) -> None:
    """Insert rows of any tables, in the open transaction, in one statement."""
    by_model: dict[type[Model], list[Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    values: list[Any] = []
    for model, group in by_model.items():
        fields, _text = _columns(model)
        for row in group:
            values.extend(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(_statement(tuple((model, len(group)) for model, group in by_model.items())), values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
