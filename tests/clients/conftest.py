"""The small province and a health department's program that reads the ward's dossiers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from congso.core import clock
from congso.core.actors import EVERYWHERE, Actor
from congso.domains.clients.models import Client
from congso.domains.clients.services.entering import Caller, enter, issue_token
from congso.domains.clients.services.registering import ClientIn, register_client, set_reach
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.tests.makers import Office, make_dossier, make_office

RUNS = Actor(account_id=1, name="Quản trị", grants={"clients.manage": EVERYWHERE})
NOBODY = Actor(account_id=2, name="Người khác", grants={})
GIVEN = ClientIn("Cổng Sở Y tế", "Đối chiếu khai sinh với tiêm chủng", "Sở Y tế, 0270 000 000", hosts=("tin.soyte.example",))
ALL = ("dossiers:read", "documents:read", "statistics:read", "webhooks:write")


@dataclass
class Program:
    """A program with its secret."""

    office: Office
    client: Client
    secret: str
    dossier: Dossier
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def ward(self) -> int:
        """The agency it may ask."""
        return self.office.units["phuong"]

    def may(self, *scopes: str, unit: str = "phuong") -> None:
        """Give it these scopes over an agency."""
        set_reach(actor=RUNS, client_pk=self.client.pk, agency_id=self.office.units[unit], scopes=scopes)

    def caller(self, *scopes: str) -> Caller:
        """It, come in."""
        return enter(token=issue_token(client_id=self.client.client_id, secret=self.secret, scopes=frozenset(scopes))[0])

    def ask(self, path: str, method: str = "GET", body: Any = None, headers: dict[str, str] | None = None, **query: Any) -> Any:
        """What it gets, a minute later when all is settled."""
        with clock.at(clock.now() + timedelta(minutes=1)):
            token, _scopes = issue_token(client_id=self.client.client_id, secret=self.secret)
            said = {"Authorization": f"Bearer {token}", **(headers or {})}
            if method == "GET":
                return Browser().get(f"/api/v1/{path}", query, headers=said)
            return Browser().generic(method, f"/api/v1/{path}", body or "", "application/json", headers=said)


@pytest.fixture
def program(request: pytest.FixtureRequest) -> Program:
    """It may read the ward's dossiers, documents, figures, and be told."""
    request.getfixturevalue("_django_db_helper")
    office = make_office()
    dossier = make_dossier(office)
    client, secret = register_client(actor=RUNS, given=GIVEN)
    found = Program(office, client, secret, dossier)
    found.may(*ALL)
    return found
