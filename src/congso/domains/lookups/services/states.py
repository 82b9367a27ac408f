"""How a service does: noted after every call, known to every process."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from congso.domains.lookups.models import ServiceState
from congso.foundation.audit.writing import WriteAction

FAILURES, REST = 3, timedelta(seconds=60)
"""After so many failures in a row a service is left alone for so long, by everybody."""


def note_state(action: WriteAction, service: str, *, is_silent: bool, silence: str = "", drift: Sequence[str] = ()) -> None:
    """Note that a service answered or was silent, and what was odd about the form of its answer."""
    ServiceState.objects.bulk_create([ServiceState(service=service)], ignore_conflicts=True)
    state = ServiceState.objects.select_for_update(no_key=True).get(pk=service)
    if is_silent:
        state.failures, state.failed_at, state.trouble = state.failures + 1, action.at, silence[:300]
        if state.failures >= FAILURES:
            state.rests_until, state.failures = action.at + REST, 0
    else:
        state.failures, state.rests_until, state.ok_at, state.trouble = 0, None, action.at, ""
    if drift:
        state.drift, state.drift_at = "; ".join(drift)[:500], action.at
    state.save()
