"""Sessions in the database, read with their account and the reference epoch by one plain statement.

Every request of every official begins with it: two round trips less than Django's session, account and epoch.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone

from congso.foundation.database.prepared import fetch
from congso.foundation.orgs import epoch
from congso.foundation.people.models import Account, Session

_ACCOUNT = "SELECT {columns} FROM people_account AS account WHERE id = %s::bigint AND is_active"
_SESSION = """
SELECT session.session_data, {columns} FROM people_session AS session
LEFT JOIN people_account AS account ON account.id = session.account_id AND account.is_active
WHERE session.session_key = %s AND session.expire_date > %s
"""
_EPOCH = "(SELECT value FROM orgs_referenceepoch WHERE id = 1)"

_read: ContextVar[tuple[Any, ...] | None] = ContextVar("congso_account_of_session", default=None)
"""The account's columns that came with the session of this request, until the account is asked for."""


@lru_cache(maxsize=1)
def _fields() -> tuple[tuple[str, str], ...]:
    """(attribute, column) of the account."""
    return tuple((field.attname, str(field.column)) for field in Account._meta.concrete_fields)  # noqa: SLF001 - Django's own name for it


@lru_cache(maxsize=2)
def _filled(statement: str) -> str:
    columns = [f'account."{column}"' for _attribute, column in _fields()]
    return statement.replace("{columns}", ", ".join([*columns, _EPOCH]))


def forget() -> None:
    """Let nothing of one request reach the next."""
    _read.set(None)


def read_account(account_id: Any) -> Account | None:
    """The active account as it came with the session, else from the database; its reference epoch is known afterwards."""
    row = _read.get()
    forget()
    if row is None or str(row[0]) != str(account_id):
        rows = fetch(_filled(_ACCOUNT), [account_id])
        if not rows:
            return None
        (row,) = rows
    epoch.know(row[-1] or 0)
    return Account.from_db(connection.alias, [attribute for attribute, _column in _fields()], row[:-1])


class SessionStore(DatabaseStore):
    """Django's database sessions, whose row names the account."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table with the account."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to store: the account is what Django's login put into the session."""
        row: Any = super().create_model_instance(data)
        account_id = data.get(SESSION_KEY)
        row.account_id = int(account_id) if account_id else None
        stored: Session = row
        return stored

    def load(self) -> dict[str, Any]:
        """The session's content; an unknown or ended one is empty."""
        rows = fetch(_filled(_SESSION), [self.session_key, timezone.now()])  # noqa: TID251 - cookies live in real time
        if not rows:
            self._session_key = None
            return {}
        ((content, *account),) = rows
        _read.set(tuple(account) if account[0] is not None else None)
        decoded: dict[str, Any] = self.decode(content)
        return decoded
