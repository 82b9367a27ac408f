"""The parts of a definition by their place: ``0`` a step, ``0.1`` a section, ``0.1.2`` a field, ``0.1.2.3`` a group's field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from congso.core.errors import NotVisible
from congso.core.text import fold

Json = dict[str, Any]
_PATH = re.compile(r"^\d{1,3}(\.\d{1,3}){0,3}$")
KEYS = ("steps", "sections", "fields", "fields")
"""Under which word the parts of each level stand."""


@dataclass(frozen=True, slots=True)
class Place:
    """A part: the list it stands in, its number there, the part itself."""

    siblings: list[Json]
    number: int
    part: Json
    depth: int

    @property
    def is_field(self) -> bool:
        """Whether it is a box, a group or a paragraph."""
        return self.depth >= 3


def locate(definition: Json, path: str) -> Place:
    """A part by its place; raises NotVisible."""
    if not _PATH.match(path):
        raise NotVisible
    part: Json = definition["layout"]
    for depth, number in enumerate(int(word) for word in path.split(".")):
        siblings: list[Json] = part.setdefault(KEYS[depth], [])
        if number >= len(siblings):
            raise NotVisible
        part = siblings[number]
    return Place(siblings, number, part, depth + 1)


def schema_of(definition: Json, path: str) -> Json:
    """The schema in which a field of that place has its property: the form's, or its group's items."""
    schema: Json = definition["schema"]
    if path.count(".") == 3:
        group = locate(definition, path.rpartition(".")[0]).part["field"]
        items: Json = schema["properties"][group]["items"]
        return items
    return schema


def moved(definition: Mapping[str, Any], path: str, by: int) -> Json:
    """The definition with a part one place up (-1) or down (1); the same at the edge."""
    changed = deepcopy(dict(definition))
    place = locate(changed, path)
    target = place.number + by
    if 0 <= target < len(place.siblings):
        place.siblings.insert(target, place.siblings.pop(place.number))
    return changed


def removed(definition: Mapping[str, Any], path: str) -> Json:
    """The definition without a part and without the properties its boxes had."""
    changed = deepcopy(dict(definition))
    place = locate(changed, path)
    schema = schema_of(changed, path)
    names = [entry["field"] for entry in _entries(place.part, place.depth) if "field" in entry]
    for name in names:
        schema["properties"].pop(name, None)
    schema["required"] = [name for name in schema.get("required", []) if name not in names]
    place.siblings.pop(place.number)
    return changed


def _entries(part: Json, depth: int) -> Iterator[Json]:
    """The layout entries at or under a part, not those inside a group."""
    if depth >= 3:
        yield part
        return
    for below in part.get(KEYS[depth], []):
        yield from _entries(below, depth + 1)


def with_step(definition: Mapping[str, Any]) -> Json:
    """The definition with one more step at the end, holding an empty section."""
    changed = deepcopy(dict(definition))
    steps: list[Json] = changed["layout"]["steps"]
    used = {step.get("key") for step in steps}
    key = next(key for number in range(1, 999) if (key := f"buoc-{number}") not in used)
    steps.append({"key": key, "title": _("Bước mới"), "sections": [{"title": "", "fields": []}]})
    return changed


def with_section(definition: Mapping[str, Any], path: str) -> Json:
    """The definition with one more section in a step."""
    changed = deepcopy(dict(definition))
    locate(changed, path).part.setdefault("sections", []).append({"title": _("Mục mới"), "fields": []})
    return changed


def with_entry(
    definition: Mapping[str, Any], path: str, entry: Json, prop: Json | None, *, required: bool
) -> Json:
    """The definition with a new box at the end of a section or group, its property in the schema."""
    changed = deepcopy(dict(definition))
    holder = locate(changed, path)
    holder.part.setdefault("fields", []).append(entry)
    if prop is not None:
        _set_property(schema_of(changed, f"{path}.0"), entry["field"], prop, required=required)
    return changed


def with_changed_entry(
    definition: Mapping[str, Any], path: str, entry: Json, prop: Json | None, *, required: bool
) -> Json:
    """The definition with a box changed; a group keeps its own boxes."""
    changed = deepcopy(dict(definition))
    place = locate(changed, path)
    if "fields" in place.part and prop is not None and prop.get("type") == "array":
        entry = {**entry, "fields": place.part["fields"]}
        prop = {
            **prop,
            "items": changed["schema"]["properties"][place.part["field"]].get("items", prop["items"]),
        }
    place.siblings[place.number] = entry
    if prop is not None:
        _set_property(schema_of(changed, path), entry["field"], prop, required=required)
    return changed


def _set_property(schema: Json, name: str, prop: Json, *, required: bool) -> None:
    schema.setdefault("properties", {})[name] = prop
    needed = [each for each in schema.get("required", []) if each != name]
    schema["required"] = [*needed, name] if required else needed


def with_words(definition: Mapping[str, Any], path: str, words: Json) -> Json:
    """The definition with the words of a step or section changed; empty words are left out."""
    changed = deepcopy(dict(definition))
    part = locate(changed, path).part
    for key, value in words.items():
        if value or key == "title":
            part[key] = value
        else:
            part.pop(key, None)
    return changed


def free_name(definition: Mapping[str, Any], path: str, label: str) -> str:
    """A name for a new box, made of its label: "Họ và tên" → ho_va_ten."""
    schema = schema_of(deepcopy(dict(definition)), f"{path}.0")
    used = schema.get("properties", {})
    base = re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")[:40] or "o"
    base = base if base[0].isalpha() else f"o_{base}"
    return next(
        name for number in range(1, 999) if (name := base if number == 1 else f"{base}_{number}") not in used
    )


def asked_above(definition: Mapping[str, Any], path: str) -> list[tuple[str, str]]:
    """(name, label) of the boxes a condition at that place may ask: those above, in the group first."""
    limit = [int(word) for word in path.split(".")]
    found = []
    for at, entry, schema in _walk(dict(definition)):
        own_group = len(limit) == 4 and at[:3] == limit[:3]
        prop = schema.get("properties", {}).get(entry.get("field"))
        if prop and at < limit and (len(at) == 3 or own_group):
            found.append((entry["field"], str(prop.get("title", entry["field"]))))
    return found


def _walk(definition: Json) -> Iterator[tuple[list[int], Json, Json]]:
    for step_number, step in enumerate(definition["layout"]["steps"]):
        for section_number, section in enumerate(step.get("sections", [])):
            for number, entry in enumerate(section.get("fields", [])):
                at = [step_number, section_number, number]
                yield at, entry, definition["schema"]
                items = definition["schema"]["properties"].get(entry.get("field"), {}).get("items", {})
                for inner_number, inner in enumerate(entry.get("fields", [])):
                    yield [*at, inner_number], inner, items
