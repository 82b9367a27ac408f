"""Logging in: the account and the version of the reference data in one query."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from congso.foundation.database.prepared import fetch
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Account

_READ = """
SELECT {columns}, (SELECT value FROM orgs_referenceepoch WHERE id = 1)
FROM people_account WHERE id = %s::bigint AND is_active
"""


@lru_cache(maxsize=1)
def _read_statement() -> tuple[str, list[str]]:
    fields = Account._meta.concrete_fields  # noqa: SLF001 - Django's own name for it
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return _READ.format(columns=columns), [field.attname for field in fields]


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's checks of name and password; the account comes with the reference epoch.

    Read by one plain statement, because every request of every official begins with it.
    """

    def get_user(self, user_id: Any) -> Account | None:
        """The account of the session; deactivated ones are as if they did not exist."""
        statement, names = _read_statement()
        rows = fetch(statement, [user_id])
        if not rows:
            return None
        (row,) = rows
        epoch.know(row[-1] or 0)
        return Account.from_db(connection.alias, names, row[:-1])
