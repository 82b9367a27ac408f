"""Logging in: the account and the version of the reference data in one query."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Subquery

from congso.foundation.orgs import epoch
from congso.foundation.orgs.models import ReferenceEpoch
from congso.foundation.people.models import Account


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's checks of name and password; the account comes with the reference epoch."""

    def get_user(self, user_id: Any) -> Account | None:
        """The account of the session; deactivated ones are as if they did not exist."""
        present = ReferenceEpoch.objects.filter(pk=1).values("value")[:1]
        account = Account.objects.annotate(epoch=Subquery(present)).filter(pk=user_id, is_active=True).first()
        if account is not None:
            epoch.know(account.epoch)  # type: ignore[attr-defined]
        return account
