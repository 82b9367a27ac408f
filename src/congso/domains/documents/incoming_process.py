"""The two processes of documents coming in, made when the first document comes; the administrator may publish others."""

from __future__ import annotations

from collections.abc import Callable

from congso.core.actors import system_actor
from congso.foundation.casework.authoring import StepSpec, WaySpec, publish_process
from congso.foundation.casework.models import Place, ProcessVersion, StepKind
from congso.foundation.orgs import epoch

KIND = "incoming"
PART_KIND = "incoming_part"
OPINION_KIND = "outgoing_opinion"
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


def _opinion_steps(role: str) -> list[StepSpec]:
    """What a unit is asked of a draft its head answers or gives on; what a person is asked, that person answers."""
    if role:
        return [StepSpec("gop-y", "Góp ý dự thảo", StepKind.ANSWER, role, Place.DIVISION, 0, actions=[], ways=[])]
    return [
        StepSpec("phan-cong", "Phòng phân công góp ý dự thảo", StepKind.ASSIGN, "head", Place.DIVISION, ASSIGN_MINUTES, actions=[],
                 ways=[WaySpec("forward", "Giao chuyên viên", "gop-y")]),
        StepSpec("gop-y", "Góp ý dự thảo", StepKind.ANSWER, "officer", Place.DIVISION, 0, actions=[],
                 ways=[WaySpec("return", "Trả lại để phân công lại", "phan-cong", is_return=True)]),
    ]  # fmt: skip


def opinion_version(role: str) -> int:
    """The process of one asked about a draft: of a unit with a head, or (``role``) of a person, of a unit without a head."""
    code = f"gop-y-du-thao-{role}" if role else "gop-y-du-thao"
    return _in_force_or_made(code, "Góp ý dự thảo văn bản", OPINION_KIND, lambda: _opinion_steps(role))


def _version_in_force(code: str) -> int | None:
    rows = ProcessVersion.objects.filter(
        process__code=code, published_at__isnull=False, retired_at=None
    )
    return rows.order_by("-pk").values_list("pk", flat=True).first()


def version_of(kind: str) -> int:
    """The process version in force; the usual one is published when there is none yet."""
    return _in_force_or_made(kind.replace("_", "-"), _NAMES[kind], kind, lambda: _steps(kind))


def _in_force_or_made(code: str, name: str, kind: str, steps: Callable[[], list[StepSpec]]) -> int:
    found = _version_in_force(code)
    if found is not None:
        return found
    epoch.take_turn()
    found = _version_in_force(code)
    if found is not None:
        return found
    return publish_process(actor=system_actor("documents"), code=code, name=name, steps=steps(), case_kind=kind).pk
