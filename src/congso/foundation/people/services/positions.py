"""Who sits where from when to when (vị trí, bổ nhiệm)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch
from congso.foundation.orgs.models import Unit
from congso.foundation.orgs.queries import valid_on
from congso.foundation.people.errors import (
    AccountLocked,
    AlreadyAppointed,
    AlreadyEnded,
    EndBeforeStart,
    NoManagerLeft,
    PositionOccupied,
    PositionUnitMissing,
)  # fmt: skip
from congso.foundation.people.models import Appointment, Position, Role
from congso.foundation.people.policies import require_can_manage, some_manager_is_left
from congso.foundation.people.services.accounts import lock_account


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def still_on(on: date) -> Q:
    """Rows that have not ended by a day."""
    return Q(valid_to=None) | Q(valid_to__gt=on)


def appoint(
    *,
    actor: Actor,
    account_id: int,
    unit_id: int,
    role: str,
    title: str,
    valid_from: date,
    is_main: bool = True,
) -> Appointment:
    """Put a person into a seat of a unit from a day on (bổ nhiệm, phân công); they may hold several.

    A vacant seat with the same role and title is taken, else one is opened. Raises AccountLocked,
    PositionUnitMissing, AlreadyAppointed.
    """
    with write_action("people.appoint", actor=actor) as action:
        require_can_manage(actor, unit_id)
        epoch.take_turn()
        account = lock_account(account_id)
        if not account.is_active:
            raise AccountLocked
        if not Unit.objects.filter(valid_on(valid_from), pk=unit_id).exists():
            raise PositionUnitMissing(field="unit_id", day=_shown(valid_from))
        known = Role.objects.filter(code=role).first()
        if known is None:
            raise NotVisible
        mine = Appointment.objects.filter(still_on(valid_from), account=account)
        if mine.filter(position__unit_id=unit_id, position__role=known).exists():
            raise AlreadyAppointed(field="role", name=account.full_name)
        position = _vacant_seat(unit_id, known, title, valid_from)
        if is_main:
            mine.update(is_main=False)
        row = Appointment.objects.create(
            account=account, position=position, is_main=is_main, valid_from=valid_from
        )
        action.record(
            account,
            appointment=row.pk,
            unit_id=unit_id,
            role=role,
            title=position.title,
            valid_from=valid_from,
            is_main=is_main,
        )
        epoch.bump()
    return row


def _vacant_seat(unit_id: int, role: Role, title: str, on: date) -> Position:
    title = nfc(title, collapse=True)
    taken = Appointment.objects.filter(still_on(on), position__unit_id=unit_id).values("position_id")
    free = Position.objects.filter(
        still_on(on), unit_id=unit_id, role=role, title=title, valid_from__lte=on
    ).exclude(pk__in=taken)
    return free.first() or Position.objects.create(unit_id=unit_id, role=role, title=title, valid_from=on)


def end_appointment(*, actor: Actor, appointment_id: int, valid_to: date, reason: str) -> Appointment:
    """Let a person leave a seat (thôi giữ); ``valid_to`` is the first day without it.

    Raises AlreadyEnded, EndBeforeStart, NoManagerLeft.
    """
    with write_action("people.end_appointment", actor=actor) as action:
        epoch.take_turn()
        row = (
            Appointment.objects.select_for_update()
            .select_related("position")
            .filter(pk=appointment_id)
            .first()
        )
        if row is None:
            raise NotVisible
        require_can_manage(actor, row.position.unit_id)
        if row.valid_to is not None and row.valid_to <= clock.today():
            raise AlreadyEnded
        if valid_to <= row.valid_from:
            raise EndBeforeStart(field="valid_to", day=_shown(row.valid_from))
        row.valid_to = valid_to
        row.save(update_fields=["valid_to"])
        if not some_manager_is_left():
            raise NoManagerLeft
        action.record(
            ("people.account", row.account_id),
            appointment=row.pk,
            title=row.position.title,
            valid_to=valid_to,
            reason=reason,
        )
        epoch.bump()
    return row


def close_position(*, actor: Actor, position_id: int, valid_to: date) -> Position:
    """Take a vacant seat out of a unit (bỏ vị trí). Raises PositionOccupied, EndBeforeStart, AlreadyEnded."""
    with write_action("people.close_position", actor=actor) as action:
        epoch.take_turn()
        row = Position.objects.select_for_update().filter(pk=position_id).first()
        if row is None:
            raise NotVisible
        require_can_manage(actor, row.unit_id)
        if row.valid_to is not None:
            raise AlreadyEnded
        if valid_to <= row.valid_from:
            raise EndBeforeStart(field="valid_to", day=_shown(row.valid_from))
        sitting = (
            Appointment.objects.filter(still_on(valid_to), position=row).select_related("account").first()
        )
        if sitting is not None:
            raise PositionOccupied(name=sitting.account.get_full_name())
        row.valid_to = valid_to
        row.save(update_fields=["valid_to"])
        action.record(row, title=row.title, unit_id=row.unit_id, valid_to=valid_to)
        epoch.bump()
    return row
