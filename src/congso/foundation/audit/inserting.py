"""Write new rows of several tables in one statement: one round trip instead of one for each table.

For the busiest paths only. The rows' keys must be known or not needed (nothing is read back), and foreign keys
between them are checked at the commit, as Django's always are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from congso.foundation.database.prepared import execute

Getter = Callable[[Model], tuple[Any, ...]]


@lru_cache(maxsize=64)
def _columns(model: type[Model]) -> tuple[Getter, list[tuple[int, Field[Any, Any]]], str, int]:
    """How to read a row's values, which of them a field must turn into PostgreSQL's form, the column list, the count.

    Keys and values made by the database are left out.
    """
    fields = [field for field in model._meta.local_concrete_fields if not field.has_db_default() and not _is_serial(field)]
    turned = [(place, field) for place, field in enumerate(fields) if field.get_internal_type() in _TURNED]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return attrgetter(*(field.attname for field in fields)), turned, columns, len(fields)


_TURNED = {"JSONField", "DecimalField"}
"""Kinds whose values PostgreSQL does not take as they stand in Python."""


def _is_serial(field: Field[Any, Any]) -> bool:
    return field.primary_key and field.get_internal_type() in {"AutoField", "BigAutoField", "SmallAutoField"}


@lru_cache(maxsize=256)
def _statement(shape: tuple[tuple[type[Model], int], ...], then: str) -> str:
    parts = []
    for model, count in shape:
        _getter, _turned, columns, width = _columns(model)
        row = "(" + ", ".join(["%s"] * width) + ")"
        parts.append(f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ' + ", ".join([row] * count))  # noqa: S608
    *first, last = [*parts, then] if then else parts
    named = ", ".join(f"part{place} AS ({part})" for place, part in enumerate(first))
    return f"WITH {named} {last}" if named else last


def _values(model: type[Model], group: list[Model]) -> Iterator[Any]:
    getter, turned, _text, _width = _columns(model)
    for row in group:
        values = list(getter(row))
        for place, field in turned:
            values[place] = field.get_db_prep_save(values[place], connection)
        yield from values


def insert_together(rows: Sequence[Model], then: str = "", then_values: Sequence[Any] = ()) -> None:
    """Insert rows of any tables, in the open transaction, in one statement that ends with ``then`` (a SELECT)."""
    by_model: dict[type[Model], list[Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    shape = tuple((model, len(group)) for model, group in by_model.items())
    values = [value for model, group in by_model.items() for value in _values(model, group)]
    execute(_statement(shape, then), [*values, *then_values])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
