"""The small office, for every test of this room that asks for it."""

from __future__ import annotations

import pytest

from congso.domains.dossiers.tests.makers import Office, make_office


@pytest.fixture
def office(db: None) -> Office:
    """The small province with three published procedures."""
    return make_office()
