"""How what a dossier costs was paid."""

from __future__ import annotations

from uuid import UUID

from congso.domains.fees.facade import ways_paid


def ways_paid_of(dossier_id: UUID) -> frozenset[str]:
    """By which ways its fees were paid: cash, transfer, or a gateway's name."""
    return ways_paid(f"dossier:{dossier_id}")
