"""Draft, copy, issue and add to the yearly list of dossiers (danh mục hồ sơ)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.core.text import nfc
from congso.domains.records.enums import ListState
from congso.domains.records.errors import (
    CodeTaken,
    DayWrong,
    ListEmpty,
    ListIssued,
    ListNotEmpty,
    ListTaken,
    PersonNotFit,
    ReasonNeeded,
)
from congso.domains.records.models import FileList, ListEntry, ListHeading
from congso.domains.records.policies import ISSUE_LIST, MANAGE_LIST, lock_list
from congso.domains.records.services.periods import require_by_rule
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders


@dataclass(frozen=True)
class EntryIn:
    """A line as it is typed."""

    heading: str
    code: str
    title: str
    years: int
    unit_id: int
    keeper_id: int | None = None
    rule_code: str = ""
    note: str = ""


def start_list(*, actor: Actor, agency_id: int, year: int) -> FileList:
    """Begin the list of a year. Raises NotAllowed, ListTaken."""
    with write_action("records.start_list", actor=actor) as action:
        if not actor.may(MANAGE_LIST, agency_id):
            raise NotAllowed
        if not 2000 <= year <= clock.today().year + 1:
            raise InvalidInput(field="year", reason=_("chỉ lập danh mục đến năm sau."))
        try:
            with transaction.atomic():
                made = FileList.objects.create(agency_id=agency_id, year=year, created_at=action.at)
        except IntegrityError:
            raise ListTaken(field="year", year=year) from None
        action.record(made, agency=agency_id, year=year)
    return made


def require_draft(found: FileList) -> None:
    """What was issued is only added to."""
    if found.state != ListState.DRAFT:
        raise ListIssued(year=found.year)


def heading_of(found: FileList, title: str) -> ListHeading:
    """The heading of that title, made when there is none."""
    clean = nfc(title, collapse=True)[:200] or _("Hồ sơ chung")
    present = ListHeading.objects.filter(list=found, title=clean).first()
    if present is not None:
        return present
    last = ListHeading.objects.filter(list=found).aggregate(last=Max("place"))["last"] or 0
    return ListHeading.objects.create(list=found, title=clean, place=last + 1)


def require_fits(found: FileList, entry: EntryIn, on: date) -> None:
    """Unit and person belong to the agency, the period to its rule."""
    units = tree()
    if entry.unit_id not in units.nodes or units.agency_of(entry.unit_id).id != found.agency_id:
        raise PersonNotFit(field="unit_id")
    if entry.keeper_id is not None and entry.keeper_id not in dict(holders(role="", unit_id=entry.unit_id)):
        raise PersonNotFit(field="keeper_id")
    require_by_rule(entry.years, entry.rule_code, on)
    if not entry.title.strip():
        raise InvalidInput(field="title", reason=_("chưa ghi tiêu đề."))
    if not entry.code.strip():
        raise InvalidInput(field="code", reason=_("chưa ghi số, ký hiệu."))


def write_entry(found: FileList, entry: EntryIn, on: date, *, added_on: date | None = None, added_by: str = "") -> ListEntry:
    """Put a line under its heading; raises CodeTaken and what ``require_fits`` raises."""
    require_fits(found, entry, on)
    code = nfc(entry.code, collapse=True)
    if ListEntry.objects.filter(list=found, code=code).exists():
        raise CodeTaken(field="code", code=code, where=_("trong danh mục"))
    heading = heading_of(found, entry.heading)
    last = ListEntry.objects.filter(heading=heading).aggregate(last=Max("place"))["last"] or 0
    return ListEntry.objects.create(
        list=found, heading=heading, code=code, title=nfc(entry.title, collapse=True), years=entry.years, rule_code=entry.rule_code,
        unit_id=entry.unit_id, keeper_id=entry.keeper_id, note=nfc(entry.note, collapse=True), place=last + 1, added_on=added_on,
        added_by=nfc(added_by, collapse=True),
    )  # fmt: skip


def add_entry(*, actor: Actor, list_id: int, entry: EntryIn) -> ListEntry:
    """Write a line into a list that is being drafted. Raises ListIssued, CodeTaken, PeriodTooShort, PersonNotFit."""
    with write_action("records.add_entry", actor=actor) as action:
        found = lock_list(actor, list_id, MANAGE_LIST)
        require_draft(found)
        made = write_entry(found, entry, date(found.year, 1, 1))
        action.record(made, code=made.code, list=found.pk)
    return made


def change_entry(*, actor: Actor, entry_id: int, entry: EntryIn) -> ListEntry:
    """Change a line of a list that is being drafted. Raises ListIssued, CodeTaken, PeriodTooShort, PersonNotFit."""
    with write_action("records.change_entry", actor=actor) as action:
        row = _entry(entry_id)
        found = lock_list(actor, row.list_id, MANAGE_LIST)
        require_draft(found)
        require_fits(found, entry, date(found.year, 1, 1))
        code = nfc(entry.code, collapse=True)
        if ListEntry.objects.filter(list=found, code=code).exclude(pk=row.pk).exists():
            raise CodeTaken(field="code", code=code, where=_("trong danh mục"))
        row.heading = heading_of(found, entry.heading)
        row.code, row.title, row.years, row.rule_code = code, nfc(entry.title, collapse=True), entry.years, entry.rule_code
        row.unit_id, row.keeper_id, row.note = entry.unit_id, entry.keeper_id, nfc(entry.note, collapse=True)
        row.save()
        _drop_empty_headings(found)
        action.record(row, code=code, title=row.title, years=row.years)
    return row


def remove_entry(*, actor: Actor, entry_id: int) -> FileList:
    """Take a line out of a list that is being drafted. Raises ListIssued."""
    with write_action("records.remove_entry", actor=actor) as action:
        row = _entry(entry_id)
        found = lock_list(actor, row.list_id, MANAGE_LIST)
        require_draft(found)
        action.record(row, code=row.code, title=row.title)
        row.delete()
        _drop_empty_headings(found)
    return found


def _entry(entry_id: int) -> ListEntry:
    row = ListEntry.objects.filter(pk=entry_id).first()
    if row is None:
        raise NotVisible
    return row


def _drop_empty_headings(found: FileList) -> None:
    ListHeading.objects.filter(list=found, entries=None).delete()


def copy_list(*, actor: Actor, list_id: int) -> FileList:
    """Fill an empty list with last year's lines; people who have left are left out of it. Raises ListNotEmpty, ListEmpty."""
    with write_action("records.copy_list", actor=actor) as action:
        found = lock_list(actor, list_id, MANAGE_LIST)
        require_draft(found)
        if ListEntry.objects.filter(list=found).exists():
            raise ListNotEmpty
        rows = list(ListEntry.objects.filter(list__agency_id=found.agency_id, list__year=found.year - 1).select_related("heading"))
        if not rows:
            raise ListEmpty
        units = tree()
        for row in rows:
            unit_id = row.unit_id if row.unit_id in units.nodes else found.agency_id
            keeper_id = row.keeper_id if row.keeper_id in dict(holders(role="", unit_id=unit_id)) else None
            ListEntry.objects.create(
                list=found, heading=heading_of(found, row.heading.title), code=row.code, title=row.title, years=row.years,
                rule_code=row.rule_code, unit_id=unit_id, keeper_id=keeper_id, note=row.note, place=row.place,
            )  # fmt: skip
        action.record(found, copied=len(rows), from_year=found.year - 1)
    return found


def issue_list(*, actor: Actor, list_id: int, decision: str, issued_on: date) -> FileList:
    """Issue the list (ban hành), by the head of the agency; from then on dossiers are opened after it.

    Raises NotAllowed, ListIssued, ListEmpty, DayWrong.
    """
    with write_action("records.issue_list", actor=actor) as action:
        found = lock_list(actor, list_id, ISSUE_LIST)
        require_draft(found)
        if not ListEntry.objects.filter(list=found).exists():
            raise ListEmpty
        if issued_on > clock.local(action.at).date():
            raise DayWrong(field="issued_on", reason=_("ngày ban hành chưa tới."))
        seat = actor.main_seat
        found.state, found.decision, found.issued_on = ListState.ISSUED, nfc(decision, collapse=True), issued_on
        found.issued_by, found.issued_by_name, found.issued_by_title = actor.account_id, actor.name, seat.title if seat else ""
        found.save()
        action.record(found, decision=found.decision, issued_on=issued_on)
    return found


def amend_list(*, actor: Actor, list_id: int, entry: EntryIn, added_on: date, added_by: str) -> ListEntry:
    """Add a line to an issued list, with the day and the ground (bổ sung danh mục). Raises CodeTaken, DayWrong."""
    with write_action("records.amend_list", actor=actor) as action:
        found = lock_list(actor, list_id, MANAGE_LIST)
        if not added_by.strip():
            raise ReasonNeeded(field="added_by")
        _require_amendable(action, found, added_on)
        made = write_entry(found, entry, added_on, added_on=added_on, added_by=added_by)
        action.record(made, code=made.code, added_on=added_on, added_by=made.added_by)
    return made


def _require_amendable(action: WriteAction, found: FileList, added_on: date) -> None:
    if found.issued_on is None:
        raise DayWrong(field="added_on", reason=_("danh mục chưa ban hành; cứ thêm thẳng vào bản đang soạn."))
    if not found.issued_on <= added_on <= clock.local(action.at).date():
        raise DayWrong(field="added_on", reason=_("ngày bổ sung phải từ ngày ban hành đến hôm nay."))
