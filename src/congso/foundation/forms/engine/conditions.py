"""Which parts of a form are shown, given the answers so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from congso.foundation.forms.engine.definition import Condition, Definition, Field, Op, Section, Term

Answers = Mapping[str, Any]


def is_filled(value: object) -> bool:
    """Whether something was answered: not empty (zero is an answer), and for an address any of its parts."""
    if isinstance(value, Mapping):
        return any(is_filled(part) for part in value.values())
    return value is not None and value is not False and value != "" and value != []


def holds(condition: Condition | None, answers: Answers) -> bool:
    """Whether a condition is met; none is always met."""
    if condition is None:
        return True
    met = (
        _term_holds(part, answers) if isinstance(part, Term) else holds(part, answers)
        for part in condition.parts
    )
    return any(met) if condition.mode == "any" else all(met)


def _term_holds(term: Term, answers: Answers) -> bool:
    value = answers.get(term.field)
    if term.op == Op.FILLED:
        return is_filled(value) is (term.value is not False)
    if term.op == Op.EQUALS:
        return _same(value, term.value)
    if term.op == Op.NOT:
        return not _same(value, term.value)
    if term.op == Op.IN:
        return any(_same(value, each) for each in term.value)
    return _compares(value, term.value, greater=term.op == Op.GREATER)


def _same(value: object, wanted: object) -> bool:
    """Equal; a list of chosen options equals each of its members; an unticked box equals ``false``."""
    if isinstance(value, list):
        return wanted in value
    if isinstance(wanted, bool):
        return bool(value) is wanted
    return value == wanted


def _compares(value: object, bound: object, *, greater: bool) -> bool:
    """Numbers by size, ISO days by time, lists by length; what cannot be compared meets no condition."""
    if isinstance(value, list):
        value = len(value)
    if isinstance(value, bool) or isinstance(bound, bool):
        return False
    if isinstance(value, int | float) and isinstance(bound, int | float):
        return value > bound if greater else value < bound
    if isinstance(value, str) and isinstance(bound, str) and value:
        return value > bound if greater else value < bound
    return False


def visible_answers(definition: Definition, answers: Answers) -> dict[str, Any]:
    """The answers without those of hidden fields, which count as unanswered for every later condition."""
    shown: dict[str, Any] = {}
    for step in definition.steps:
        for section in step.sections:
            if holds(section.visible_if, shown):
                for each in section.fields:
                    if each.asks and holds(each.visible_if, shown) and each.name in answers:
                        shown[each.name] = _visible_value(each, answers[each.name], shown)
    return shown


def _visible_value(field: Field, value: Any, outer: Mapping[str, Any]) -> Any:
    if not field.fields or not isinstance(value, list):
        return value
    return [visible_item(field, item, outer) for item in value if isinstance(item, Mapping)]


def visible_item(group: Field, item: Answers, outer: Answers) -> dict[str, Any]:
    """One item of a repeating group without its hidden answers; its conditions see the item first, then the form."""
    shown = {key: value for key, value in item.items() if key == "_id"}
    for inner in group.fields:
        if inner.asks and holds(inner.visible_if, {**outer, **shown}) and inner.name in item:
            shown[inner.name] = item[inner.name]
    return shown


def visible_fields(section: Section, answers: Answers) -> Iterator[Field]:
    """The fields of a section that are shown; ``answers`` are visible ones."""
    if holds(section.visible_if, answers):
        yield from (field for field in section.fields if holds(field.visible_if, answers))
