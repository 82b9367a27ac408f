"""Positions and people follow their unit when it is reorganised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from congso.core.actors import Actor
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Appointment, Position
from congso.foundation.people.policies import require_can_manage
from congso.foundation.people.services.positions import still_on


def follow_units(*, actor: Actor, successors: Mapping[int, int], on: date) -> int:
    """End the seats of ended units on a day and open the same ones, with their people, in the successors.

    ``successors`` gives the successor of each ended unit. Answers how many seats were moved; a second run moves none.
    """
    with write_action("people.follow_units", actor=actor) as action:
        require_can_manage(actor)
        epoch.take_turn()
        seats = list(
            Position.objects.select_for_update()
            .filter(still_on(on), unit_id__in=successors, valid_from__lt=on)
            .order_by("pk")
        )
        made = Position.objects.bulk_create(
            Position(
                unit_id=successors[seat.unit_id],
                role_id=seat.role_id,
                title=seat.title,
                valid_from=on,
                valid_to=seat.valid_to,
            )
            for seat in seats
        )
        new = {old.pk: fresh.pk for old, fresh in zip(seats, made, strict=True)}
        sitting = list(Appointment.objects.filter(still_on(on), position_id__in=new))
        Appointment.objects.bulk_create(
            Appointment(account_id=row.account_id, position_id=new[row.position_id], is_main=row.is_main,
                        valid_from=max(on, row.valid_from), valid_to=row.valid_to)
            for row in sitting
        )  # fmt: skip
        begun = [row.pk for row in sitting if row.valid_from < on]
        Appointment.objects.filter(pk__in=begun).update(valid_to=on)
        Appointment.objects.filter(pk__in=[row.pk for row in sitting if row.valid_from >= on]).delete()
        Position.objects.filter(pk__in=new).update(valid_to=on)
        action.record(
            ("people.position", "*"),
            on=on,
            positions=len(seats),
            appointments=len(sitting),
            units=dict(successors),
        )
        epoch.bump()
    return len(seats)
