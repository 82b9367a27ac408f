"""The dated rows of a unit, as changes find and end them. Everything here runs inside an open write action."""

from __future__ import annotations

from datetime import date

from congso.core.errors import NotVisible
from congso.foundation.orgs.errors import (
    DateOutOfOrder,
    IdentifierUsed,
    ParentBelowItself,
    PartsStillOpen,
    UnitClosed,
)
from congso.foundation.orgs.models import Unit, UnitName, UnitParent
from congso.foundation.orgs.queries import valid_on


def shown(day: date) -> str:
    """A day as sentences write it."""
    return f"{day:%d/%m/%Y}"


def latest_name(unit_id: int) -> str:
    """The unit's last known name, for sentences."""
    return (
        UnitName.objects.filter(unit_id=unit_id)
        .order_by("-valid_from")
        .values_list("name", flat=True)
        .first()
        or "?"
    )


def lock_unit(unit_id: int, *, on: date, field: str | None = None) -> Unit:
    """The unit, locked; raises NotVisible, and UnitClosed when it does not exist on the day or ends later."""
    unit = Unit.objects.select_for_update().filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible
    if unit.valid_from > on or unit.valid_to is not None:
        raise UnitClosed(field=field, unit=latest_name(unit_id), day=shown(max(on, unit.valid_to or on)))
    return unit


def require_new_start(rows: type[UnitName] | type[UnitParent], unit_id: int, on: date) -> None:
    """Refuse a change that would begin before, or on the day of, the last one written."""
    last = (
        rows.objects.filter(unit_id=unit_id)
        .order_by("-valid_from")
        .values_list("valid_from", flat=True)
        .first()
    )
    if last is not None and last >= on:
        raise DateOutOfOrder(field="valid_from", after=shown(last))


def end_rows(unit_id: int, on: date) -> None:
    """End the unit's name and place on a day; raises DateOutOfOrder when later ones are written already."""
    for rows in (UnitName, UnitParent):
        require_new_start(rows, unit_id, on)
        rows.objects.filter(unit_id=unit_id, valid_to=None).update(valid_to=on)


def end_unit(unit: Unit, on: date) -> None:
    """Let a unit exist no more from a day on."""
    if unit.valid_from >= on:
        raise DateOutOfOrder(field="on", after=shown(unit.valid_from))
    end_rows(unit.pk, on)
    unit.valid_to = on
    unit.save(update_fields=["valid_to"])


def open_parts(unit_id: int, on: date) -> list[Unit]:
    """Units directly below that still exist on a day."""
    places = UnitParent.objects.filter(valid_on(on), parent_id=unit_id).values("unit_id")
    return list(
        Unit.objects.select_for_update().filter(valid_on(on), pk__in=places).order_by("identifier", "pk")
    )


def require_no_parts(unit_id: int, on: date) -> None:
    """Refuse to end a unit that others belong to."""
    if parts := open_parts(unit_id, on):
        raise PartsStillOpen(count=len(parts))


def require_not_below(unit_id: int, parent_id: int, on: date) -> None:
    """Refuse a parent that is the unit itself or stands below it on the day."""
    above: int | None = parent_id
    while above is not None:
        if above == unit_id:
            raise ParentBelowItself(field="parent_id")
        above = (
            UnitParent.objects.filter(valid_on(on), unit_id=above).values_list("parent_id", flat=True).first()
        )


def require_identifier_free(identifier: str, but: int | None = None) -> None:
    """Refuse an identifier that another open unit bears."""
    if not identifier:
        return
    others = Unit.objects.filter(identifier=identifier, valid_to=None)
    other = (others.exclude(pk=but) if but is not None else others).first()
    if other is not None:
        raise IdentifierUsed(field="identifier", identifier=identifier, unit=latest_name(other.pk))


def place_under(unit_id: int, parent_id: int, on: date) -> None:
    """Put a unit below another from a day on; where it stood before ends."""
    require_new_start(UnitParent, unit_id, on)
    UnitParent.objects.filter(unit_id=unit_id, valid_to=None).update(valid_to=on)
    UnitParent.objects.create(unit_id=unit_id, parent_id=parent_id, valid_from=on)
