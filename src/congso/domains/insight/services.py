"""A report leaves the system as a file."""

from __future__ import annotations

from congso.core.actors import Actor
from congso.domains.insight.policies import require_reach
from congso.domains.insight.queries.figures import Wanted
from congso.foundation.audit.writing import write_action


def note_report_taken(*, actor: Actor, wanted: Wanted) -> None:
    """Note who takes the report of a period (báo cáo tình hình giải quyết) away as an Excel file.

    By people it names officials with what each was late with, which is personal data. Raises NotAllowed.
    """
    with write_action("insight.take_report", actor=actor) as action:
        require_reach(actor)
        action.record(
            ("insight.report", wanted.by), starts_on=wanted.period.first, ends_on=wanted.period.last,
            procedure=wanted.procedure, file_kind="xlsx",
        )  # fmt: skip
