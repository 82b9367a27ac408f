"""How an outgoing document goes through the office: a process for each role that drafts, published when it is first needed."""

from __future__ import annotations

from django.utils.translation import override

from congso.core.actors import system_actor
from congso.domains.documents.enums_outgoing import SECOND_ROLES, StepCode
from congso.foundation.casework.authoring import StepSpec, WaySpec, publish_process
from congso.foundation.casework.models import Place, ProcessVersion, Step, StepKind
from congso.foundation.orgs.epoch import remembered

KIND = "outgoing"
NOTE = "Theo Nghị định 30/2020/NĐ-CP"
_BACK = "Trả lại để sửa"


def steps_for(role: str) -> list[StepSpec]:
    """The steps when somebody with this role drafts (NĐ 30/2020, Điều 10 to 18); times allotted are the office's to change.

    Beside the signer a second one may sign, before them: a step for each role, in that person's unit.
    A unit without a head goes straight to the check of form; by order and by delegation the head of the office
    signs, or the head of the unit that a row lets sign: then the work lies with that unit until it is signed.
    """
    draft = [WaySpec("forward", "Trình duyệt", StepCode.CONTENT),
             WaySpec("direct", "Trình thẳng văn thư", StepCode.FORM, condition=[{"fact": "direct", "is": [True]}])]  # fmt: skip
    back = WaySpec("return", _BACK, StepCode.DRAFT, is_return=True)
    form = [*(WaySpec(f"second_{each}", "Trình người ký thứ hai ký trước", f"ky-thu-hai-{each}", condition=[{"fact": "second", "is": [each]}])
              for each in SECOND_ROLES),
            WaySpec("forward", "Trình ký", StepCode.SIGN),
            WaySpec("by_order", "Trình ký thừa lệnh", StepCode.SIGN_BY_ORDER, condition=[{"fact": "by_order", "is": [True]}]),
            WaySpec("in_unit", "Trình ký theo thẩm quyền được giao", StepCode.SIGN_IN_UNIT, condition=[{"fact": "in_unit", "is": [True]}]),
            WaySpec("by_deputy", "Trình cấp phó đơn vị ký thừa lệnh", StepCode.SIGN_BY_DEPUTY, condition=[{"fact": "by_deputy", "is": [True]}])]  # fmt: skip
    signed = WaySpec("signed", "Đã ký", StepCode.ISSUE)
    second = [WaySpec("signed", "Đã ký, trình người ký", StepCode.SIGN), *form[-3:], back]
    return [
        StepSpec(StepCode.DRAFT, "Soạn thảo", StepKind.WORK, role, Place.DIVISION, actions=["propose"], ways=draft),
        StepSpec(StepCode.CONTENT, "Lãnh đạo phòng duyệt nội dung", StepKind.REVIEW, "head", Place.DIVISION, 240, (),
                 [WaySpec("forward", "Duyệt nội dung", StepCode.FORM), back]),
        StepSpec(StepCode.FORM, "Văn thư kiểm tra thể thức", StepKind.REVIEW, "registry", Place.OFFICE, 120, (), [*form, back]),
        *(StepSpec(f"ky-thu-hai-{each}", "Thư ký, người ký thứ hai ký", StepKind.SIGN, each, Place.DIVISION, 240, (), second)
          for each in SECOND_ROLES),
        StepSpec(StepCode.SIGN, "Lãnh đạo cơ quan ký", StepKind.SIGN, "leader", Place.LEADERSHIP, 240, (), [signed, back]),
        StepSpec(StepCode.SIGN_BY_ORDER, "Ký thừa lệnh, thừa ủy quyền", StepKind.SIGN, "head", Place.OFFICE, 240, (), [signed, back]),
        StepSpec(StepCode.SIGN_IN_UNIT, "Ký thừa lệnh, thừa ủy quyền tại đơn vị", StepKind.SIGN, "head", Place.DIVISION, 240, (), [signed, back]),
        StepSpec(StepCode.SIGN_BY_DEPUTY, "Cấp phó đơn vị ký thừa lệnh", StepKind.SIGN, "officer", Place.DIVISION, 240, (), [signed, back]),
        StepSpec(StepCode.ISSUE, "Văn thư đóng dấu, phát hành", StepKind.RETURN, "registry", Place.OFFICE, 240, (), ()),
    ]  # fmt: skip


@remembered(largest=32)
def _published(role: str) -> tuple[int, bool] | None:
    """The newest version, and whether it is a shipped one from before a step was added."""
    rows = ProcessVersion.objects.filter(process__code=f"van-ban-di-{role}", retired_at=None)
    found = rows.order_by("-number").first()
    if found is None:
        return None
    here = set(Step.objects.filter(version=found).values_list("code", flat=True))
    is_behind = found.note == NOTE and not {each.code for each in steps_for(role)} <= here
    return found.pk, is_behind


def version_for(role: str) -> int:
    """The version in force for drafts of people with this role; the shipped one is published when there is none, or it was an older one."""
    found = _published(role)
    if found is None or found[1]:
        with override("vi"):
            version = publish_process(
                actor=system_actor("Văn bản đi"), code=f"van-ban-di-{role}", name="Soạn thảo, ký, phát hành văn bản đi",
                steps=steps_for(role), case_kind=KIND, note=NOTE,
            )  # fmt: skip
        return version.pk
    return found[0]
