"""The two processes of documents coming in, made when the first document comes; the administrator may publish others."""

from __future__ import annotations

from congso.core.actors import system_actor
from congso.foundation.casework.authoring import StepSpec, WaySpec, publish_process
from congso.foundation.casework.models import Place, ProcessVersion, StepKind
from congso.foundation.orgs import epoch

KIND = "incoming"
PART_KIND = "incoming_part"
LEADER_MINUTES, ASSIGN_MINUTES = 480, 240
"""Forwarded the same day, at the latest the next working day (NĐ 30/2020, Điều 23)."""


def _tail(first_ways: list[WaySpec], place: str = Place.DIVISION) -> list[StepSpec]:
    """Assigned by the head of the division, worked on by the officer."""
    return [
        StepSpec("phan-cong", "Phòng phân công", StepKind.ASSIGN, "head", place, ASSIGN_MINUTES, actions=[],
                 ways=[WaySpec("forward", "Giao chuyên viên", "xu-ly"), *first_ways]),
        StepSpec("xu-ly", "Giải quyết văn bản", StepKind.ANSWER, "officer", place, 0, actions=[],
                 ways=[WaySpec("return", "Trả lại để phân công lại", "phan-cong", is_return=True)]),
    ]  # fmt: skip


def _steps(kind: str) -> list[StepSpec]:
    if kind == PART_KIND:
        return _tail([])
    return [
        StepSpec("dang-ky", "Đăng ký văn bản đến", StepKind.REGISTRY, "registry", Place.OFFICE, actions=[],
                 ways=[WaySpec("forward", "Trình lãnh đạo", "cho-y-kien")]),
        StepSpec("cho-y-kien", "Lãnh đạo cho ý kiến, phân phối", StepKind.REVIEW, "leader", Place.LEADERSHIP, LEADER_MINUTES,
                 actions=[], ways=[
                     WaySpec("forward", "Chuyển phòng chủ trì", "phan-cong"),
                     WaySpec("direct", "Giao thẳng người giải quyết", "xu-ly"),
                     WaySpec("return", "Trả lại văn thư", "dang-ky", is_return=True),
                 ]),
        *_tail([WaySpec("return", "Trả lại lãnh đạo để phân công đơn vị khác", "cho-y-kien", is_return=True)]),
    ]  # fmt: skip


_NAMES = {KIND: "Giải quyết văn bản đến", PART_KIND: "Phối hợp giải quyết văn bản đến"}


def _version_in_force(kind: str) -> int | None:
    rows = ProcessVersion.objects.filter(
        process__code=kind.replace("_", "-"), published_at__isnull=False, retired_at=None
    )
    return rows.order_by("-pk").values_list("pk", flat=True).first()


def version_of(kind: str) -> int:
    """The process version in force; the usual one is published when there is none yet."""
    found = _version_in_force(kind)
    if found is not None:
        return found
    epoch.take_turn()
    found = _version_in_force(kind)
    if found is not None:
        return found
    made = publish_process(
        actor=system_actor("documents"),
        code=kind.replace("_", "-"),
        name=_NAMES[kind],
        steps=_steps(kind),
        case_kind=kind,
    )
    return made.pk
