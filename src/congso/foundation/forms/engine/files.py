"""Files that answers refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from congso.foundation.forms.engine.conditions import visible_answers
from congso.foundation.forms.engine.definition import Definition, Field, Kind


def file_ids(definition: Definition, answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Ids of the files to hand in, by the words of their boxes; files of hidden boxes are not handed in."""
    found: dict[str, list[str]] = {}
    for label, ref in _refs(definition.fields.values(), visible_answers(definition, answers)):
        found.setdefault(label, []).append(str(ref["id"]))
    return found


def _refs(fields: Any, answers: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    each: Field
    for each in fields:
        value = answers.get(each.name)
        if each.kind == Kind.FILE and isinstance(value, list):
            yield from ((each.label, ref) for ref in value)
        elif each.kind == Kind.GROUP and isinstance(value, list):
            for number, item in enumerate(value, 1):
                title = f"{each.item_label or each.label} {number}"
                yield from ((f"{title}, {label}", ref) for label, ref in _refs(each.fields, item))
