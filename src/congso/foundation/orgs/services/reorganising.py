"""Merge, split, rename and dissolve units on a day (sáp nhập, chia tách, đổi tên, giải thể).

The ended units' own parts go where the work goes: a part with the same function in the main successor takes over
from it; where there is none, the part itself moves below the successor and keeps its name until it is renamed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from congso.core.actors import Actor
from congso.core.text import fold, nfc
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.orgs import epoch
from congso.foundation.orgs.errors import ReorganisationFaulty
from congso.foundation.orgs.events import UnitsReorganised
from congso.foundation.orgs.models import Succession, SuccessionKind, Unit, UnitFunction, UnitName, UnitParent
from congso.foundation.orgs.policies import require_can_manage
from congso.foundation.orgs.services import rows

_ONE_OF_ITS_KIND = frozenset({UnitFunction.LEADERSHIP, UnitFunction.OFFICE, UnitFunction.ONE_STOP, UnitFunction.ECONOMY,
                              UnitFunction.SOCIETY, UnitFunction.JUSTICE})  # fmt: skip


@dataclass(frozen=True)
class NewUnit:
    """A unit that begins with the reorganisation; kind and place are those of the first unit that ends."""

    name: str
    identifier: str = ""


@dataclass(frozen=True)
class Reorganisation:
    """What is done on which day on which basis; the first successor takes the open work."""

    kind: str
    on: date
    legal_basis: str
    predecessor_ids: Sequence[int]
    successor_ids: Sequence[int] = ()
    new_units: Sequence[NewUnit] = ()
    move_people: bool = True


def reorganise(*, actor: Actor, plan: Reorganisation) -> list[int]:
    """End the predecessors, open or name their successors, and link them; ids of the successors, the main one first.

    Raises ReorganisationFaulty, UnitClosed, DateOutOfOrder, IdentifierUsed. Open cases and people follow by a job.
    """
    with write_action("orgs.reorganise", actor=actor) as action:
        for unit_id in (*plan.predecessor_ids, *plan.successor_ids):
            require_can_manage(actor, unit_id)
        epoch.take_turn()
        _require_shape(plan)
        ending = [
            rows.lock_unit(unit_id, on=plan.on, field="predecessors") for unit_id in plan.predecessor_ids
        ]
        for unit_id in plan.successor_ids:
            rows.lock_unit(unit_id, on=plan.on, field="successor")
            for unit in ending:
                _require_apart(unit.pk, unit_id, plan.on)
        parent_id = (
            UnitParent.objects.filter(unit=ending[0], valid_to=None)
            .values_list("parent_id", flat=True)
            .first()
        )
        ended = _Ended(action, plan)
        parts = {unit.pk: rows.open_parts(unit.pk, plan.on) for unit in ending}
        for unit in ending:
            ended.end(unit)
        successors = [
            *plan.successor_ids,
            *(_open(action, new, ending[0], parent_id, plan.on) for new in plan.new_units),
        ]
        for unit in ending:
            ended.link(unit.pk, successors)
            ended.settle_parts(parts[unit.pk], successors[0])
        action.publish(
            UnitsReorganised(
                ended=",".join(map(str, ended.ids)), on=plan.on.isoformat(), move_people=plan.move_people
            )
        )
        epoch.bump()
    return successors


def _require_shape(plan: Reorganisation) -> None:
    ends, begins = len(set(plan.predecessor_ids)), len(plan.successor_ids) + len(plan.new_units)
    if not plan.legal_basis.strip():
        raise ReorganisationFaulty(field="legal_basis", reason=_("phải nêu căn cứ pháp lý."))
    if not ends:
        raise ReorganisationFaulty(field="predecessors", reason=_("chưa chọn đơn vị kết thúc."))
    if not begins:
        raise ReorganisationFaulty(
            field="successor", reason=_("chưa có đơn vị tiếp nhận: chọn đơn vị đang có hoặc ghi đơn vị mới.")
        )
    if set(plan.predecessor_ids) & set(plan.successor_ids):
        raise ReorganisationFaulty(
            field="successor", reason=_("một đơn vị không thể vừa kết thúc vừa tiếp nhận.")
        )
    if plan.kind == SuccessionKind.MERGE and begins != 1:
        raise ReorganisationFaulty(field="kind", reason=_("sáp nhập có đúng một đơn vị tiếp nhận."))
    if plan.kind == SuccessionKind.SPLIT and (ends != 1 or begins < 2):
        raise ReorganisationFaulty(
            field="kind", reason=_("chia, tách có một đơn vị kết thúc và từ hai đơn vị tiếp nhận.")
        )
    if plan.kind == SuccessionKind.RENAME and (ends != 1 or begins != 1 or plan.successor_ids):
        raise ReorganisationFaulty(
            field="kind", reason=_("đổi tên, kế thừa nguyên trạng có một đơn vị kết thúc và một đơn vị mới.")
        )


def _require_apart(ending_id: int, successor_id: int, on: date) -> None:
    above = UnitParent.objects.filter(unit_id=successor_id, valid_from__lte=on, valid_to=None).values_list(
        "parent_id", flat=True
    )
    if ending_id in above:
        raise ReorganisationFaulty(
            field="successor",
            reason=_("đơn vị tiếp nhận đang trực thuộc đơn vị kết thúc; hãy chuyển nó ra trước."),
        )


def _open(action: WriteAction, new: NewUnit, like: Unit, parent_id: int | None, on: date) -> int:
    rows.require_identifier_free(new.identifier)
    unit = Unit.objects.create(
        identifier=new.identifier, kind=like.kind, function=like.function, valid_from=on
    )
    UnitName.objects.create(unit=unit, name=nfc(new.name, collapse=True), valid_from=on)
    if parent_id is not None:
        UnitParent.objects.create(unit=unit, parent_id=parent_id, valid_from=on)
    action.record(unit, opened=new.name, identifier=new.identifier, valid_from=on)
    return unit.pk


class _Ended:
    """The units that end in one reorganisation, with what becomes of their parts."""

    def __init__(self, action: WriteAction, plan: Reorganisation) -> None:
        self.action = action
        self.plan = plan
        self.ids: list[int] = []

    def end(self, unit: Unit) -> None:
        """End one unit."""
        name = rows.latest_name(unit.pk)
        rows.end_unit(unit, self.plan.on)
        self.ids.append(unit.pk)
        self.action.record(
            unit, ended=name, valid_to=self.plan.on, kind=self.plan.kind, legal_basis=self.plan.legal_basis
        )

    def link(self, predecessor_id: int, successors: Sequence[int]) -> None:
        """Write who follows, the first as the main one."""
        Succession.objects.bulk_create(
            Succession(predecessor_id=predecessor_id, successor_id=successor, on=self.plan.on, kind=self.plan.kind,
                       is_main=place == 0, legal_basis=self.plan.legal_basis.strip())
            for place, successor in enumerate(successors)
        )  # fmt: skip

    def settle_parts(self, parts: Sequence[Unit], successor_id: int) -> None:
        """Give each part to its like in the successor, or put it below the successor."""
        present = rows.open_parts(successor_id, self.plan.on)
        for part in parts:
            like = self._like(part, present)
            if like is None:
                rows.place_under(part.pk, successor_id, self.plan.on)
                present.append(part)
                self.action.record(part, moved_below=successor_id, valid_from=self.plan.on)
                continue
            below = rows.open_parts(part.pk, self.plan.on)
            self.end(part)
            self.link(part.pk, [like.pk])
            self.settle_parts(below, like.pk)

    def _like(self, part: Unit, present: Sequence[Unit]) -> Unit | None:
        alike = [unit for unit in present if unit.kind == part.kind and unit.function == part.function]
        if part.function in _ONE_OF_ITS_KIND:
            return alike[0] if alike else None
        name = fold(rows.latest_name(part.pk))
        return next((unit for unit in alike if fold(rows.latest_name(unit.pk)) == name), None)
