"""Calls that no one waits for at a screen: each is a line of the log, with its dossier and its purpose."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from congso.core.actors import Actor
from congso.core.outside import Rejected, Silent
from congso.core.text import nfc
from congso.domains.lookups.clients.gateway import Gateway
from congso.domains.lookups.enums import CALLED, Outcome
from congso.domains.lookups.models import Forwarded, Lookup
from congso.domains.lookups.services.states import note_state
from congso.foundation.audit.writing import write_action

T = TypeVar("T")


@dataclass(frozen=True)
class Call(Generic[T]):
    """How a call ended: with an answer, refused, or in silence."""

    answer: T | None
    refusal: Rejected | None = None
    silence: str = ""
    drift: tuple[str, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether it is to be tried again."""
        return self.answer is None and self.refusal is None


def call_for(
    *, actor: Actor, forwarded: Forwarded, gateway: Gateway, what: str, ask: Callable[[Gateway], tuple[T, tuple[str, ...]]]
) -> Call[T]:
    """Ask for a dossier that was sent on: the line is written before, how it ended after; no transaction is open while it talks."""
    service = CALLED[forwarded.target]  # type: ignore[index]
    with write_action("lookups.call", actor=actor) as action:
        lookup = Lookup.objects.create(
            service=service, at=action.at, account_id=forwarded.account_id, account_name=forwarded.account_name, unit_id=forwarded.unit_id,
            dossier_id=forwarded.dossier_id, purpose=forwarded.purpose, subject=f"{forwarded.dossier_code}"[:40], note=what[:300],
        )  # fmt: skip
        action.record(lookup, service=str(service), dossier=forwarded.dossier_code, purpose=forwarded.purpose, call=what)
    begun = time.monotonic()
    call = _asked(gateway, ask)
    lookup.took_ms = int((time.monotonic() - begun) * 1000)
    lookup.outcome = Outcome.SILENT if call.is_silent else Outcome.REFUSED if call.refusal else Outcome.FOUND
    said = call.silence or (call.refusal.reason if call.refusal else "; ".join(call.drift))
    lookup.note = nfc(f"{what}: {said}" if said else what)[:300]
    with write_action("lookups.note", actor=actor) as action:
        lookup.save(update_fields=["outcome", "note", "took_ms"])
        note_state(action, service, is_silent=call.is_silent, silence=call.silence, drift=call.drift)
        action.record(lookup, outcome=str(lookup.outcome), took_ms=lookup.took_ms, drift=list(call.drift))
    return call


def _asked(gateway: Gateway, ask: Callable[[Gateway], tuple[T, tuple[str, ...]]]) -> Call[T]:
    try:
        answer, drift = ask(gateway)
    except Silent as silent:
        return Call(None, silence=str(silent))
    except Rejected as rejected:
        return Call(None, refusal=rejected)
    return Call(answer, drift=drift)
