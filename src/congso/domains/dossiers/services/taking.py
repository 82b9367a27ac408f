"""The register leaves the system as a file."""

from __future__ import annotations

from typing import Literal

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.printing.register import RegisterQuery
from congso.foundation.audit.writing import write_action
from congso.foundation.casework.policies import SEE


def note_register_taken(*, actor: Actor, query: RegisterQuery, kind: Literal["pdf", "xlsx"]) -> None:
    """Note who takes which lines of a register (sổ theo dõi hồ sơ) away as a file; raises NotVisible.

    The file holds names, addresses and telephone numbers of applicants: who took it is part of keeping them
    (NĐ 356/2025 on personal data).
    """
    with write_action("dossiers.take_register", actor=actor) as action:
        if not actor.may(SEE, query.unit_id):
            raise NotVisible
        action.record(
            ("dossiers.register", f"{query.unit_id}-{query.year}"), unit_id=query.unit_id, period=query.year,
            starts_on=query.first_day, ends_on=query.last_day, query=query.words, file_kind=kind,
        )  # fmt: skip
