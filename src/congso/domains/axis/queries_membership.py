"""Agencies of a connected system, and what systems ask for."""

from __future__ import annotations

from typing import Any

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.axis.directory import MOST
from congso.domains.axis.models import Member, Registration, RegistrationState, System
from congso.domains.axis.policies import require_can_manage

SHOWN = 200


def units_of(system: System, *, after: str = "", most: int = 1000) -> list[dict[str, Any]]:
    """By code: the agencies that take part for the system, and those that wait or were refused and never came in."""
    limit = min(most, MOST)
    rows = {row.code: _unit(row) for row in Member.objects.filter(system=system, code__gt=after).select_related("successor").order_by("code")[:limit]}
    asked = Registration.objects.filter(system=system, code__gt=after).exclude(state=RegistrationState.APPROVED).order_by("code", "pk")[:limit]
    waiting = {row.code: _asked(row) for row in asked}
    return [found for _code, found in sorted((waiting | rows).items())][:limit]


def _unit(row: Member) -> dict[str, Any]:
    state = "ended" if row.valid_to else "locked" if row.locked_reason else "approved"
    return {"code": row.code, "name": row.name, "pcode": row.parent_code, "mail": row.email, "state": state,
            "successor": row.successor.code if row.successor else "", "reason": row.locked_reason}  # fmt: skip


def _asked(row: Registration) -> dict[str, Any]:
    return {"code": row.code, "name": row.name, "pcode": row.parent_code, "mail": row.email, "state": str(row.state), "successor": "", "reason": row.reason}


def registrations(*, viewer: Actor) -> tuple[list[Registration], list[Registration]]:
    """What waits, the oldest first, and what was decided last; raises NotAllowed."""
    require_can_manage(viewer)
    rows = Registration.objects.select_related("system")
    return list(rows.filter(state=RegistrationState.OPEN).order_by("pk")[:SHOWN]), list(rows.exclude(state=RegistrationState.OPEN)[:50])


def registration_of(*, viewer: Actor, registration_id: int) -> Registration:
    """One of them; raises NotAllowed, NotVisible."""
    require_can_manage(viewer)
    found = Registration.objects.select_related("system").filter(pk=registration_id).first()
    if found is None:
        raise NotVisible
    return found
