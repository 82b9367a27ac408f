"""Logging in: who the account of a session is."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from congso.foundation.people.models import Account
from congso.foundation.people.sessions import read_account


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's checks of name and password; the account comes with the session and the reference epoch."""

    def get_user(self, user_id: Any) -> Account | None:
        """The account of the session; deactivated ones are as if they did not exist."""
        return read_account(user_id)
