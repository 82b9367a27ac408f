"""The yearly list as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.records.enums import ListState, period_text
from congso.domains.records.models import FileList, ListEntry, WorkDossier
from congso.domains.records.policies import (
    ISSUE_LIST,
    MANAGE_LIST,
    OPEN,
    agencies_of,
    may_see_list,
    visible_to,
)
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names


@dataclass(frozen=True)
class EntryRow:
    """A line of the list."""

    entry: ListEntry
    period: str
    keeper: str
    note: str
    dossier: WorkDossier | None
    """The dossier opened after it, where the reader may open that."""
    is_opened: bool
    may_open: bool


@dataclass
class ListPage:
    """The list of a year under its headings."""

    file_list: FileList
    agency: str
    groups: list[tuple[str, list[EntryRow]]]
    offers: frozenset[str]
    has_last_year: bool

    @property
    def count(self) -> int:
        """How many dossiers it names."""
        return sum(len(rows) for _heading, rows in self.groups)


def lists_of(*, viewer: Actor) -> list[tuple[FileList, str]]:
    """The lists of the viewer's agencies with the agencies' names, newest year first."""
    rows = FileList.objects.filter(agency_id__in=agencies_of(viewer)).order_by("-year", "agency_id")
    return [(row, tree().name(row.agency_id)) for row in rows]


def has_list(*, agency_id: int, year: int) -> bool:
    """Whether an agency has a list of the year."""
    return FileList.objects.filter(agency_id=agency_id, year=year).exists()


def find_list(*, viewer: Actor, list_id: int) -> FileList:
    """A list of the viewer's agency; a draft only for who drafts or issues. Raises NotVisible."""
    found = FileList.objects.filter(pk=list_id).first()
    if found is None or not may_see_list(viewer, found.agency_id):
        raise NotVisible
    if found.state == ListState.DRAFT and not _works_on(viewer, found):
        raise NotVisible
    return found


def _works_on(viewer: Actor, found: FileList) -> bool:
    return viewer.may(MANAGE_LIST, found.agency_id) or viewer.may(ISSUE_LIST, found.agency_id)


def list_page(*, viewer: Actor, list_id: int) -> ListPage:
    """The list with all its lines, in a constant number of queries. Raises NotVisible."""
    found = find_list(viewer=viewer, list_id=list_id)
    entries = list(ListEntry.objects.filter(list=found).select_related("heading"))
    dossiers = {row.entry_id: row for row in WorkDossier.objects.filter(visible_to(viewer), entry__list=found)}
    opened = set(WorkDossier.objects.filter(entry__list=found).values_list("entry_id", flat=True))
    groups: dict[str, list[EntryRow]] = {}
    for entry in entries:
        row = EntryRow(
            entry, period_text(entry.years), keeper_of(entry), note_of(entry), dossiers.get(entry.pk), entry.pk in opened,
            entry.pk not in opened and _may_open(viewer, found, entry),
        )  # fmt: skip
        groups.setdefault(entry.heading.title, []).append(row)
    last_year = FileList.objects.filter(agency_id=found.agency_id, year=found.year - 1).exists()
    return ListPage(found, tree().name(found.agency_id), list(groups.items()), _offers(viewer, found, bool(entries)), last_year)


def keeper_of(entry: ListEntry) -> str:
    """Người lập: the person, else the unit."""
    return account_names().get(entry.keeper_id or 0) or tree().name(entry.unit_id)


def note_of(entry: ListEntry) -> str:
    """The note, and when and by what the line was added."""
    added = ""
    if entry.added_on:
        added = _("Bổ sung ngày %(day)s: %(by)s") % {"day": f"{entry.added_on:%d/%m/%Y}", "by": entry.added_by}
    return "; ".join(filter(None, [entry.note, added]))


def _may_open(viewer: Actor, found: FileList, entry: ListEntry) -> bool:
    if found.state != ListState.ISSUED or (entry.keeper_id is not None and entry.keeper_id not in viewer.accounts):
        return False
    return entry.unit_id == found.agency_id or viewer.may(OPEN, entry.unit_id)


def _offers(viewer: Actor, found: FileList, has_entries: bool) -> frozenset[str]:
    offers = set()
    draft, manages = found.state == ListState.DRAFT, viewer.may(MANAGE_LIST, found.agency_id)
    if manages:
        offers |= {"add"} if draft else {"amend"}
        if draft and not has_entries:
            offers |= {"copy", "import"}
    if draft and has_entries and viewer.may(ISSUE_LIST, found.agency_id):
        offers.add("issue")
    return frozenset(offers)


def find_entry(*, viewer: Actor, entry_id: int) -> ListEntry:
    """A line of a list the viewer may see. Raises NotVisible."""
    entry = ListEntry.objects.select_related("list", "heading").filter(pk=entry_id).first()
    if entry is None:
        raise NotVisible
    find_list(viewer=viewer, list_id=entry.list_id)
    return entry
