"""Hand one's seats to somebody for some days (ủy quyền, trực thay khi vắng mặt)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch
from congso.foundation.people.errors import AlreadyEnded, DelegationFaulty
from congso.foundation.people.models import Account, Appointment, Delegation
from congso.foundation.people.policies import require_can_delegate_for
from congso.foundation.people.services.positions import still_on

LONGEST_DAYS = 366
"""Longer absences are a matter of appointment, not of delegation (own rule, no source)."""


def delegate(
    *,
    actor: Actor,
    from_account_id: int,
    to_account_id: int,
    kind: str,
    starts_on: date,
    ends_on: date,
    reason: str,
) -> Delegation:
    """Let somebody hold another's own seats between two days, both included.

    Only seats held in one's own name pass on: what a person holds by delegation stays with them. Raises
    NotAllowed, DelegationFaulty.
    """
    with write_action("people.delegate", actor=actor) as action:
        require_can_delegate_for(actor, from_account_id)
        epoch.take_turn()
        _require_dates(starts_on, ends_on)
        _require_people(from_account_id, to_account_id, starts_on)
        twice = Delegation.objects.filter(from_account_id=from_account_id, to_account_id=to_account_id, revoked_at=None,
                                          starts_on__lte=ends_on, ends_on__gte=starts_on)  # fmt: skip
        if twice.exists():
            raise DelegationFaulty(
                field="to_account_id", reason=_("người này đã được ủy quyền trong thời gian đó.")
            )
        row = Delegation.objects.create(from_account_id=from_account_id, to_account_id=to_account_id, kind=kind,
                                        starts_on=starts_on, ends_on=ends_on, reason=reason.strip())  # fmt: skip
        action.record(row, from_account=from_account_id, to_account=to_account_id, kind=kind, starts_on=starts_on,
                      ends_on=ends_on, reason=reason)  # fmt: skip
        epoch.bump()
    return row


def _require_dates(starts_on: date, ends_on: date) -> None:
    if starts_on < clock.today():
        raise DelegationFaulty(
            field="starts_on", reason=_("không ghi lùi ngày; ngày bắt đầu sớm nhất là hôm nay.")
        )
    if ends_on < starts_on:
        raise DelegationFaulty(field="ends_on", reason=_("ngày kết thúc trước ngày bắt đầu."))
    if (ends_on - starts_on).days > LONGEST_DAYS:
        raise DelegationFaulty(field="ends_on", reason=_("thời gian quá một năm."))


def _require_people(from_account_id: int, to_account_id: int, on: date) -> None:
    if from_account_id == to_account_id:
        raise DelegationFaulty(field="to_account_id", reason=_("không ủy quyền cho chính người đó."))
    if Account.objects.filter(pk__in=[from_account_id, to_account_id], is_active=True).count() != 2:
        raise DelegationFaulty(field="to_account_id", reason=_("tài khoản không có hoặc đang bị khóa."))
    own = Appointment.objects.filter(still_on(on), account_id=from_account_id)
    if not own.exists():
        raise DelegationFaulty(
            reason=_("người ủy quyền không giữ vị trí nào của chính mình trong thời gian đó.")
        )


def revoke(*, actor: Actor, delegation_id: int) -> Delegation:
    """Take a delegation back at once (thu hồi); who was given it may also lay it down. Raises AlreadyEnded."""
    with write_action("people.revoke", actor=actor) as action:
        row = Delegation.objects.select_for_update().filter(pk=delegation_id).first()
        if row is None:
            raise NotVisible
        if actor.account_id != row.to_account_id:
            require_can_delegate_for(actor, row.from_account_id)
        if row.revoked_at is not None or row.ends_on < clock.today():
            raise AlreadyEnded
        row.revoked_at = action.at
        row.save(update_fields=["revoked_at"])
        action.record(row, from_account=row.from_account_id, to_account=row.to_account_id)
        epoch.bump()
    return row
