"""A ward that asks national databases at a platform in a thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from congso.domains.dossiers.tests.makers import SYSTEM, Office, make_office
from congso.domains.lookups.clients import Query
from congso.domains.lookups.services.connecting import GatewayIn, connect
from congso.entry.simulators.lgsp.serving import CLIENT, WORD, Running, running

AN = Query("087085001236", "Nguyễn Văn An", date(1985, 2, 14), purpose="Tiếp nhận hồ sơ tại quầy")
"""An invented citizen whom the platform knows."""


@dataclass
class Platform:
    """The office and the platform."""

    office: Office
    running: Running

    def behave(self, **told: Any) -> None:
        """Let it misbehave; nothing named: behave well again."""
        self.running.application.told.set(told)

    @property
    def asked(self) -> list[str]:
        """The services asked, in their order."""
        return [path for _at, path in self.running.application.log]


@pytest.fixture
def platform(db: None) -> Iterator[Platform]:
    """Connected from the beginning."""
    office = make_office()
    with running() as found:
        connect(actor=SYSTEM, given=GatewayIn(found.address, CLIENT, "H20", WORD))
        yield Platform(office, found)
