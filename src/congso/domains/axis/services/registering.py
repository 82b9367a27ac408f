"""Register systems, their certificates and agencies; end, lock and hand on."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from asn1crypto import x509
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import Conflict, InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.axis.errors import CertificateWrong, CodeTaken, CodeWrong
from congso.domains.axis.models import Certificate, Member, Stop, StopState, System
from congso.domains.axis.policies import require_can_manage
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.outbox.secrets import new_secret, seal
from congso.foundation.signing.trust import certificate_of

CODE = re.compile(r"^[A-Y]\d{2}(\.[A-Z0-9]{1,10})*$")
LONGEST = 35


def register_system(*, actor: Actor, system_id: str, name: str, daily_quota: int = 20_000, secret: str = "") -> tuple[System, str]:
    """Connect a system; its secret is shown this once. Raises NotAllowed, Conflict for an id used before."""
    with write_action("axis.register_system", actor=actor) as action:
        require_can_manage(actor)
        if System.objects.filter(system_id=system_id).exists():
            raise Conflict
        given = secret or new_secret()
        system = System.objects.create(system_id=system_id, name=nfc(name)[:200], secret=seal(given), daily_quota=daily_quota,
                                       added_at=action.at)  # fmt: skip
        action.record(system, system_id=system_id, name=name, quota=daily_quota)
    return system, given


def renew_secret(*, actor: Actor, system_pk: int) -> str:
    """Give a system another secret; the old one ends at once. Raises NotAllowed, NotVisible."""
    with write_action("axis.renew_secret", actor=actor) as action:
        system = _lock_system(actor, system_pk)
        given = new_secret()
        system.secret = seal(given)
        system.save(update_fields=["secret"])
        action.record(system, system_id=system.system_id)
    return given


def change_system(*, actor: Actor, system_pk: int, name: str, daily_quota: int, allow_sha1: bool, must_sign: bool) -> System:
    """Change what a system may. Raises NotAllowed, NotVisible."""
    with write_action("axis.change_system", actor=actor) as action:
        system = _lock_system(actor, system_pk)
        system.name, system.daily_quota = nfc(name)[:200], daily_quota
        system.allow_sha1, system.must_sign = allow_sha1, must_sign
        system.save(update_fields=["name", "daily_quota", "allow_sha1", "must_sign"])
        action.record(system, name=name, quota=daily_quota, allow_sha1=allow_sha1, must_sign=must_sign)
    return system


def close_system(*, actor: Actor, system_pk: int, reason: str) -> System:
    """Disconnect a system: it can neither send nor fetch; what waits for its agencies stays. Raises InvalidInput, Conflict."""
    with write_action("axis.close_system", actor=actor) as action:
        system = _lock_system(actor, system_pk)
        if not reason.strip():
            raise InvalidInput(field="reason", reason=_("phải nêu lý do."))
        if system.closed_at is not None:
            raise Conflict
        system.closed_at = action.at
        system.save(update_fields=["closed_at"])
        action.record(system, reason=reason.strip())
    return system


def _lock_system(actor: Actor, system_pk: int) -> System:
    require_can_manage(actor)
    system = System.objects.select_for_update(no_key=True).filter(pk=system_pk).first()
    if system is None:
        raise NotVisible
    return system


def add_certificate(*, actor: Actor, system_pk: int, content: bytes) -> Certificate:
    """Note a certificate (PEM or DER) with which a system signs. Raises CertificateWrong, NotAllowed, NotVisible."""
    with write_action("axis.add_certificate", actor=actor) as action:
        system = _lock_system(actor, system_pk)
        found = _read(content)
        if found.not_valid_after < action.at:
            raise CertificateWrong(field="certificate", reason=_("đã hết hạn"))
        row = Certificate(system=system, der=found.dump(), sha256=hashlib.sha256(found.dump()).hexdigest(), added_at=action.at,
                          subject=found.subject.human_friendly[:250], valid_from=found.not_valid_before, valid_to=found.not_valid_after)  # fmt: skip
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as twice:
            raise CertificateWrong(field="certificate", reason=_("đã được đăng ký")) from twice
        action.record(row, system=system.system_id, holder=row.subject, sha256=row.sha256)
    return row


def _read(content: bytes) -> x509.Certificate:
    try:
        return certificate_of(content)
    except (ValueError, TypeError) as broken:
        raise CertificateWrong(field="certificate", reason=_("không phải chứng thư số")) from broken


def withdraw_certificate(*, actor: Actor, certificate_id: int) -> Certificate:
    """Let a certificate count no more. Raises NotAllowed, NotVisible."""
    with write_action("axis.withdraw_certificate", actor=actor) as action:
        require_can_manage(actor)
        row = Certificate.objects.select_for_update(no_key=True).filter(pk=certificate_id, withdrawn_at=None).first()
        if row is None:
            raise NotVisible
        row.withdrawn_at = action.at
        row.save(update_fields=["withdrawn_at"])
        action.record(row, sha256=row.sha256)
    return row


def register_member(*, actor: Actor, code: str, name: str, valid_from: date, system_pk: int | None, parent_code: str = "",
                    email: str = "") -> Member:  # fmt: skip
    """Let an agency take part. Raises CodeWrong, CodeTaken, NotAllowed, NotVisible for no such system."""
    with write_action("axis.register_member", actor=actor) as action:
        require_can_manage(actor)
        require_code(code, "code")
        if Member.objects.filter(code=code).exists():
            raise CodeTaken(field="code", code_name=code)
        system = _lock_system(actor, system_pk) if system_pk is not None else None
        member = Member.objects.create(code=code, name=nfc(name)[:200], parent_code=parent_code, email=email, valid_from=valid_from, system=system)
        action.record(member, code=code, name=name, system=system.system_id if system else "")
    return member


def require_code(typed: str, field: str) -> None:
    """Raises CodeWrong for what is no electronic identifier of an agency."""
    if len(typed) > LONGEST or not CODE.fullmatch(typed):
        raise CodeWrong(field=field, typed=typed[:40])


def change_member(*, actor: Actor, member_id: int, name: str, email: str, system_pk: int | None) -> Member:
    """Change an agency's name, address or system; what waits for it goes along. Raises NotAllowed, NotVisible."""
    with write_action("axis.change_member", actor=actor) as action:
        member = _lock_member(actor, member_id)
        member.name, member.email, member.system_id = nfc(name)[:200], email, system_pk
        member.save(update_fields=["name", "email", "system"])
        moved = _hand_on(member, member)
        action.record(member, code=member.code, name=name, system=system_pk, moved=moved)
    return member


def end_member(*, actor: Actor, member_id: int, on: date, successor_id: int) -> Member:
    """End an agency (sắp xếp, giải thể): what is addressed to it, and what waits, goes to its successor.

    Raises NotAllowed, NotVisible, InvalidInput for a successor that is itself or stands behind it, Conflict when ended before.
    """
    with write_action("axis.end_member", actor=actor) as action:
        member = _lock_member(actor, member_id)
        successor = Member.objects.filter(pk=successor_id).first()
        if successor is None or member.pk in _line(successor):
            raise InvalidInput(field="successor", reason=_("đơn vị kế thừa không hợp lệ."))
        if member.valid_to is not None:
            raise Conflict
        member.valid_to, member.successor = on, successor
        member.save(update_fields=["valid_to", "successor"])
        moved = _hand_on(member, successor) if on <= action.at.date() else 0
        action.record(member, code=member.code, ends=on, successor=successor.code, moved=moved)
    return member


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
    waiting = Stop.objects.filter(receiver_code=member.code, state=StopState.WAITING)
    return waiting.update(receiver_code=successor.code, system_id=successor.system_id)


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


def try_again(*, actor: Actor, stop_id: int) -> Stop:
    """Give a message once more to a receiver that could not take it. Raises NotAllowed, NotVisible, Conflict."""
    with write_action("axis.try_again", actor=actor) as action:
        require_can_manage(actor)
        stop = Stop.objects.select_for_update(no_key=True).filter(pk=stop_id).first()
        if stop is None:
            raise NotVisible
        if stop.state != StopState.DEAD:
            raise Conflict
        _open_again(action, stop)
    return stop


def _open_again(action: WriteAction, stop: Stop) -> None:
    stop.state, stop.settled_at, stop.error_code, stop.error = StopState.WAITING, None, "", ""
    stop.save(update_fields=["state", "settled_at", "error_code", "error"])
    action.record(stop, receiver=stop.receiver_code, state=stop.state)
