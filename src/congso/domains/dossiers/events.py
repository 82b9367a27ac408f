"""What dossiers tell other modules."""

from __future__ import annotations

from dataclasses import dataclass

from congso.foundation.jobs.events import Event


@dataclass(frozen=True)
class DossierReceived(Event):
    """A dossier was taken in (tiếp nhận)."""

    dossier_id: str


@dataclass(frozen=True)
class DossierSubmitted(Event):
    """A dossier was sent in online and waits for the centre's check (mới đăng ký)."""

    dossier_id: str


@dataclass(frozen=True)
class DossierChanged(Event):
    """The applicant should know: state, promise or request changed; ``what`` names the message.

    ``seq`` is the event of the case that it was, so that a job that runs twice tells it once.
    """

    dossier_id: str
    what: str
    seq: int = 0
