"""The office that every test of ratings needs."""

from __future__ import annotations

import pytest

from congso.domains.dossiers.tests.makers import Office, make_office


@pytest.fixture
def office() -> Office:
    return make_office()
