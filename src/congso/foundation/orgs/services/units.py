"""Open, rename, move and end single units. Every change has its day; nothing is overwritten."""

from __future__ import annotations

from datetime import date

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch
from congso.foundation.orgs.errors import NothingChanged, ParentMissing
from congso.foundation.orgs.models import Unit, UnitName, UnitParent
from congso.foundation.orgs.models.unit import AGENCY_KINDS
from congso.foundation.orgs.policies import require_can_manage
from congso.foundation.orgs.services import rows


def open_unit(
    *, actor: Actor, name: str, kind: str, valid_from: date, parent_id: int | None = None, identifier: str = "",
    function: str = "", short_name: str = "", area_code: str = "",
) -> Unit:  # fmt: skip
    """Open a unit from a day on (thành lập đơn vị).

    Raises ParentMissing, UnitClosed for a parent that is not there, IdentifierUsed.
    """
    with write_action("orgs.open_unit", actor=actor) as action:
        require_can_manage(actor, parent_id)
        epoch.take_turn()
        if parent_id is None and kind not in AGENCY_KINDS:
            raise ParentMissing(field="parent_id")
        if parent_id is not None:
            rows.lock_unit(parent_id, on=valid_from, field="parent_id")
        rows.require_identifier_free(identifier)
        unit = Unit.objects.create(
            identifier=identifier, kind=kind, function=function, area_code=area_code, valid_from=valid_from
        )
        UnitName.objects.create(unit=unit, name=nfc(name, collapse=True), short_name=nfc(short_name, collapse=True),
                                valid_from=valid_from)  # fmt: skip
        if parent_id is not None:
            UnitParent.objects.create(unit=unit, parent_id=parent_id, valid_from=valid_from)
        action.record(
            unit, name=name, kind=kind, identifier=identifier, parent_id=parent_id, valid_from=valid_from
        )
        epoch.bump()
    return unit


def rename_unit(*, actor: Actor, unit_id: int, name: str, valid_from: date, short_name: str = "") -> UnitName:
    """Give a unit another name from a day on (đổi tên); earlier days keep the earlier one.

    Raises UnitClosed, DateOutOfOrder, NothingChanged.
    """
    with write_action("orgs.rename_unit", actor=actor) as action:
        require_can_manage(actor, unit_id)
        epoch.take_turn()
        unit = rows.lock_unit(unit_id, on=valid_from, field="valid_from")
        before = rows.latest_name(unit_id)
        new = nfc(name, collapse=True)
        last = UnitName.objects.filter(unit=unit, valid_to=None).first()
        if last is not None and (last.name, last.short_name) == (new, nfc(short_name, collapse=True)):
            raise NothingChanged(field="name")
        rows.require_new_start(UnitName, unit_id, valid_from)
        UnitName.objects.filter(unit=unit, valid_to=None).update(valid_to=valid_from)
        row = UnitName.objects.create(
            unit=unit, name=new, short_name=nfc(short_name, collapse=True), valid_from=valid_from
        )
        action.record(unit, before=before, name=new, valid_from=valid_from)
        epoch.bump()
    return row


def move_unit(*, actor: Actor, unit_id: int, parent_id: int, valid_from: date) -> Unit:
    """Put a unit below another from a day on (chuyển về cơ quan khác).

    Raises UnitClosed, ParentBelowItself, DateOutOfOrder, NothingChanged.
    """
    with write_action("orgs.move_unit", actor=actor) as action:
        require_can_manage(actor, unit_id)
        require_can_manage(actor, parent_id)
        epoch.take_turn()
        unit = rows.lock_unit(unit_id, on=valid_from, field="valid_from")
        rows.lock_unit(parent_id, on=valid_from, field="parent_id")
        rows.require_not_below(unit_id, parent_id, valid_from)
        before = (
            UnitParent.objects.filter(unit=unit, valid_to=None).values_list("parent_id", flat=True).first()
        )
        if before == parent_id:
            raise NothingChanged(field="parent_id")
        rows.place_under(unit_id, parent_id, valid_from)
        action.record(unit, before=before, parent_id=parent_id, valid_from=valid_from)
        epoch.bump()
    return unit


def close_unit(*, actor: Actor, unit_id: int, valid_to: date, reason: str) -> Unit:
    """End a unit that nobody follows (kết thúc hoạt động); ``valid_to`` is the first day without it.

    Raises UnitClosed, PartsStillOpen, DateOutOfOrder.
    """
    with write_action("orgs.close_unit", actor=actor) as action:
        require_can_manage(actor, unit_id)
        epoch.take_turn()
        unit = rows.lock_unit(unit_id, on=valid_to, field="valid_to")
        rows.require_no_parts(unit_id, valid_to)
        rows.end_unit(unit, valid_to)
        action.record(unit, name=rows.latest_name(unit_id), valid_to=valid_to, reason=reason)
        epoch.bump()
    return unit


def change_details(
    *,
    actor: Actor,
    unit_id: int,
    identifier: str,
    function: str,
    area_code: str,
    email: str,
    phone: str,
    address: str,
) -> Unit:
    """Correct what a unit is reached and known by (mã định danh, chức năng, thư, điện thoại, địa chỉ).

    Raises IdentifierUsed.
    """
    with write_action("orgs.change_details", actor=actor) as action:
        require_can_manage(actor, unit_id)
        epoch.take_turn()
        unit = Unit.objects.select_for_update().filter(pk=unit_id).first()
        if unit is None:
            raise NotVisible
        if unit.valid_to is None:
            rows.require_identifier_free(identifier, but=unit_id)
        new = {"identifier": identifier, "function": function, "area_code": area_code, "email": email, "phone": phone,
               "address": nfc(address, collapse=True)}  # fmt: skip
        changed = {
            key: {"before": getattr(unit, key), "after": value}
            for key, value in new.items()
            if getattr(unit, key) != value
        }
        if not changed:
            raise NothingChanged
        for key, value in new.items():
            setattr(unit, key, value)
        unit.save(update_fields=list(new))
        action.record(unit, **changed)
        epoch.bump()
    return unit
