"""What documents tell other parts of the office."""

from __future__ import annotations

from dataclasses import dataclass

from congso.foundation.jobs.events import Event


@dataclass(frozen=True)
class DocumentIssued(Event):
    """A document was issued (phát hành) to units of this system, among others; what comes in by it is theirs to register."""

    document_id: str
    unit_ids: tuple[int, ...]
    """A list when it comes back from the job."""


@dataclass(frozen=True)
class ArrivalAnswered(Event):
    """A receiving agency of this system registered a document that was issued to it, sent it back, came a step further, or
    answered its recall; told by the same moments as a sender outside is told over the exchange."""

    source_document_id: str
    agency_id: int
    taken: bool
    reason: str = ""
    step: str = ""
    """How far it has come there, in the codes of the exchange (``delivery_steps``); empty: registered or sent back."""
    by_name: str = ""
    at: str = ""
    """When it happened (ISO 8601)."""


@dataclass(frozen=True)
class DocumentRecalled(Event):
    """A document issued before was recalled (thu hồi)."""

    document_id: str
    unit_ids: tuple[int, ...]
    reason: str
    by_number: str = ""
    """Of the document that recalled it; empty when the registry did without one."""


@dataclass(frozen=True)
class DocumentReplaced(Event):
    """A document issued before was replaced (thay thế) by another that its receivers get."""

    document_id: str
    unit_ids: tuple[int, ...]
    by_number: str
