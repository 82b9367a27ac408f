"""Write processes: a list of steps becomes a published version that never changes again."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.checking import dead_end, reachable
from congso.foundation.casework.models import Place, Process, ProcessVersion, Step, StepKind, Transition
from congso.foundation.casework.specs import ACTIONS, StepSpec, WaySpec, actions_of
from congso.foundation.orgs import epoch

__all__ = [
    "ACTIONS", "FORWARD_LABELS", "ProcessFaulty", "StepSpec", "WaySpec", "chain", "check_steps", "consultation_steps",
    "default_ways", "publish_process", "retire_version",
]  # fmt: skip

FORWARD_LABELS = {
    StepKind.INTAKE: _("Chuyển xử lý"), StepKind.ASSIGN: _("Phân công xử lý"), StepKind.WORK: _("Trình duyệt"),
    StepKind.REVIEW: _("Duyệt, trình ký"), StepKind.SIGN: _("Ký duyệt"),
    StepKind.REGISTRY: _("Vào sổ, chuyển trả kết quả"),
}  # fmt: skip


class ProcessFaulty(InvalidInput):
    """The steps do not make a process: no beginning, no end, a way to nowhere, a dead end."""

    code = "process_faulty"
    message = _("Quy trình chưa đúng: %(reason)s")


def default_ways(steps: Sequence[StepSpec], index: int) -> list[WaySpec]:
    """On to the next step, and back to the last one of work (or the one before)."""
    step, ways = steps[index], []
    if index + 1 < len(steps):
        ways.append(WaySpec("forward", str(FORWARD_LABELS.get(StepKind(step.kind), _("Chuyển tiếp"))), steps[index + 1].code))
    if index > 0 and step.kind not in {StepKind.RETURN, StepKind.ANSWER}:
        earlier = [spec for spec in steps[:index] if spec.kind == StepKind.WORK] or [steps[index - 1]]
        ways.append(WaySpec("return", str(_("Trả lại")), earlier[-1].code, is_return=True))
    return ways


def check_steps(steps: Sequence[StepSpec]) -> None:
    """Refuse steps in which a case could get stuck. Raises ProcessFaulty naming what is wrong."""
    _check_codes(steps)
    known = {step.code: _ways(steps, place) for place, step in enumerate(steps)}
    for step in steps:
        if any(way.target not in known for way in known[step.code]):
            raise ProcessFaulty(reason=_("bước «%(name)s» chuyển tới bước không có.") % {"name": step.name})
    ways = {code: [way.target for way in found] for code, found in known.items()}
    for step in steps:
        if steps[-1].code not in reachable(ways, step.code):
            raise ProcessFaulty(reason=_("từ bước «%(name)s» không tới được bước cuối.") % {"name": step.name})
    unreached = set(ways) - reachable(ways, steps[0].code)
    if unreached:
        names = ", ".join(step.name for step in steps if step.code in unreached)
        raise ProcessFaulty(reason=_("không tới được bước: %(names)s.") % {"names": names})
    stuck = dead_end(steps, known)
    if stuck:
        raise ProcessFaulty(reason=_("ở bước «%(name)s» có trường hợp không điều kiện nào đúng, hồ sơ sẽ mắc lại.") % {
            "name": next(step.name for step in steps if step.code == stuck)})  # fmt: skip


def _check_codes(steps: Sequence[StepSpec]) -> None:
    if not steps:
        raise ProcessFaulty(reason=_("chưa có bước nào."))
    if len({step.code for step in steps}) != len(steps):
        raise ProcessFaulty(reason=_("có hai bước trùng mã."))
    for step in steps:
        if step.kind not in StepKind.values or step.place not in Place.values:
            raise ProcessFaulty(reason=_("bước «%(name)s» có loại hoặc nơi làm không đúng.") % {"name": step.name})
        codes = [way.code for way in step.ways or ()]
        if len(set(codes)) != len(codes):
            raise ProcessFaulty(reason=_("bước «%(name)s» có hai hướng chuyển trùng mã.") % {"name": step.name})
    if steps[-1].kind not in {StepKind.RETURN, StepKind.ANSWER}:
        raise ProcessFaulty(reason=_("bước cuối phải là «Trả kết quả»."))


def _ways(steps: Sequence[StepSpec], place: int) -> Sequence[WaySpec]:
    own = steps[place].ways
    return own if own is not None else default_ways(steps, place)


def publish_process(
    *, actor: Actor, code: str, name: str, steps: Sequence[StepSpec], case_kind: str = "dossier", note: str = ""
) -> ProcessVersion:
    """Publish a new version of a process (ban hành quy trình nội bộ); running cases stay on theirs.

    Raises NotAllowed, ProcessFaulty.
    """
    with write_action("casework.publish_process", actor=actor) as action:
        if not actor.may("processes.manage"):
            raise NotAllowed
        check_steps(steps)
        process, _made = Process.objects.get_or_create(code=code, defaults={"name": name, "case_kind": case_kind})
        if process.name != name:
            process.name = name
            process.save(update_fields=["name"])
        number = ProcessVersion.objects.filter(process=process).count() + 1
        version = ProcessVersion.objects.create(process=process, number=number, note=note, published_at=action.at)
        _store_steps(version, steps)
        action.record(version, process=code, number=number, steps=[step.code for step in steps])
        epoch.bump()
    return version


def _store_steps(version: ProcessVersion, steps: Sequence[StepSpec]) -> None:
    rows = Step.objects.bulk_create(
        Step(version=version, order=place, code=spec.code, name=spec.name, kind=spec.kind, role=spec.role,
             place=spec.place, allotted_minutes=spec.allotted_minutes,
             actions=actions_of(spec))
        for place, spec in enumerate(steps, start=1)
    )  # fmt: skip
    by_code = {row.code: row for row in rows}
    Transition.objects.bulk_create(
        Transition(source=by_code[spec.code], target=by_code[way.target], code=way.code, label=way.label,
                   is_return=way.is_return, condition=way.condition, order=order)
        for place, spec in enumerate(steps) for order, way in enumerate(_ways(steps, place))
    )  # fmt: skip


def retire_version(*, actor: Actor, version_id: int) -> ProcessVersion:
    """Take a version out of use for new cases (ngừng áp dụng)."""
    with write_action("casework.retire_version", actor=actor) as action:
        if not actor.may("processes.manage"):
            raise NotAllowed
        version = ProcessVersion.objects.select_for_update().filter(pk=version_id).first()
        if version is None:
            raise NotVisible
        version.retired_at = action.at
        version.save(update_fields=["retired_at"])
        action.record(version, retired=True)
        epoch.bump()
    return version


def chain(minutes: int, *, division_role: str = "officer", with_review: bool = True) -> list[StepSpec]:
    """The usual chain over ``minutes`` of working time: tiếp nhận, phân công, thẩm định, duyệt, ký, vào sổ, trả."""
    shares = {"intake": 4, "assign": 8, "work": 52, "review": 12, "sign": 12, "registry": 8, "return": 4}
    if not with_review:
        shares = {"intake": 6, "work": 60, "sign": 18, "registry": 10, "return": 6}
    plan = {
        "intake": StepSpec("tiep-nhan", "Tiếp nhận hồ sơ", StepKind.INTAKE, "clerk", Place.RECEIVING),
        "assign": StepSpec("phan-cong", "Phân công xử lý", StepKind.ASSIGN, "head", Place.DIVISION),
        "work": StepSpec("tham-dinh", "Thẩm định, xử lý hồ sơ", StepKind.WORK, division_role, Place.DIVISION),
        "review": StepSpec("duyet", "Lãnh đạo phòng duyệt", StepKind.REVIEW, "head", Place.DIVISION),
        "sign": StepSpec("ky", "Lãnh đạo cơ quan ký", StepKind.SIGN, "leader", Place.LEADERSHIP),
        "registry": StepSpec("vao-so", "Vào sổ, đóng dấu", StepKind.REGISTRY, "registry", Place.OFFICE),
        "return": StepSpec("tra-ket-qua", "Trả kết quả", StepKind.RETURN, "clerk", Place.RECEIVING),
    }
    whole = sum(shares.values())
    return [
        StepSpec(plan[key].code, plan[key].name, plan[key].kind, plan[key].role, plan[key].place,
                 max(5, minutes * share // whole // 5 * 5))
        for key, share in shares.items()
    ]  # fmt: skip


def consultation_steps() -> list[StepSpec]:
    """The one step of a consultation."""
    return [StepSpec("tra-loi", "Trả lời ý kiến", StepKind.ANSWER, "head", Place.ASKED)]
