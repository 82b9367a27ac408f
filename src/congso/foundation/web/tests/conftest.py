"""The shell is tested alone: without the menu entries and the people of the rooms above it."""

from collections.abc import Iterator

import pytest

from congso.foundation.web import accounts, navigation


@pytest.fixture(autouse=True)
def _without_other_rooms() -> Iterator[None]:
    with navigation.isolated(), accounts.isolated():
        yield
