"""Answers in words: for the summary to confirm, and for the printed form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from congso.foundation.forms.engine.checking import group_fields
from congso.foundation.forms.engine.conditions import is_filled, visible_answers, visible_fields
from congso.foundation.forms.engine.definition import Definition, Field, Kind, Section, Widget
from congso.foundation.forms.engine.normalising import show_day, show_number


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One answer as it is read back: its label, its words, or the rows of each item of a group."""

    name: str
    label: str
    text: str
    items: tuple[tuple[str, tuple[SummaryRow, ...]], ...] = ()
    files: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class SummarySection:
    """A section with its answers."""

    title: str
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True)
class SummaryStep:
    """A step with its answers; ``key`` leads back to it."""

    key: str
    title: str
    sections: tuple[SummarySection, ...] = field(default_factory=tuple)


def answer_words(field: Field, value: Any) -> str:
    """An answer in words; empty when there is none."""
    if not is_filled(value):
        return _("Không") if field.kind == Kind.BOOLEAN and value is False else ""
    if field.kind == Kind.BOOLEAN:
        return _("Có")
    if field.kind in {Kind.DATE, Kind.PART_DATE}:
        return show_day(str(value))
    if field.kind in {Kind.INTEGER, Kind.NUMBER} and isinstance(value, int | float):
        shown = show_number(value)
        return _("%(sum)s đồng") % {"sum": shown} if field.widget == Widget.MONEY else shown
    if field.kind == Kind.ADDRESS and isinstance(value, Mapping):
        return str(value.get("text", ""))
    return _list_words(field, value) if isinstance(value, list) else field.label_of(str(value))


def _list_words(field: Field, value: list[Any]) -> str:
    if field.kind == Kind.FILE:
        return ", ".join(str(ref.get("name", "")) for ref in value if isinstance(ref, Mapping))
    return ", ".join(field.label_of(str(each)) for each in value)


def summary(definition: Definition, answers: Mapping[str, Any]) -> list[SummaryStep]:
    """Every visible question with its answer, step by step; unanswered ones with empty text."""
    shown = visible_answers(definition, answers)
    steps = []
    for step in definition.steps:
        sections = tuple(made for section in step.sections if (made := _section(section, shown)).rows)
        if sections:
            steps.append(SummaryStep(step.key, step.title, sections))
    return steps


def _section(section: Section, shown: Mapping[str, Any]) -> SummarySection:
    rows = (
        _row(field, field.name, shown.get(field.name), shown)
        for field in visible_fields(section, shown)
        if field.asks
    )
    return SummarySection(section.title, tuple(rows))


def _row(field: Field, name: str, value: Any, shown: Mapping[str, Any]) -> SummaryRow:
    if field.kind == Kind.GROUP:
        items = tuple(_items(field, value if isinstance(value, list) else [], shown))
        return SummaryRow(name, field.label, "", items)
    files = tuple(value) if field.kind == Kind.FILE and isinstance(value, list) else ()
    return SummaryRow(name, field.label, answer_words(field, value), files=files)


def _items(
    group: Field, items: list[Any], shown: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[SummaryRow, ...]]]:
    for number, item in enumerate(items):
        inside = {**shown, **item}
        rows = tuple(
            _row(field, f"{group.name}-{number}-{field.name}", item.get(field.name), inside)
            for field in group_fields(group, inside)
        )
        yield f"{group.item_label or group.label} {number + 1}", rows


def print_data(definition: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    """All that a paper template needs, as plain JSON values.

    ``values``: the words of each visible answer by its name, of groups a list of such; ``raw``: the answers as they
    are kept (to tick the box of a chosen value); ``sections``: the whole form for a template that prints any form,
    groups as tables with ``heads`` and ``lines``.
    """
    shown = visible_answers(definition, answers)
    return {
        "title": definition.title, "template": definition.print_template, "addressee": definition.addressee, "statement": definition.statement,
        "values": {name: _value(field, shown.get(name), shown) for name, field in definition.fields.items()},
        "raw": shown, "sections": list(_print_sections(definition, shown)),
    }  # fmt: skip


def _value(field: Field, value: Any, shown: Mapping[str, Any]) -> Any:
    if field.kind != Kind.GROUP:
        return answer_words(field, value)
    items = value if isinstance(value, list) else []
    return [
        {inner.name: answer_words(inner, item.get(inner.name)) for inner in field.fields if inner.asks}
        for item in items
    ]


def _print_sections(definition: Definition, shown: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for step in definition.steps:
        for section in step.sections:
            parts = [
                _print_part(field, shown)
                for field in visible_fields(section, shown)
                if field.asks and field.kind != Kind.FILE
            ]
            if parts:
                yield {"title": section.title or step.title, "parts": parts}


def _print_part(field: Field, shown: Mapping[str, Any]) -> dict[str, Any]:
    if field.kind != Kind.GROUP:
        return {
            "name": field.name,
            "label": field.label,
            "text": answer_words(field, shown.get(field.name)),
            "half": field.half,
        }
    heads = [inner for inner in field.fields if inner.asks and inner.kind != Kind.FILE]
    lines = [
        [answer_words(inner, item.get(inner.name)) for inner in heads] for item in shown.get(field.name) or []
    ]
    return {
        "name": field.name,
        "label": field.label,
        "heads": [inner.label for inner in heads],
        "lines": lines,
    }
