"""Write definitions by program: for the forms made from a list of papers, and for those that are shipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Json = dict[str, Any]
SCHEMA = "https://json-schema.org/draft/2020-12/schema"


def when(field: str, value: Any = True, op: str = "equals") -> Json:
    """A condition on one answer."""
    return {"field": field, "op": op, "value": value}


def all_of(*parts: Json) -> Json:
    """All conditions together."""
    return {"all": list(parts)}


def any_of(*parts: Json) -> Json:
    """Any of the conditions."""
    return {"any": list(parts)}


class Boxes:
    """Boxes of one level: of the form, or of a repeating group."""

    def __init__(self) -> None:
        self.properties: Json = {}
        self.required: list[str] = []
        self.entries: list[Json] = []

    def add(
        self, name: str, schema: Json, *, required: bool = False, half: bool = False, **layout: Any
    ) -> None:
        """One box: its schema, and how it is laid out (help, widget, prefill, visible_if, autocomplete)."""
        self.properties[name] = schema
        if required:
            self.required.append(name)
        entry = {"field": name, **{key: value for key, value in layout.items() if value}}
        if half:
            entry["width"] = "half"
        self.entries.append(entry)

    def text(self, name: str, label: str, *, format: str = "", longest: int = 0, **rest: Any) -> None:  # noqa: A002 - JSON Schema's word
        """A line of text; ``format`` email, phone or identity."""
        schema: Json = {"type": "string", "title": label}
        if format:
            schema["format"] = format
        if longest:
            schema["maxLength"] = longest
        self.add(name, schema, **rest)

    def area(self, name: str, label: str, *, longest: int = 2000, **rest: Any) -> None:
        """Several lines of text."""
        self.add(name, {"type": "string", "title": label, "maxLength": longest}, widget="textarea", **rest)

    def day(self, name: str, label: str, *, past: bool = False, future: bool = False, **rest: Any) -> None:
        """A day; ``past``: not after today, ``future``: not before today."""
        schema: Json = {"type": "string", "format": "date", "title": label}
        if past:
            schema["formatMaximum"] = "today"
        if future:
            schema["formatMinimum"] = "today"
        self.add(name, schema, **rest)

    def part_day(self, name: str, label: str, **rest: Any) -> None:
        """A day in the past of which perhaps only the year is known."""
        schema = {"type": "string", "format": "partial-date", "title": label, "formatMaximum": "today"}
        self.add(name, schema, **rest)

    def choice(self, name: str, label: str, options: Mapping[str, str], **rest: Any) -> None:
        """One of several options (value → words)."""
        named = [{"const": value, "title": words} for value, words in options.items()]
        self.add(name, {"type": "string", "title": label, "oneOf": named}, **rest)

    def choices(
        self, name: str, label: str, options: Mapping[str, str], *, least: int = 0, **rest: Any
    ) -> None:
        """Any of several options."""
        named = [{"const": value, "title": words} for value, words in options.items()]
        schema: Json = {"type": "array", "title": label, "items": {"type": "string", "oneOf": named}}
        if least:
            schema["minItems"] = least
        self.add(name, schema, **rest)

    def number(self, name: str, label: str, *, whole: bool = False, least: float | None = None,
               most: float | None = None, **rest: Any) -> None:  # fmt: skip
        """A number."""
        schema: Json = {"type": "integer" if whole else "number", "title": label}
        if least is not None:
            schema["minimum"] = least
        if most is not None:
            schema["maximum"] = most
        self.add(name, schema, **rest)

    def money(self, name: str, label: str, **rest: Any) -> None:
        """A sum in đồng."""
        self.add(name, {"type": "integer", "title": label, "minimum": 0}, widget="money", **rest)

    def yes(self, name: str, label: str, **rest: Any) -> None:
        """A box to tick."""
        self.add(name, {"type": "boolean", "title": label}, **rest)

    def address(self, name: str, label: str, **rest: Any) -> None:
        """An address on the units of 2026."""
        self.add(name, {"type": "object", "format": "address", "title": label}, **rest)

    def files(self, name: str, label: str, *, most: int = 10, **rest: Any) -> None:
        """Files to hand in."""
        self.add(name, {"type": "array", "format": "files", "title": label, "maxItems": most}, **rest)

    def words(self, text: str, **layout: Any) -> None:
        """A paragraph between the boxes."""
        self.entries.append({"paragraph": text, **layout})

    def schema(self) -> Json:
        """What the level's answers must be."""
        return {"type": "object", "properties": self.properties, "required": list(self.required)}


class FormBuilder(Boxes):
    """A whole form, written from the first step to the last."""

    def __init__(
        self, title: str, *, addressee: str = "", statement: str = "", print_template: str = ""
    ) -> None:
        super().__init__()
        self.words_of_form = {
            "title": title,
            "addressee": addressee,
            "statement": statement,
            "print": print_template,
        }
        self.steps: list[Json] = []

    def step(self, key: str, title: str, intro: str = "") -> None:
        """Begin a step; boxes that follow stand in it."""
        self.steps.append({"key": key, "title": title, **({"intro": intro} if intro else {}), "sections": []})
        self.entries = []

    def section(self, title: str = "", *, help: str = "", visible_if: Json | None = None) -> None:  # noqa: A002 - the layout's word
        """Begin a section of the step."""
        self.entries = []
        section: Json = {"title": title, "fields": self.entries}
        if help:
            section["help"] = help
        if visible_if:
            section["visible_if"] = visible_if
        self.steps[-1]["sections"].append(section)

    def group(self, name: str, label: str, item_label: str, fill: Callable[[Boxes], None], *, least: int = 0,
              most: int = 20, **layout: Any) -> None:  # fmt: skip
        """A repeating group; ``fill`` adds its boxes."""
        inner = Boxes()
        fill(inner)
        schema: Json = {"type": "array", "title": label, "items": inner.schema(), "maxItems": most}
        if least:
            schema["minItems"] = least
        self.add(name, schema, fields=inner.entries, item_label=item_label, **layout)

    def definition(self) -> Json:
        """The definition as JSON."""
        words = {key: value for key, value in self.words_of_form.items() if value}
        return {**words, "schema": {"$schema": SCHEMA, **self.schema()}, "layout": {"steps": self.steps}}


def options_of(values: Sequence[str]) -> dict[str, str]:
    """Options whose value is their place: c1, c2 …"""
    return {f"c{number}": words for number, words in enumerate(values, 1)}
