"""What tests of several rooms stand on together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from pytest_django.live_server_helper import LiveServer

from congso.entry.simulators.payment import serving
from congso.entry.simulators.payment.bank import Bank


@pytest.fixture
def bank(settings: LazySettings, live_server: LiveServer) -> Iterator[Bank]:
    """A gateway that calls the tested server."""
    with serving.running() as found:
        settings.CONGSO_BASE_URL = live_server.url
        settings.CONGSO_PAY = {"url": found.base, "merchant": serving.MERCHANT, "secret": serving.SECRET}
        yield found
