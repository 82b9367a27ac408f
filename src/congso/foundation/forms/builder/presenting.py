"""A draft as the builder's page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from congso.foundation.forms.builder.boxes import TYPES, type_of
from congso.foundation.forms.engine.definition import Op
from congso.foundation.forms.engine.properties import resolved


@dataclass
class Part:
    """A step, section or box in the outline."""

    path: str
    title: str
    kind: str = ""
    name: str = ""
    required: bool = False
    condition: str = ""
    is_group: bool = False
    is_first: bool = False
    is_last: bool = False
    parts: list[Part] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Its place as an id."""
        return f"p-{self.path.replace('.', '-')}"


def outline(definition: Mapping[str, Any]) -> list[Part]:
    """Steps with their sections and boxes."""
    steps = definition["layout"]["steps"]
    return [_step(definition, step, number, len(steps)) for number, step in enumerate(steps)]


def _step(definition: Mapping[str, Any], step: Mapping[str, Any], number: int, total: int) -> Part:
    sections = step.get("sections", [])
    parts = []
    for place, section in enumerate(sections):
        path = f"{number}.{place}"
        part = Part(path, section.get("title", ""), condition=condition_words(section.get("visible_if")),
                    is_first=place == 0, is_last=place == len(sections) - 1)  # fmt: skip
        part.parts = _boxes(definition, definition["schema"], section.get("fields", []), path)
        parts.append(part)
    return Part(
        str(number), step.get("title", ""), is_first=number == 0, is_last=number == total - 1, parts=parts
    )


def _boxes(
    definition: Mapping[str, Any], schema: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], path: str
) -> list[Part]:
    found = []
    for number, entry in enumerate(entries):
        at, name = f"{path}.{number}", str(entry.get("field", ""))
        prop = (
            resolved(schema.get("properties", {}).get(name, {}), definition["schema"].get("$defs") or {})
            or {}
        )
        kind = type_of(prop, entry)
        part = Part(
            at, str(prop.get("title") or entry.get("paragraph", "")), str(TYPES[kind][0]), name, name in schema.get("required", []),
            condition_words(entry.get("visible_if")), kind == "group", number == 0, number == len(entries) - 1,
        )  # fmt: skip
        if kind == "group":
            part.parts = _boxes(definition, prop.get("items", {}), entry.get("fields", []), at)
        found.append(part)
    return found


_SIGNS = {Op.EQUALS: "=", Op.NOT: "≠", Op.IN: "∈", Op.GREATER: ">", Op.LESS: "<", Op.FILLED: "✓"}


def condition_words(condition: Any) -> str:
    """A condition in one line of signs."""
    if not isinstance(condition, Mapping):
        return ""
    for mode, sign in (("all", " ∧ "), ("any", " ∨ ")):
        if mode in condition:
            return sign.join(condition_words(part) for part in condition[mode])
    value = condition.get("value")
    shown = (
        ", ".join(str(each) for each in value)
        if isinstance(value, list)
        else ""
        if value is None
        else str(value)
    )
    return f"{condition.get('field')} {_SIGNS.get(condition.get('op', ''), '?')} {shown}".strip()
