"""A process drawn on the server: boxes in a row, arrows on above, returns below."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from congso.foundation.casework.authoring import StepSpec, default_ways
from congso.foundation.casework.drafting import shown_hours

BOX, GAP, HIGH, MARGIN = 160, 40, 98, 12


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of words at its place."""

    x: int
    y: int
    text: str
    small: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A step."""

    x: int
    y: int
    lines: list[TextLine]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way, with the path that draws it."""

    path: str
    back: bool


@dataclass(frozen=True)
class Diagram:
    """The picture, and the same in words."""

    width: int
    height: int
    boxes: list[Box]
    arrows: list[Arrow]
    words: list[str]
    box_width: int = BOX
    box_height: int = HIGH


def draw(steps: Sequence[StepSpec], roles: dict[str, str]) -> Diagram:
    """The diagram of steps in their order."""
    places = {step.code: number for number, step in enumerate(steps)}
    ways = [
        (number, places[way.target], way)
        for number, step in enumerate(steps)
        for way in (step.ways if step.ways is not None else default_ways(steps, number))
        if way.target in places
    ]
    above = max(
        [_rise(source, target) for source, target, way in ways if not way.is_return and target != source + 1],
        default=0,
    )
    below = max([_rise(source, target) for source, target, way in ways if way.is_return], default=0)
    top = MARGIN + above
    boxes = [Box(MARGIN + number * (BOX + GAP), top, _lines(step, MARGIN + number * (BOX + GAP), top, number, roles))
             for number, step in enumerate(steps)]  # fmt: skip
    arrows = [
        Arrow(_path(source, target, top, back=way.is_return), way.is_return) for source, target, way in ways
    ]
    words = [
        _sentence(steps[source].name, way.label, steps[target].name, back=way.is_return)
        for source, target, way in ways
    ]
    width = 2 * MARGIN + len(steps) * BOX + max(len(steps) - 1, 0) * GAP
    return Diagram(width, top + HIGH + below + MARGIN, boxes, arrows, words)


def _sentence(source: str, label: str, target: str, *, back: bool) -> str:
    words = (
        _("Từ «%(source)s», «%(label)s» trả lại «%(target)s».")
        if back
        else _("Từ «%(source)s», «%(label)s» sang «%(target)s».")
    )
    return words % {"source": source, "label": label, "target": target}


def _rise(source: int, target: int) -> int:
    return 18 + 10 * abs(target - source)


def _lines(step: StepSpec, x: int, top: int, number: int, roles: dict[str, str]) -> list[TextLine]:
    name = textwrap.wrap(f"{number + 1}. {step.name}", 20)[:3]
    role = textwrap.shorten(roles.get(step.role, step.role), 24, placeholder="…")
    lines = [TextLine(x + 10, top + 20 + 16 * place, text, small=False) for place, text in enumerate(name)]
    lines.append(TextLine(x + 10, top + HIGH - 24, role, small=True))
    if step.allotted_minutes:
        hours = _("%(hours)s giờ") % {"hours": shown_hours(step.allotted_minutes)}
        lines.append(TextLine(x + 10, top + HIGH - 9, hours, small=True))
    return lines


def _path(source: int, target: int, top: int, *, back: bool) -> str:
    left = MARGIN + source * (BOX + GAP)
    goal = MARGIN + target * (BOX + GAP)
    if target == source + 1 and not back:
        return f"M{left + BOX},{top + HIGH // 2} L{goal - 2},{top + HIGH // 2}"
    rise = _rise(source, target)
    begin, end = left + BOX // 2 - 12, goal + BOX // 2 + 12
    if back:
        edge = top + HIGH
        return f"M{begin},{edge} C{begin},{edge + rise} {end},{edge + rise} {end},{edge + 2}"
    return f"M{begin + 24},{top} C{begin + 24},{top - rise} {end - 24},{top - rise} {end - 24},{top - 2}"
