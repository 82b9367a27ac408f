"""A form as the engine knows it: steps, sections, fields, conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any


class Kind(StrEnum):
    """What an answer is."""

    TEXT = "text"
    DATE = "date"
    PART_DATE = "part_date"
    """A day of which only the year, or month and year, may be known (civil status papers)."""
    CHOICE = "choice"
    CHOICES = "choices"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    ADDRESS = "address"
    FILE = "file"
    GROUP = "group"
    PARAGRAPH = "paragraph"


class Widget(StrEnum):
    """How a field is asked."""

    TEXT = "text"
    TEXTAREA = "textarea"
    DATE = "date"
    RADIO = "radio"
    SELECT = "select"
    CHECKBOX = "checkbox"
    MONEY = "money"
    PHONE = "phone"
    IDENTITY = "identity"
    ADDRESS = "address"
    FILE = "file"
    PARAGRAPH = "paragraph"
    GROUP = "group"


class Op(StrEnum):
    """What a condition asks of an answer."""

    EQUALS = "equals"
    NOT = "not"
    IN = "in"
    FILLED = "filled"
    GREATER = "greater"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose, and its words."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Term:
    """One question to one answer."""

    field: str
    op: Op
    value: Any = None


@dataclass(frozen=True, slots=True)
class Condition:
    """All of the parts, or any of them (điều kiện hiển thị)."""

    mode: str
    parts: tuple[Term | Condition, ...]

    def terms(self) -> Iterator[Term]:
        """Every term inside, however deep."""
        for part in self.parts:
            if isinstance(part, Term):
                yield part
            else:
                yield from part.terms()


@dataclass(frozen=True, slots=True)
class Field:
    """A box of the form, a repeating group, or a paragraph between boxes (ô khai, nhóm lặp lại, đoạn văn).

    ``minimum`` and ``maximum`` are numbers; ``earliest`` and ``latest`` are ISO days or ``today``. ``min_items`` and
    ``max_items`` count groups, chosen options or files.
    """

    name: str
    kind: Kind
    widget: Widget
    label: str = ""
    help: str = ""
    required: bool = False
    half: bool = False
    visible_if: Condition | None = None
    prefill: str = ""
    autocomplete: str = ""
    options: tuple[Option, ...] = ()
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    pattern_words: str = ""
    format: str = ""
    minimum: float | None = None
    maximum: float | None = None
    earliest: str = ""
    latest: str = ""
    min_items: int = 0
    max_items: int | None = None
    fields: tuple[Field, ...] = ()
    item_label: str = ""

    @property
    def asks(self) -> bool:
        """Whether it has an answer at all."""
        return self.kind != Kind.PARAGRAPH

    def label_of(self, value: str) -> str:
        """The words of a chosen value; the value itself when it is none of the options."""
        return next((option.label for option in self.options if option.value == value), value)


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together under one heading (mục)."""

    title: str
    help: str = ""
    visible_if: Condition | None = None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the form (bước)."""

    key: str
    title: str
    intro: str = ""
    sections: tuple[Section, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields of the step, in order."""
        return tuple(field for section in self.sections for field in section.fields)


@dataclass(frozen=True)
class Definition:
    """A form ready for use; ``source`` is the JSON it was made from."""

    title: str
    steps: tuple[Step, ...]
    statement: str = ""
    """Lời cam đoan the applicant confirms at the end."""
    addressee: str = ""
    """Kính gửi, as the printed form begins."""
    print_template: str = ""
    note: str = ""
    source: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Fields that have answers, by name."""
        return {each.name: each for step in self.steps for each in step.fields if each.asks}

    @cached_property
    def step_of(self) -> dict[str, Step]:
        """The step in which a field stands."""
        return {each.name: step for step in self.steps for each in step.fields if each.asks}

    def step(self, key: str) -> Step:
        """A step by its key, the first one when there is no such key."""
        return next((step for step in self.steps if step.key == key), self.steps[0])

    def place(self, step: Step) -> int:
        """The step's number, from 1."""
        return self.steps.index(step) + 1
