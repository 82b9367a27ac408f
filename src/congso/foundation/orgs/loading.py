"""Load many units at once: the first organisation of a province, or the result of a reorganisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotAllowed
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch
from congso.foundation.orgs.models import Succession, SuccessionKind, Unit, UnitName, UnitParent


@dataclass(frozen=True)
class UnitSpec:
    """A unit as a file describes it; ``key`` is how other lines of the file name it."""

    key: str
    kind: str
    name: str
    valid_from: date
    parent: str = ""
    identifier: str = ""
    function: str = ""
    short_name: str = ""
    area_code: str = ""
    valid_to: date | None = None


@dataclass(frozen=True)
class SuccessionSpec:
    """Which unit of the file followed which."""

    predecessor: str
    successor: str
    on: date
    kind: str = SuccessionKind.MERGE
    is_main: bool = True
    legal_basis: str = ""


def load_units(
    *, actor: Actor, units: Sequence[UnitSpec], successions: Sequence[SuccessionSpec] = ()
) -> dict[str, int]:
    """Make units with their names, places and successions, all or nothing; ids by key.

    Raises InvalidInput naming a key that is missing or doubled.
    """
    with write_action("orgs.load_units", actor=actor) as action:
        if not actor.may("orgs.manage"):
            raise NotAllowed
        keys = {spec.key for spec in units}
        if len(keys) != len(units):
            raise InvalidInput(reason="có hai đơn vị trùng khóa.")
        named = {spec.parent for spec in units if spec.parent}
        named |= {key for spec in successions for key in (spec.predecessor, spec.successor)}
        if missing := named - keys:
            raise InvalidInput(reason=f"không có đơn vị: {', '.join(sorted(missing)[:5])}")
        rows = Unit.objects.bulk_create(
            Unit(identifier=spec.identifier, kind=spec.kind, function=spec.function, area_code=spec.area_code,
                 valid_from=spec.valid_from, valid_to=spec.valid_to)
            for spec in units
        )  # fmt: skip
        ids = {spec.key: row.pk for spec, row in zip(units, rows, strict=True)}
        UnitName.objects.bulk_create(
            UnitName(unit_id=ids[spec.key], name=spec.name, short_name=spec.short_name, valid_from=spec.valid_from,
                     valid_to=spec.valid_to)
            for spec in units
        )  # fmt: skip
        UnitParent.objects.bulk_create(
            UnitParent(unit_id=ids[spec.key], parent_id=ids[spec.parent], valid_from=spec.valid_from,
                       valid_to=spec.valid_to)
            for spec in units if spec.parent
        )  # fmt: skip
        Succession.objects.bulk_create(
            Succession(predecessor_id=ids[spec.predecessor], successor_id=ids[spec.successor], on=spec.on,
                       kind=spec.kind, is_main=spec.is_main, legal_basis=spec.legal_basis)
            for spec in successions
        )  # fmt: skip
        action.record(("orgs.unit", "*"), units=len(units), successions=len(successions))
        epoch.bump()
    return ids
