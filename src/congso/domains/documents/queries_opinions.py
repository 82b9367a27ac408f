"""What the screens show of opinions on a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.documents.enums_outgoing import EDITED_IN
from congso.domains.documents.models import Opinion, Outgoing
from congso.domains.documents.policies_opinions import is_asked, may_ask, may_see_opinion
from congso.domains.documents.queries_outgoing import find_outgoing
from congso.foundation.casework.definitions import definition
from congso.foundation.casework.models import Case, StepKind
from congso.foundation.casework.policies import seat_at
from congso.foundation.people.queries import account_names


@dataclass(frozen=True)
class OpinionLine:
    """One who was asked, as the table shows it."""

    row: Opinion
    is_late: bool
    mine: bool
    """Whether the viewer may answer it now."""


@dataclass
class OpinionTable:
    """All who were asked about a draft that the viewer may know of."""

    outgoing: Outgoing
    case: Case
    lines: list[OpinionLine] = field(default_factory=list)
    may_ask: bool = False
    """Ask more, take back, say what became of an answer."""

    @property
    def waiting(self) -> int:
        """How many have not answered."""
        return sum(1 for line in self.lines if line.row.is_open)

    @property
    def late(self) -> int:
        """How many of them should have."""
        return sum(1 for line in self.lines if line.is_late)

    @property
    def answers(self) -> list[OpinionLine]:
        """Those that answered."""
        return [line for line in self.lines if line.row.answered_at is not None]


def opinions_of(viewer: Actor, document_id: UUID) -> OpinionTable:
    """The table of a draft; raises NotVisible."""
    outgoing = find_outgoing(viewer, document_id)
    case = outgoing.document.case
    if case is None:
        raise NotVisible
    return opinion_table(viewer, outgoing, case)


def opinion_table(viewer: Actor, outgoing: Outgoing, case: Case) -> OpinionTable:
    """The table of a draft already read, which the viewer may see."""
    step = definition(case.version_id).steps.get(case.step_id or 0)
    found = OpinionTable(outgoing, case, may_ask=step is not None and step.code in EDITED_IN and may_ask(viewer, outgoing, case))
    today = clock.today()
    for row in Opinion.objects.filter(outgoing=outgoing).select_related("case", "version"):
        if may_see_opinion(viewer, outgoing, case, row):
            mine = row.is_open and is_asked(viewer, row) and seat_at(viewer, row.case) is not None
            found.lines.append(OpinionLine(row, row.is_open and row.due_on < today, mine))
    return found


@dataclass(frozen=True)
class OpinionPage:
    """One opinion with what the viewer may do with it."""

    table: OpinionTable
    line: OpinionLine
    may_assign: bool
    holder: str

    @property
    def row(self) -> Opinion:
        """The opinion itself."""
        return self.line.row


def opinion_page(viewer: Actor, document_id: UUID, opinion_id: int) -> OpinionPage:
    """One of the table; raises NotVisible."""
    table = opinions_of(viewer, document_id)
    line = next((each for each in table.lines if each.row.pk == opinion_id), None)
    if line is None:
        raise NotVisible
    case = line.row.case
    step = definition(case.version_id).steps.get(case.step_id or 0)
    may_assign = line.mine and step is not None and step.kind == StepKind.ASSIGN
    return OpinionPage(table, line, may_assign, account_names().get(case.holder_id or 0, ""))


def opinion_of_case(viewer: Actor, case_id: UUID) -> Opinion:
    """The opinion behind a line of the inbox; raises NotVisible."""
    found = Opinion.objects.filter(case_id=case_id).first()
    if found is None:
        raise NotVisible
    return opinion_page(viewer, found.outgoing_id, found.pk).row
