"""Fill empty boxes from what is known already: the profile, earlier results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from congso.foundation.forms.engine.checking import value_problem
from congso.foundation.forms.engine.conditions import is_filled
from congso.foundation.forms.engine.definition import Definition, Field, Kind


def prefilled(definition: Definition, answers: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """The answers, with empty boxes filled from ``known`` by the form's ``prefill`` keys.

    Keys: ``profile.name``, ``result.1.001193.birth_date``; values as answers are kept (ISO days, address dictionaries).
    A value that does not fit its box is left out. Call it once, when a draft begins.
    """
    filled = dict(answers)
    for name, field in definition.fields.items():
        value = known.get(field.prefill) if field.prefill else None
        if value is not None and is_filled(value) and not is_filled(filled.get(name)) and _fits(field, value):
            filled[name] = value
    return filled


def prefill_keys(definition: Definition) -> set[str]:
    """Which sources the form would like to read, so that nothing else is looked up about the person."""
    return {field.prefill for field in definition.fields.values() if field.prefill}


def _fits(field: Field, value: Any) -> bool:
    if field.kind in {Kind.GROUP, Kind.FILE}:
        return False
    if field.kind == Kind.ADDRESS:
        return isinstance(value, Mapping) and "province_code" in value
    return not value_problem(field, value)
