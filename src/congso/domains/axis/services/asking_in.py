"""A connected system asks for its own agencies: to take part, to end. Who runs the axis decides on who comes in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor, system_actor
from congso.core.errors import Conflict, InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.axis.errors import NotYours, RegistrationWrong
from congso.domains.axis.models import Member, Registration, RegistrationState, System
from congso.domains.axis.policies import require_can_manage
from congso.domains.axis.services.taking_part import (
    codes_of,
    end_inside,
    is_own_code,
    lock_inside,
    register_member,
)
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.edxml.facade import is_agency_code, new_code_of


@dataclass(frozen=True)
class AgencyIn:
    """An agency as its system names it."""

    code: str
    name: str
    parent_code: str = ""
    email: str = ""


def _caller(system: System) -> Actor:
    return system_actor(f"Trục: {system.system_id}")


def ask_to_register(*, system: System, given: AgencyIn) -> Registration | Member:
    """An agency of the system is to take part (registerAgency): it waits for who runs the axis; the same again gives the same.

    Gives the member where it takes part for this system already. Raises RegistrationWrong, NotYours.
    """
    code = new_code_of(given.code.strip())
    with write_action("axis.ask_to_register", actor=_caller(system)) as action:
        if not is_agency_code(code) or not given.name.strip():
            raise RegistrationWrong
        known = Member.objects.filter(code=code).first()
        if not is_own_code(code, codes_of(system)) or (known is not None and known.system_id != system.pk):
            raise NotYours(agency=code[:40])
        if known is not None:
            action.record(known, code=code, is_there=True)
            return known
        row = Registration.objects.filter(code=code, state=RegistrationState.OPEN).first() or _asked(action, system, code, given)
        action.record(row, code=code, name=row.name, system=system.system_id)
    return row


def _asked(action: WriteAction, system: System, code: str, given: AgencyIn) -> Registration:
    row = Registration(system=system, code=code, written_code=given.code.strip()[:40], name=nfc(given.name.strip())[:200],
                       parent_code=new_code_of(given.parent_code.strip())[:35], email=given.email.strip()[:254], asked_at=action.at)  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return Registration.objects.get(code=code, state=RegistrationState.OPEN)
    return row


def ask_to_end(*, system: System, code: str, successor: str, reason: str) -> Member:
    """An agency of the system takes part no longer (deleteAgency): it ends for a successor, else it is locked; nothing is deleted.

    The same again changes nothing. Raises NotYours, RegistrationWrong for a successor that does not take part, InvalidInput.
    """
    wanted, heir = new_code_of(code.strip()), new_code_of(successor.strip())
    with write_action("axis.ask_to_end", actor=_caller(system)) as action:
        rows = {row.code: row for row in Member.objects.select_for_update(no_key=True).filter(code__in=[wanted, heir]).order_by("pk")}
        member = rows.get(wanted)
        if member is None or member.system_id != system.pk:
            raise NotYours(agency=wanted[:40])
        if heir and heir not in rows:
            raise RegistrationWrong
        if heir and member.valid_to is None:
            end_inside(action, member, rows[heir], clock.today())
        elif not heir and not member.locked_reason:
            lock_inside(action, member, nfc(reason.strip())[:200] or _("hệ thống của đơn vị đề nghị ngừng tham gia"))
        else:
            action.record(member, code=wanted, is_done=True)
    return member


def approve_registration(*, actor: Actor, registration_id: int) -> Registration:
    """Let the agency take part from today (duyệt). Raises NotAllowed, NotVisible, Conflict when decided, CodeTaken."""
    with write_action("axis.approve_registration", actor=actor) as action:
        row = _lock(actor, registration_id)
        row.member = register_member(actor=actor, code=row.code, name=row.name, valid_from=clock.today(), system_pk=row.system_id,
                                     parent_code=row.parent_code, email=row.email)  # fmt: skip
        _settle(action, row, RegistrationState.APPROVED, "")
    return row


def refuse_registration(*, actor: Actor, registration_id: int, reason: str) -> Registration:
    """Refuse, with the reason that the system reads. Raises NotAllowed, NotVisible, InvalidInput, Conflict when decided."""
    with write_action("axis.refuse_registration", actor=actor) as action:
        row = _lock(actor, registration_id)
        if not reason.strip():
            raise InvalidInput(field="reason", reason=_("phải nêu lý do."))
        _settle(action, row, RegistrationState.REFUSED, nfc(reason.strip())[:200])
    return row


def _lock(actor: Actor, registration_id: int) -> Registration:
    require_can_manage(actor)
    row = Registration.objects.select_for_update(no_key=True).filter(pk=registration_id).first()
    if row is None:
        raise NotVisible
    if row.state != RegistrationState.OPEN:
        raise Conflict
    return row


def _settle(action: WriteAction, row: Registration, state: RegistrationState, reason: str) -> None:
    row.state, row.settled_at, row.settled_by_name, row.reason = state, action.at, action.actor.name[:120], reason
    row.save(update_fields=["state", "settled_at", "settled_by_name", "reason", "member"])
    action.record(row, code=row.code, state=str(state), reason=reason)
