"""What fees tell whoever asked for money."""

from __future__ import annotations

from dataclasses import dataclass

from congso.foundation.jobs.events import Event


@dataclass(frozen=True)
class PaymentSettled(Event):
    """A request was paid in full (đã nộp đủ); ``subject`` and ``occasion`` are those it was made with."""

    request_id: str
    subject: str
    occasion: str


@dataclass(frozen=True)
class PaymentRefunded(Event):
    """All that was paid for a request has been given back (hoàn toàn bộ)."""

    request_id: str
    subject: str
