"""The books leave the system as a file."""

from __future__ import annotations

from datetime import date

from congso.core.actors import Actor
from congso.domains.fees.policies import require_can_reconcile
from congso.foundation.audit.writing import write_action


def note_books_taken(*, actor: Actor, first: date, last: date, unit_id: int | None) -> None:
    """Note who takes the reconciliation of some days (đối soát phí, lệ phí) away as an Excel file.

    The file names payers and what they paid: who took it is part of keeping personal data (NĐ 356/2025). Raises NotAllowed.
    """
    with write_action("fees.take_books", actor=actor) as action:
        require_can_reconcile(actor)
        action.record(
            ("fees.books", f"{first:%Y%m%d}-{last:%Y%m%d}"), unit_id=unit_id, starts_on=first, ends_on=last, file_kind="xlsx"
        )
