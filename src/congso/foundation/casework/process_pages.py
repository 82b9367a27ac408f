"""What the screens of the processes show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from congso.core.actors import Actor
from congso.core.errors import NotAllowed, NotVisible
from congso.foundation.casework.authoring import StepSpec, WaySpec
from congso.foundation.casework.definitions import ProcessDefinition, definition
from congso.foundation.casework.models import Case, CaseState, ProcessVersion
from congso.foundation.people.models import Role

MANAGE = "processes.manage"


def require_can_manage(actor: Actor) -> None:
    """Raise NotAllowed unless the actor writes processes."""
    if not actor.may(MANAGE):
        raise NotAllowed


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version in the list."""

    id: int
    number: int
    note: str
    published_at: datetime | None
    retired_at: datetime | None
    open_cases: int
    is_latest: bool


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """A process with its versions, the latest first."""

    code: str
    name: str
    versions: list[VersionRow]


def open_cases_by_version() -> dict[int, int]:
    """How many open cases run on each version."""
    rows = (
        Case.objects.exclude(state=CaseState.CLOSED)
        .values("version_id")
        .annotate(count=Count("pk"))
        .values_list("version_id", "count")
    )
    return dict(rows)


def processes_page(*, viewer: Actor) -> list[ProcessRow]:
    """All processes by name, with their versions."""
    require_can_manage(viewer)
    counts = open_cases_by_version()
    found: dict[str, ProcessRow] = {}
    for version in ProcessVersion.objects.select_related("process").order_by(
        "process__name", "process_id", "-number"
    ):
        process = version.process
        row = found.setdefault(process.code, ProcessRow(process.code, process.name, []))
        row.versions.append(_version(version, counts, is_latest=not row.versions))
    return list(found.values())


def _version(version: ProcessVersion, counts: dict[int, int], *, is_latest: bool) -> VersionRow:
    return VersionRow(
        id=version.pk, number=version.number, note=version.note, published_at=version.published_at,
        retired_at=version.retired_at, open_cases=counts.get(version.pk, 0), is_latest=is_latest,
    )  # fmt: skip


@dataclass(frozen=True)
class VersionPage:
    """A version with its steps and the other versions of the process."""

    process: ProcessDefinition
    code: str
    case_kind: str
    version: VersionRow
    others: list[VersionRow]
    specs: list[StepSpec]


def version_page(*, viewer: Actor, version_id: int) -> VersionPage:
    """A version; raises NotVisible when there is none."""
    require_can_manage(viewer)
    version = ProcessVersion.objects.select_related("process").filter(pk=version_id).first()
    if version is None:
        raise NotVisible
    counts = open_cases_by_version()
    siblings = list(ProcessVersion.objects.filter(process_id=version.process_id).order_by("-number"))
    rows = [_version(row, counts, is_latest=row.pk == siblings[0].pk) for row in siblings]
    process = definition(version_id)
    own = next(row for row in rows if row.id == version_id)
    return VersionPage(process, version.process.code, version.process.case_kind, own,
                       [row for row in rows if row.id != version_id], specs_of_definition(process))  # fmt: skip


def specs_of_definition(process: ProcessDefinition) -> list[StepSpec]:
    """A published version as it would be written."""
    return [
        StepSpec(
            code=step.code, name=step.name, kind=step.kind, role=step.role, place=step.place,
            allotted_minutes=step.allotted_minutes, actions=sorted(step.actions),
            ways=[WaySpec(way.code, way.label, process.steps[way.target_id].code, way.is_return,
                          [{"fact": fact, "is": list(wanted)} for fact, wanted in way.condition])
                  for way in step.ways if way.target_id is not None],
        )
        for step in process.steps.values()
    ]  # fmt: skip


def role_names() -> dict[str, str]:
    """Names of all roles by code."""
    return dict(Role.objects.values_list("code", "name"))
