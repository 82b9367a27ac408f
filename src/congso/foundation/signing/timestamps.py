"""The timestamp authority (dịch vụ cấp dấu thời gian, RFC 3161)."""

from __future__ import annotations

from django.conf import settings
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper

SECONDS = 10


def timestamper() -> TimeStamper | None:
    """The authority of the settings (``CONGSO_TSA_URL``); none when the office has none, and signatures are then PAdES B-B."""
    return HTTPTimeStamper(settings.CONGSO_TSA_URL, timeout=SECONDS) if settings.CONGSO_TSA_URL else None
