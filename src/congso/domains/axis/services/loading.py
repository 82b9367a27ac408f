"""Set the axis up from a table of systems and agencies: first what would change, then all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.agency_codes import new_code_of
from congso.core.errors import InvalidInput
from congso.core.tables import read_lines
from congso.domains.axis.errors import CodeWrong
from congso.domains.axis.models import Member, System
from congso.domains.axis.policies import require_can_manage
from congso.domains.axis.services.registering import register_system
from congso.domains.axis.services.taking_part import change_member, register_member, require_code
from congso.foundation.audit.writing import write_action

COLUMNS = ("system_id", "system_name", "code", "name", "parent_code", "email")
MOST = 5000


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    line: int
    system_id: str
    system_name: str
    code: str
    name: str
    parent_code: str
    email: str


@dataclass(frozen=True)
class Change:
    """What a line would change; ``fault`` when it cannot be taken."""

    line: int
    what: str
    code: str
    before: str = ""
    after: str = ""
    fault: str = ""


@dataclass
class Plan:
    """Everything the table would change, in its order; how many lines are as they stand."""

    changes: list[Change] = field(default_factory=list)
    same: int = 0

    @property
    def has_faults(self) -> bool:
        """Whether it cannot be taken as it is."""
        return any(each.fault for each in self.changes)


def read_table(content: str) -> list[Row]:
    """The lines of the table. Raises InvalidInput."""
    return [Row(number, *(row[name] for name in COLUMNS)) for number, row in read_lines(content, columns=COLUMNS, most=MOST)]


def plan_table(*, viewer: Actor, content: str) -> Plan:
    """What a table would change; nothing is written. Raises NotAllowed, InvalidInput for what is no such table."""
    require_can_manage(viewer)
    rows, plan = read_table(content), Plan()
    systems = {row.system_id: row for row in System.objects.all()}
    members = {row.code: row for row in Member.objects.select_related("system")}
    new_systems: set[str] = set()
    seen: set[str] = set()
    for row in rows:
        fault = _fault(row, systems, seen)
        seen.add(new_code_of(row.code))
        if fault:
            plan.changes.append(Change(row.line, _("dòng sai"), row.code, fault=fault))
            continue
        if row.system_id and row.system_id not in systems and row.system_id not in new_systems:
            new_systems.add(row.system_id)
            plan.changes.append(Change(row.line, _("thêm hệ thống"), row.system_id, after=row.system_name or row.system_id))
        _plan_member(plan, row, members.get(new_code_of(row.code)))
    return plan


def _fault(row: Row, systems: dict[str, System], seen: set[str]) -> str:
    code = new_code_of(row.code)
    try:
        require_code(code, "table")
    except CodeWrong as wrong:
        return str(wrong)
    system = systems.get(row.system_id)
    checks = (
        (not row.name, _("thiếu tên đơn vị.")), (code in seen, _("mã này đã có ở dòng trên.")),
        (system is not None and system.closed_at is not None, _("hệ thống %(id)s đã ngắt.") % {"id": row.system_id}),
        (len(row.system_id) > 60 or (row.email != "" and "@" not in row.email), _("mã hệ thống hoặc thư điện tử không đúng.")),
    )  # fmt: skip
    return next((sentence for holds, sentence in checks if holds), "")


def _plan_member(plan: Plan, row: Row, known: Member | None) -> None:
    code = new_code_of(row.code)
    after = _words(row.name, row.email, row.system_id)
    if known is None:
        plan.changes.append(Change(row.line, _("thêm đơn vị"), code, after=after))
        return
    before = _words(known.name, known.email, known.system.system_id if known.system else "")
    if before == after:
        plan.same += 1
    else:
        plan.changes.append(Change(row.line, _("sửa đơn vị"), code, before, after))


def _words(name: str, email: str, system_id: str) -> str:
    return ", ".join(filter(None, (name[:200], email, system_id)))


def load_table(*, actor: Actor, content: str) -> list[tuple[System, str]]:
    """Do what ``plan_table`` shows, all or nothing; the new systems with their secrets, to be shown this once.

    Agencies that the table does not name stay as they are. Raises NotAllowed, InvalidInput when a line cannot be taken.
    """
    with write_action("axis.load_table", actor=actor) as action:
        plan = plan_table(viewer=actor, content=content)
        if plan.has_faults:
            raise InvalidInput(field="table", reason=_("còn dòng sai, chưa nạp gì."))
        rows, made = read_table(content), list[tuple[System, str]]()
        systems = {row.system_id: row.pk for row in System.objects.filter(closed_at=None)}
        members = {row.code: row for row in Member.objects.select_related("system")}
        for row in rows:
            if row.system_id and row.system_id not in systems:
                system, secret = register_system(actor=actor, system_id=row.system_id, name=row.system_name or row.system_id)
                systems[row.system_id] = system.pk
                made.append((system, secret))
            _load_member(actor, row, systems.get(row.system_id), members.get(new_code_of(row.code)))
        action.record(("axis.table", "*"), lines=len(rows), changes=len(plan.changes), systems=[system.system_id for system, _secret in made])
    return made


def _load_member(actor: Actor, row: Row, system_pk: int | None, known: Member | None) -> None:
    if known is None:
        register_member(actor=actor, code=new_code_of(row.code), name=row.name, valid_from=clock.today(), system_pk=system_pk,
                        parent_code=new_code_of(row.parent_code), email=row.email)  # fmt: skip
    elif (known.name, known.email, known.system_id) != (row.name[:200], row.email, system_pk):
        change_member(actor=actor, member_id=known.pk, name=row.name, email=row.email, system_pk=system_pk)
