"""The small office, for every test of this room that asks for it."""

from __future__ import annotations

import pytest

from congso.domains.fees.tests.makers import Till, make_till


@pytest.fixture
def till(db: None) -> Till:
    """Two centres that collect."""
    return make_till()
