"""Whether a case could get stuck in a process: every combination of facts that its conditions look at is tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

from congso.foundation.casework.models import StepKind
from congso.foundation.casework.specs import StepSpec, WaySpec, actions_of

PROPOSAL = "proposal"
PROPOSALS = ("result", "refusal")
"""What a step that allows proposing can set the fact ``proposal`` to, before the case goes on."""
_ELSE = object()
"""Any value that no condition names."""
MOST_COMBINATIONS = 4096
State = tuple[str, Any]


def reachable(ways: Mapping[Any, Sequence[Any]], start: Any) -> set[Any]:
    """What can be reached from ``start``, itself included."""
    found, open_ends = {start}, [start]
    while open_ends:
        for target in ways[open_ends.pop()]:
            if target not in found:
                found.add(target)
                open_ends.append(target)
    return found


def dead_end(steps: Sequence[StepSpec], ways: Mapping[str, Sequence[WaySpec]]) -> str | None:
    """The code of a step from which some case could not come to the last step; None when there is none.

    With more combinations of facts than can be tried, conditions are taken never to hold.
    """
    first, last = steps[0].code, steps[-1].code
    for facts in _combinations(ways):
        graph = _graph(steps, ways, facts)
        for state in sorted(reachable(graph, (first, _ELSE)), key=lambda state: state[0]):
            if not any(code == last for code, _proposal in reachable(graph, state)):
                return str(state[0])
    return None


def _combinations(ways: Mapping[str, Sequence[WaySpec]]) -> Iterator[dict[str, Any]]:
    """Every combination of the facts that conditions name, but for the proposal, which changes on the way."""
    values: dict[str, list[Any]] = {}
    for way in (way for found in ways.values() for way in found):
        for part in way.condition:
            known = values.setdefault(str(part["fact"]), [_ELSE])
            known += [value for value in part["is"] if value not in known]  # type: ignore[attr-defined]
    values.pop(PROPOSAL, None)
    if prod(len(each) for each in values.values()) > MOST_COMBINATIONS:
        values = {name: [_ELSE] for name in values}
    for chosen in product(*values.values()):
        yield dict(zip(values, chosen, strict=True))


def _graph(
    steps: Sequence[StepSpec], ways: Mapping[str, Sequence[WaySpec]], facts: Mapping[str, Any]
) -> dict[State, list[State]]:
    """Where a case could go from each step with each proposal; a step of work goes up only with one."""
    graph: dict[State, list[State]] = {}
    for step in steps:
        for proposal in (_ELSE, *PROPOSALS):
            ready = step.kind != StepKind.WORK or proposal is not _ELSE
            there = {**facts, PROPOSAL: proposal}
            goes_on = [(way.target, proposal) for way in ways[step.code] if (ready or way.is_return) and _open(way, there)]
            proposed = [(step.code, chosen) for chosen in PROPOSALS] if "propose" in actions_of(step) else []
            graph[step.code, proposal] = [*goes_on, *proposed]
    return graph


def _open(way: WaySpec, facts: Mapping[str, Any]) -> bool:
    return all(facts.get(str(part["fact"]), _ELSE) in part["is"] for part in way.condition)  # type: ignore[operator]
