"""Let agencies take part; change, lock, end and hand on to the successor."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import Conflict, InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.axis.errors import CodeTaken, CodeWrong, RegistrationWrong
from congso.domains.axis.models import Member, Stop, StopState, System
from congso.domains.axis.policies import require_can_manage
from congso.domains.axis.services.carrying import standing_for
from congso.domains.axis.services.registering import lock_system
from congso.foundation.audit.writing import WriteAction, write_action

CODE = re.compile(r"^[A-Y]\d{2}(\.[A-Z0-9]{1,10})*$", re.ASCII)
LONGEST = 35


def register_member(*, actor: Actor, code: str, name: str, valid_from: date, system_pk: int | None, parent_code: str = "",
                    email: str = "") -> Member:  # fmt: skip
    """Let an agency take part. Raises CodeWrong, CodeTaken, NotAllowed, NotVisible for no such system, Conflict for a closed one."""
    with write_action("axis.register_member", actor=actor) as action:
        require_can_manage(actor)
        require_code(code, "code")
        system = _open_system(actor, system_pk)
        member = Member(code=code, name=nfc(name)[:200], parent_code=parent_code, email=email, valid_from=valid_from, system=system)
        try:
            with transaction.atomic():
                member.save(force_insert=True)
        except IntegrityError as twice:
            raise CodeTaken(field="code", code_name=code) from twice
        action.record(member, code=code, name=name, system=system.system_id if system else "")
    return member


def _open_system(actor: Actor, system_pk: int | None) -> System | None:
    """The system that is to fetch for an agency; raises NotVisible, Conflict for a closed one."""
    system = lock_system(actor, system_pk) if system_pk is not None else None
    if system is not None and system.closed_at is not None:
        raise Conflict
    return system


def require_code(typed: str, field: str) -> None:
    """Raises CodeWrong for what is no electronic identifier of an agency."""
    if len(typed) > LONGEST or not CODE.fullmatch(typed):
        raise CodeWrong(field=field, typed=typed[:40])


def change_member(*, actor: Actor, member_id: int, name: str, email: str, system_pk: int | None) -> Member:
    """Change an agency's name, address or system; what waits for it goes along. Raises NotAllowed, NotVisible, Conflict for a closed system."""
    with write_action("axis.change_member", actor=actor) as action:
        member = _lock_member(actor, member_id)
        system = _open_system(actor, system_pk) if system_pk != member.system_id else member.system
        member.name, member.email, member.system = nfc(name)[:200], email, system
        member.save(update_fields=["name", "email", "system"])
        moved = _hand_on(member, member)
        action.record(member, code=member.code, name=name, system=system_pk, moved=moved)
    return member


def end_member(*, actor: Actor, member_id: int, on: date, successor_id: int) -> Member:
    """End an agency (sắp xếp, giải thể): what is addressed to it, and what waits, goes to its successor.

    Raises NotAllowed, NotVisible, InvalidInput for a successor that is itself or stands behind it, or a day before it began;
    Conflict when ended before.
    """
    with write_action("axis.end_member", actor=actor) as action:
        require_can_manage(actor)
        rows = {row.pk: row for row in Member.objects.select_for_update(no_key=True).filter(pk__in=[member_id, successor_id]).order_by("pk")}
        member, successor = rows.get(member_id), rows.get(successor_id)
        if member is None:
            raise NotVisible
        if on <= member.valid_from:
            raise InvalidInput(field="on", reason=_("ngày kết thúc phải sau ngày bắt đầu."))
        if successor is None or member.pk in _line(successor):
            raise InvalidInput(field="successor", reason=_("đơn vị kế thừa không hợp lệ."))
        if member.valid_to is not None:
            raise Conflict
        _end(action, member, successor, on)
    return member


def _end(action: WriteAction, member: Member, successor: Member, on: date) -> None:
    member.valid_to, member.successor = on, successor
    member.save(update_fields=["valid_to", "successor"])
    moved = _hand_on(member, standing_for(member, action.at.date())) if on <= action.at.date() else 0
    action.record(member, code=member.code, ends=on, successor=successor.code, moved=moved)


def end_inside(action: WriteAction, member: Member, successor: Member, on: date) -> None:
    """The same inside the action of a system that may end this agency of its own; raises RegistrationWrong, InvalidInput."""
    if member.pk in _line(successor):
        raise RegistrationWrong
    _end(action, member, successor, max(on, member.valid_from + timedelta(days=1)))


def lock_inside(action: WriteAction, member: Member, reason: str) -> None:
    """Lock an agency inside the action of the system that asked for it."""
    member.locked_reason = reason
    member.save(update_fields=["locked_reason"])
    action.record(member, code=member.code, reason=reason)


def codes_of(system: System) -> list[str]:
    """The beginnings of codes whose agencies a system may speak for."""
    return list(system.own_codes) or list(Member.objects.filter(system=system).values_list("code", flat=True))


def is_own_code(code: str, beginnings: list[str]) -> bool:
    """Whether a code is one of these, or stands under one."""
    return any(code == each or code.startswith(f"{each}.") for each in beginnings)


def _line(member: Member) -> set[int]:
    """A member and all that follow it."""
    seen: set[int] = set()
    while member.pk not in seen:
        seen.add(member.pk)
        if member.successor is None:
            break
        member = member.successor
    return seen


def _hand_on(member: Member, successor: Member) -> int:
    """What waits for an agency goes to the system that stands for it now; how many messages."""
    waiting = Stop.objects.filter(receiver_code=member.code, state=StopState.WAITING, upper=None)
    return waiting.update(receiver_code=successor.code, system_id=successor.system_id)


def hand_on_ended(*, actor: Actor) -> int:
    """Give what still waits at agencies whose last day has passed to who stands for them; how many messages."""
    with write_action("axis.hand_on", actor=actor) as action:
        require_can_manage(actor)
        today, moved = action.at.date(), 0
        codes = Stop.objects.filter(state=StopState.WAITING, upper=None).order_by().values("receiver_code").distinct()
        ended = Member.objects.filter(code__in=codes, valid_to__lte=today).exclude(successor=None).select_related("successor")
        for member in ended.order_by("pk"):
            moved += _hand_on(member, standing_for(member, today))
        action.record(("axis.member", "*"), moved=moved)
    return moved


def lock_member(*, actor: Actor, member_id: int, reason: str) -> Member:
    """Lock an agency with the reason, or open it again without one. Raises NotAllowed, NotVisible."""
    with write_action("axis.lock_member", actor=actor) as action:
        member = _lock_member(actor, member_id)
        member.locked_reason = nfc(reason.strip())[:200]
        member.save(update_fields=["locked_reason"])
        action.record(member, code=member.code, reason=member.locked_reason)
    return member


def _lock_member(actor: Actor, member_id: int) -> Member:
    require_can_manage(actor)
    member = Member.objects.select_for_update(no_key=True).filter(pk=member_id).first()
    if member is None:
        raise NotVisible
    return member
