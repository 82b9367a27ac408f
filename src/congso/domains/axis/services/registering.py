"""Register systems and their certificates; change, close."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from asn1crypto import x509
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import Conflict, InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.axis.errors import CertificateWrong, SystemIdTaken
from congso.domains.axis.models import Certificate, System
from congso.domains.axis.policies import require_can_manage
from congso.foundation.audit.writing import write_action
from congso.foundation.outbox.secrets import new_secret, seal
from congso.foundation.signing.trust import certificate_of


def register_system(*, actor: Actor, system_id: str, name: str, daily_quota: int = 20_000, secret: str = "") -> tuple[System, str]:
    """Connect a system; its secret is shown this once. Raises NotAllowed, SystemIdTaken."""
    with write_action("axis.register_system", actor=actor) as action:
        require_can_manage(actor)
        given = secret or new_secret()
        system = System(system_id=system_id, name=nfc(name)[:200], secret=seal(given), daily_quota=daily_quota, added_at=action.at)
        try:
            with transaction.atomic():
                system.save(force_insert=True)
        except IntegrityError as twice:
            raise SystemIdTaken(field="system_id", system_id=system_id) from twice
        action.record(system, system_id=system_id, name=name, quota=daily_quota)
    return system, given


def renew_secret(*, actor: Actor, system_pk: int) -> str:
    """Give a system another secret; the old one ends at once. Raises NotAllowed, NotVisible, Conflict for a closed one."""
    with write_action("axis.renew_secret", actor=actor) as action:
        system = lock_system(actor, system_pk)
        if system.closed_at is not None:
            raise Conflict
        given = new_secret()
        system.secret = seal(given)
        system.save(update_fields=["secret"])
        action.record(system, system_id=system.system_id)
    return given


def change_system(*, actor: Actor, system_pk: int, name: str, daily_quota: int, allow_sha1: bool, must_sign: bool,
                  own_codes: Sequence[str] = ()) -> System:  # fmt: skip
    """Change what a system may. Raises NotAllowed, NotVisible."""
    with write_action("axis.change_system", actor=actor) as action:
        system = lock_system(actor, system_pk)
        system.name, system.daily_quota = nfc(name)[:200], daily_quota
        system.allow_sha1, system.must_sign = allow_sha1, must_sign
        system.own_codes = list(own_codes)
        system.save(update_fields=["name", "daily_quota", "allow_sha1", "must_sign", "own_codes"])
        action.record(system, name=name, quota=daily_quota, allow_sha1=allow_sha1, must_sign=must_sign, own_codes=list(own_codes))
    return system


def close_system(*, actor: Actor, system_pk: int, reason: str) -> System:
    """Disconnect a system: it can neither send nor fetch; what waits for its agencies stays. Raises InvalidInput, Conflict."""
    with write_action("axis.close_system", actor=actor) as action:
        system = lock_system(actor, system_pk)
        if not reason.strip():
            raise InvalidInput(field="reason", reason=_("phải nêu lý do."))
        if system.closed_at is not None:
            raise Conflict
        system.closed_at = action.at
        system.save(update_fields=["closed_at"])
        action.record(system, reason=reason.strip())
    return system


def lock_system(actor: Actor, system_pk: int) -> System:
    """The system, locked for a service's own action. Raises NotAllowed, NotVisible."""
    require_can_manage(actor)
    system = System.objects.select_for_update(no_key=True).filter(pk=system_pk).first()
    if system is None:
        raise NotVisible
    return system


def add_certificate(*, actor: Actor, system_pk: int, content: bytes) -> Certificate:
    """Note a certificate (PEM or DER) with which a system signs. Raises CertificateWrong, NotAllowed, NotVisible."""
    with write_action("axis.add_certificate", actor=actor) as action:
        system = lock_system(actor, system_pk)
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
