"""The small province, for every test here that asks for it."""

from __future__ import annotations

import pytest

from congso.domains.dossiers.tests.makers import Office, make_office


@pytest.fixture
def office(db: None) -> Office:
    """A ward with its divisions and people."""
    return make_office()
