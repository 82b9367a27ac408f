"""Citizens who have logged in, for tests."""

from __future__ import annotations

from typing import Any

from django.test import Client

from congso.core.actors import Actor, system_actor
from congso.domains.citizens.access import SESSION_KEY
from congso.domains.citizens.identity import Identity
from congso.domains.citizens.models import CitizenAccount
from congso.domains.citizens.queries.acting import actor_for_citizen
from congso.domains.citizens.services import log_in


def make_account(**changes: Any) -> CitizenAccount:
    """Somebody who has logged in with the national identity."""
    values: dict[str, Any] = {"subject": "s-1", "number": "087190001234", "name": "Trần Thị Ngọc Ẩn", "level": 2,
                              "is_organisation": False}  # fmt: skip
    return log_in(actor=system_actor("tests"), identity=Identity(**(values | changes)))


def actor_of(account: CitizenAccount) -> Actor:
    """The account as it acts today."""
    return actor_for_citizen(CitizenAccount.objects.select_related("party").get(pk=account.pk))


def enter_as(client: Client, account: CitizenAccount) -> None:
    """Log the client in at the portal."""
    session = client.session
    session[SESSION_KEY] = account.pk
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
