"""For the tests of this module."""

from __future__ import annotations

from itertools import count

import pytest

from congso.foundation.orgs.models import ReferenceEpoch

_epochs = count(1_000)


@pytest.fixture(autouse=True)
def _epoch_of_its_own(db: None) -> None:
    """What one test remembered must not answer another: rolled-back tests would share an epoch."""
    ReferenceEpoch.objects.update_or_create(pk=1, defaults={"value": next(_epochs) * 1_000})
