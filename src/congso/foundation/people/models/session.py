"""A session that knows whose it is."""

from __future__ import annotations

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """Phiên đăng nhập: with the account in a column, so that both are read by one statement."""

    account_id = models.BigIntegerField(null=True, db_index=True)
    """The official who has logged in; empty for everybody else."""

    class Meta:
        """Named as the table."""

        db_table = "people_session"

    @classmethod
    def get_session_store_class(cls) -> type:
        """The engine of the settings."""
        from congso.foundation.people.sessions import SessionStore

        return SessionStore
