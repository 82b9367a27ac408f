"""Make, lock and open accounts (tài khoản của cán bộ)."""

from __future__ import annotations

import re
import secrets

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc, sort_name_key
from congso.foundation.audit.writing import write_action
from congso.foundation.orgs import epoch
from congso.foundation.people.errors import (
    AlreadyInState,
    NoManagerLeft,
    OwnAccount,
    UsernameNotFit,
    UsernameTaken,
)
from congso.foundation.people.models import Account
from congso.foundation.people.policies import (
    require_can_manage,
    require_can_manage_person,
    some_manager_is_left,
)

_USERNAME = re.compile(r"[a-z0-9][a-z0-9.\-]{2,59}")
_CLEAR_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def _temporary_password() -> str:
    """Twelve signs that are not mistaken for one another, in groups of four."""
    return "-".join("".join(secrets.choice(_CLEAR_SIGNS) for _ in range(4)) for _ in range(3))


def lock_account(account_id: int) -> Account:
    """The account, locked until the commit; raises NotVisible."""
    account = Account.objects.select_for_update().filter(pk=account_id).first()
    if account is None:
        raise NotVisible
    return account


def create_account(
    *, actor: Actor, username: str, full_name: str, email: str = "", phone: str = ""
) -> tuple[Account, str]:
    """Make an account with a temporary password, which is answered once and kept nowhere in clear.

    Raises UsernameNotFit, UsernameTaken.
    """
    with write_action("people.create_account", actor=actor) as action:
        require_can_manage(actor)
        epoch.take_turn()
        username, full_name = username.strip().lower(), nfc(full_name, collapse=True)
        if not _USERNAME.fullmatch(username):
            raise UsernameNotFit(field="username")
        if Account.objects.filter(username=username).exists():
            raise UsernameTaken(field="username", username=username)
        account = Account(username=username, full_name=full_name, sort_name=sort_name_key(full_name), email=email,
                          phone=phone, must_change_password=True)  # fmt: skip
        password = _temporary_password()
        account.set_password(password)
        account.save(force_insert=True)
        action.record(account, username=username, full_name=full_name)
        epoch.bump()
    return account, password


def edit_account(*, actor: Actor, account_id: int, full_name: str, email: str, phone: str) -> Account:
    """Correct a person's name and ways to reach them."""
    with write_action("people.edit_account", actor=actor) as action:
        require_can_manage_person(actor, account_id)
        account = lock_account(account_id)
        before = account.full_name
        account.full_name = nfc(full_name, collapse=True)
        account.sort_name = sort_name_key(account.full_name)
        account.email, account.phone = email, phone
        account.save(update_fields=["full_name", "sort_name", "email", "phone"])
        action.record(account, before=before, full_name=account.full_name)
        epoch.bump()
    return account


def give_password(*, actor: Actor, account_id: int) -> tuple[Account, str]:
    """Give a new temporary password to somebody who lost theirs; every session of the old one ends."""
    with write_action("people.give_password", actor=actor) as action:
        require_can_manage_person(actor, account_id)
        account, password = lock_account(account_id), _temporary_password()
        account.set_password(password)
        account.must_change_password = True
        account.save(update_fields=["password", "must_change_password"])
        action.record(account, username=account.username)
    return account, password


def deactivate(*, actor: Actor, account_id: int, reason: str) -> Account:
    """Lock an account (khóa): it can no longer come in, its history stays.

    Raises OwnAccount, AlreadyInState, NoManagerLeft.
    """
    with write_action("people.deactivate", actor=actor) as action:
        require_can_manage_person(actor, account_id)
        epoch.take_turn()
        account = lock_account(account_id)
        if account.pk == actor.account_id:
            raise OwnAccount
        if not account.is_active:
            raise AlreadyInState
        account.is_active = False
        account.save(update_fields=["is_active"])
        if not some_manager_is_left():
            raise NoManagerLeft
        action.record(account, username=account.username, reason=reason)
        epoch.bump()
    return account


def reactivate(*, actor: Actor, account_id: int) -> Account:
    """Open a locked account again (mở khóa). Raises AlreadyInState."""
    with write_action("people.reactivate", actor=actor) as action:
        require_can_manage_person(actor, account_id)
        account = lock_account(account_id)
        if account.is_active:
            raise AlreadyInState
        account.is_active = True
        account.save(update_fields=["is_active"])
        action.record(account, username=account.username)
        epoch.bump()
    return account
