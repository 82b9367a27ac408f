"""JSON Schema of the types that the API answers with."""

from __future__ import annotations

from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

_PLAIN: dict[object, dict[str, Any]] = {
    str: {"type": "string"}, int: {"type": "integer"}, float: {"type": "number"}, bool: {"type": "boolean"},
    NoneType: {"type": "null"},
}  # fmt: skip


def schema_of(wanted: Any, known: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; TypedDicts are put into ``known`` by name and referred to."""
    if wanted in _PLAIN:
        return dict(_PLAIN[wanted])
    if is_typeddict(wanted):
        if wanted.__name__ not in known:
            known[wanted.__name__] = {}
            known[wanted.__name__] = _record(wanted, known)
        return {"$ref": f"#/components/schemas/{wanted.__name__}"}
    inner = get_args(wanted)
    if get_origin(wanted) is Literal:
        return {"type": "string", "enum": list(inner)}
    if get_origin(wanted) is list:
        return {"type": "array", "items": schema_of(inner[0], known)}
    if get_origin(wanted) is dict:
        return {"type": "object", "additionalProperties": schema_of(inner[1], known)}
    assert get_origin(wanted) in {Union, UnionType}, wanted
    return {"anyOf": [schema_of(each, known) for each in inner]}


def _record(wanted: Any, known: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(wanted)
    marked = get_type_hints(wanted, include_extras=True)
    return {
        "type": "object", "description": cleandoc(wanted.__doc__ or ""), "additionalProperties": False,
        "required": [name for name, hint in marked.items() if get_origin(hint) is not NotRequired],
        "properties": {name: schema_of(hint, known) for name, hint in hints.items()},
    }  # fmt: skip
