"""Sealed lines for tests of other rooms."""

from __future__ import annotations

import time

from congso.foundation.audit.models import AuditEntry, AuditSeal
from congso.foundation.audit.sealing import seal_new_entries

PATIENCE = 300
"""Seconds: a transaction that a test beside this one holds open keeps the seal back, as it should; the longest asks every page as every role."""


def seal_all() -> None:
    """Seal every line written so far."""
    newest = AuditEntry.objects.order_by("-transaction").values_list("transaction", flat=True)[0]
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        seal_new_entries()
        if AuditSeal.objects.filter(transaction_to__gt=newest).exists():
            return
        time.sleep(0.05)
    raise AssertionError("the lines could not be sealed")
