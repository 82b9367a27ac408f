"""A ward whose dossiers are reported to a portal in a thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from congso.core.actors import Actor
from congso.domains.dossiers.tests.makers import SYSTEM, Office, make_office
from congso.domains.national.models import PortalConnection
from congso.domains.national.services.connecting import ConnectionIn, connect
from congso.entry.simulators.national.portal import Portal
from congso.entry.simulators.national.serving import ACCOUNT, DESTINATION, PASSWORD, Running, running
from congso.foundation.outbox.services import carry


@dataclass
class Line:
    """Everything between the ward and the portal."""

    office: Office
    connection: PortalConnection
    running: Running

    @property
    def portal(self) -> Portal:
        """What the portal holds."""
        return self.running.portal

    @property
    def admin(self) -> Actor:
        """Who runs the connection."""
        return self.office.actor("quantri")

    def carry(self) -> int:
        """Tell what waits and is due."""
        return carry("national")

    def behave(self, **told: object) -> None:
        """Let the portal misbehave; nothing named: behave well again."""
        self.running.application.told.set(told)


@pytest.fixture
def office(db: None) -> Office:
    """The small province."""
    return make_office()


def connect_to(found: Running) -> PortalConnection:
    """Connect the province to a portal."""
    return connect(actor=SYSTEM, given=ConnectionIn(found.address, ACCOUNT, DESTINATION, "H20", PASSWORD))


@pytest.fixture
def line(office: Office) -> Iterator[Line]:
    """Connected from the beginning."""
    with running() as found:
        yield Line(office, connect_to(found), found)
