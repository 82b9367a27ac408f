"""Process versions as plain objects, kept in memory: they never change once published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from congso.core.errors import NotVisible
from congso.foundation.casework.models import ProcessVersion, Step, Transition
from congso.foundation.orgs.epoch import remembered


@dataclass(frozen=True, slots=True)
class Way:
    """A transition, as the engine uses it."""

    code: str
    label: str
    target_id: int | None
    is_return: bool
    condition: tuple[tuple[str, tuple[Any, ...]], ...]

    def open_for(self, facts: dict[str, Any]) -> bool:
        """Whether the case's facts allow this way."""
        return all(facts.get(fact) in wanted for fact, wanted in self.condition)


@dataclass(frozen=True, slots=True)
class StepDefinition:
    """A step, as the engine uses it."""

    id: int
    order: int
    code: str
    name: str
    kind: str
    role: str
    place: str
    allotted_minutes: int
    actions: frozenset[str]
    ways: tuple[Way, ...]

    def ways_for(self, facts: dict[str, Any]) -> list[Way]:
        """The ways open to a case with these facts."""
        return [way for way in self.ways if way.open_for(facts)]


@dataclass(frozen=True)
class ProcessDefinition:
    """A process version with its steps in order."""

    version_id: int
    name: str
    number: int
    steps: dict[int, StepDefinition]

    @property
    def first(self) -> StepDefinition:
        """The step in which a case begins."""
        return next(iter(self.steps.values()))

    def step(self, step_id: int | None) -> StepDefinition:
        """The step; raises NotVisible for one of another process."""
        if step_id is None or step_id not in self.steps:
            raise NotVisible
        return self.steps[step_id]

    @property
    def total_minutes(self) -> int:
        """Working minutes allotted to all steps together."""
        return sum(step.allotted_minutes for step in self.steps.values())


def _way(row: Transition) -> Way:
    condition = tuple((str(part["fact"]), tuple(part["is"])) for part in row.condition)
    return Way(code=row.code, label=row.label, target_id=row.target_id, is_return=row.is_return, condition=condition)


@remembered(largest=2000)
def definition(version_id: int) -> ProcessDefinition:
    """The process version with this id."""
    version = ProcessVersion.objects.select_related("process").get(pk=version_id)
    ways: dict[int, list[Way]] = {}
    for row in Transition.objects.filter(source__version_id=version_id):
        ways.setdefault(row.source_id, []).append(_way(row))
    steps = {
        row.pk: StepDefinition(
            id=row.pk, order=row.order, code=row.code, name=row.name, kind=row.kind, role=row.role, place=row.place,
            allotted_minutes=row.allotted_minutes, actions=frozenset(row.actions), ways=tuple(ways.get(row.pk, [])),
        )
        for row in Step.objects.filter(version_id=version_id)
    }  # fmt: skip
    return ProcessDefinition(version_id, version.process.name, version.number, steps)


@remembered(largest=4)
def step_names() -> dict[int, str]:
    """Names of all steps by id, for lists."""
    return dict(Step.objects.values_list("pk", "name"))


@remembered(largest=4)
def step_roles() -> dict[int, str]:
    """The role that does each step, by the step's id."""
    return dict(Step.objects.values_list("pk", "role"))
