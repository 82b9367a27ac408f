"""Lists of dossiers and the page of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import fold
from congso.domains.documents.facade import DocumentLine, document_lines
from congso.domains.records.enums import HIDDEN, PERMANENT, KeepingState, State, period_text
from congso.domains.records.models import DossierEvent, FiledItem, Grant, Keeping, WorkDossier
from congso.domains.records.policies import (
    SUPERVISE,
    keepable_by,
    known_to,
    listed_for,
    may_keep,
    visible_to,
)
from congso.domains.records.queries.checking import Measures, is_to_be_handed, measure
from congso.domains.records.queries.retention import kept_until
from congso.foundation.orgs.queries import tree

PAGE = 40
EVENT_LABELS: dict[str, str | Promise] = {
    "opened": gettext_lazy("Mở hồ sơ"), "changed": gettext_lazy("Sửa thông tin"), "filed": gettext_lazy("Đưa vào hồ sơ"),
    "removed": gettext_lazy("Loại khỏi hồ sơ"), "arranged": gettext_lazy("Sắp xếp"), "numbered": gettext_lazy("Đánh số tờ, số trang"),
    "handed_to": gettext_lazy("Bàn giao người lập"), "granted": gettext_lazy("Cho phép xem"),
    "grant_withdrawn": gettext_lazy("Thôi cho phép xem"), "closed": gettext_lazy("Kết thúc hồ sơ"), "reopened": gettext_lazy("Mở lại"),
    "keeping_asked": gettext_lazy("Đề nghị giữ lại"), "keeping_agreed": gettext_lazy("Đồng ý cho giữ lại"),
    "keeping_refused": gettext_lazy("Không đồng ý cho giữ lại"), "keeping_ended": gettext_lazy("Thôi giữ lại"),
    "keeping_over": gettext_lazy("Hết thời gian giữ lại, đến hạn nộp lưu"), "handed": gettext_lazy("Nộp lưu"), "agreed": gettext_lazy("Lưu trữ đồng ý nhận"), "returned": gettext_lazy("Lưu trữ trả lại"),
}  # fmt: skip


@dataclass(frozen=True)
class DossierFilter:
    """Which dossiers a list shows."""

    words: str = ""
    scope: str = ""
    """``mine``: one's own; empty: all of the agency that may be listed."""
    year: int | None = None
    state: str = ""
    unit_id: int | None = None
    retention: str = ""
    """``permanent`` or ``limited``."""
    after: UUID | None = None
    before: UUID | None = None


@dataclass(frozen=True)
class DossierRow:
    """A dossier as a list shows it; without title and code where the reader may not know them."""

    id: UUID | None
    code: str
    title: str
    year: int
    period: str
    unit: str
    keeper: str
    state: str
    state_label: str
    hand_over_by: date | None
    key: UUID


def dossier_list(*, viewer: Actor, wanted: DossierFilter) -> tuple[list[DossierRow], UUID | None, UUID | None]:
    """A page, newest first, with the keys of newer and older ones; titles that are not the viewer's to know are left out."""
    rows = _filtered(viewer, wanted).annotate(opens=_flag(visible_to(viewer)))
    if wanted.before is not None:
        found = list(rows.filter(pk__gt=wanted.before).order_by("pk")[: PAGE + 1])
        more_newer, more_older = len(found) > PAGE, True
        found = found[:PAGE][::-1]
    else:
        found = list((rows.filter(pk__lt=wanted.after) if wanted.after else rows).order_by("-pk")[: PAGE + 1])
        more_newer, more_older = wanted.after is not None, len(found) > PAGE
        found = found[:PAGE]
    lines = [_row(each) for each in found]
    return lines, lines[0].key if lines and more_newer else None, lines[-1].key if lines and more_older else None


def _flag(condition: Q) -> Case:
    """A truth as a column; an empty condition is always true."""
    if not condition:
        return Case(default=Value(value=True), output_field=BooleanField())
    return Case(When(condition, then=Value(value=True)), default=Value(value=False), output_field=BooleanField())


def _filtered(viewer: Actor, wanted: DossierFilter) -> QuerySet[WorkDossier]:
    rows = WorkDossier.objects.filter(listed_for(viewer))
    if wanted.scope == "mine":
        rows = rows.filter(keeper_id__in=viewer.accounts)
    if wanted.words.strip() or wanted.retention:  # what is hidden is not found by what it says
        rows = rows.filter(known_to(viewer))
    for word in fold(wanted.words).split()[:8]:
        rows = rows.filter(search_key__contains=word)
    asked = {"year": wanted.year, "state": wanted.state if wanted.state in State.values else None, "unit_id": wanted.unit_id}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if wanted.retention == "permanent":
        rows = rows.filter(years=PERMANENT)
    elif wanted.retention == "limited":
        rows = rows.filter(years__lt=PERMANENT)
    return rows


def _row(dossier: WorkDossier) -> DossierRow:
    opens = bool(getattr(dossier, "opens", False))
    hidden = not opens and dossier.access in HIDDEN
    return DossierRow(
        id=dossier.pk if opens else None, code="" if hidden else dossier.code, title="" if hidden else dossier.title, year=dossier.year,
        period="" if hidden else period_text(dossier.years), unit=tree().name(dossier.unit_id), keeper=dossier.keeper_name,
        state=dossier.state, state_label=dossier.get_state_display(), hand_over_by=dossier.hand_over_by if opens else None, key=dossier.pk,
    )  # fmt: skip


@dataclass(frozen=True)
class ItemRow:
    """One thing in a dossier as its reader may see it."""

    item: FiledItem
    line: DocumentLine | None
    """The document, where the reader may see it where it lies."""

    @property
    def is_hidden(self) -> bool:
        """A document that this reader may not see: only that it is there."""
        return self.item.document_id is not None and self.line is None

    @property
    def number(self) -> str:
        """Số, ký hiệu."""
        return self.line.number_text if self.line else self.item.number_text

    @property
    def day(self) -> date | None:
        """Ngày tháng."""
        return self.line.issued_on if self.line else self.item.dated_on

    @property
    def about(self) -> str:
        """Tên loại và trích yếu."""
        if self.is_hidden:
            return _("(văn bản hạn chế, bạn không được xem)")
        return f"{self.line.type_name}: {self.line.subject}" if self.line else self.item.subject

    @property
    def author(self) -> str:
        """Tác giả."""
        return self.line.issuer_name if self.line else self.item.author

    @property
    def pages(self) -> int | None:
        """Number of pages."""
        return (self.line.pages if self.line else None) or self.item.pages

    @property
    def sheets(self) -> str:
        """Tờ số, trang số: ``3-7``."""
        first, last = self.item.sheet_from, self.item.sheet_to
        if first is None:
            return ""
        return str(first) if last in {None, first} else f"{first}-{last}"

    @property
    def period(self) -> str:
        """Its own retention period, if it has one."""
        return period_text(self.item.years)


@dataclass
class DossierPage:
    """All that the page of a dossier shows."""

    dossier: WorkDossier
    agency: str
    unit: str
    rows: list[ItemRow]
    measures: Measures
    grants: Sequence[Grant]
    events: list[tuple[DossierEvent, str]]
    offers: frozenset[str]
    kept_until: int | None
    handovers: list[Any] = field(default_factory=list)
    keepings: list[Keeping] = field(default_factory=list)
    """Questions to keep it back, the newest first."""

    @property
    def period(self) -> str:
        """Thời hạn lưu trữ in words."""
        return period_text(self.dossier.years)

    @property
    def kept_back_until(self) -> date | None:
        """The last day of a consent in force to keep it back."""
        days = [each.until for each in self.keepings if each.state == KeepingState.AGREED and each.until >= clock.today()]
        return max(days, default=None)

    @property
    def is_late(self) -> bool:
        """Whether it should have been handed over by now."""
        if self.kept_back_until is not None:
            return False
        by = self.dossier.hand_over_by
        return by is not None and self.dossier.state == State.CLOSED and by < clock.today()


def find_dossier(*, viewer: Actor, dossier_id: UUID) -> WorkDossier:
    """The dossier; raises NotVisible for one the viewer may not open."""
    found = WorkDossier.objects.filter(visible_to(viewer), pk=dossier_id).select_related("entry__list").first()
    if found is None:
        raise NotVisible
    return found


def rows_of(viewer: Actor, dossier: WorkDossier) -> list[ItemRow]:
    """What lies in it, in two queries; a document only as far as the viewer may see it where it lies."""
    items = list(FiledItem.objects.filter(dossier=dossier, removed_at=None).select_related("stored"))
    lines = document_lines(viewer=viewer, ids=[each.document_id for each in items if each.document_id])
    return [ItemRow(each, lines.get(each.document_id) if each.document_id else None) for each in items]


def dossier_page(*, viewer: Actor, dossier_id: UUID) -> DossierPage:
    """The page of one dossier, in a constant number of queries. Raises NotVisible."""
    dossier = find_dossier(viewer=viewer, dossier_id=dossier_id)
    rows = rows_of(viewer, dossier)
    return DossierPage(
        dossier=dossier, agency=tree().name(dossier.agency_id), unit=tree().name(dossier.unit_id), rows=rows,
        measures=measure(dossier, [row.item for row in rows]), grants=list(Grant.objects.filter(dossier=dossier, withdrawn_at=None)),
        events=[(row, str(EVENT_LABELS.get(row.name, row.name))) for row in DossierEvent.objects.filter(dossier=dossier)[:100]],
        offers=_offers(viewer, dossier), kept_until=kept_until(dossier),
        handovers=list(dossier.lines.select_related("handover")), keepings=list(Keeping.objects.filter(dossier=dossier)[:20]),
    )  # fmt: skip


def _offers(viewer: Actor, dossier: WorkDossier) -> frozenset[str]:
    """Which buttons the viewer gets."""
    found = set()
    if may_keep(viewer, dossier):
        found |= {"grant", "hand_to"}
        if dossier.state == State.OPEN:
            found |= {"change", "add", "remove", "arrange", "close"}
        if is_to_be_handed(dossier) and dossier.hand_over_by is not None:
            found.add("keep_back")
    if viewer.may(SUPERVISE, dossier.unit_id) and dossier.state == State.CLOSED:
        found.add("reopen")
    return frozenset(found)


def open_dossiers(*, viewer: Actor, words: str = "", limit: int = 50) -> list[WorkDossier]:
    """Open dossiers the viewer may file into, own ones first, newest first."""
    rows = WorkDossier.objects.filter(keepable_by(viewer), state=State.OPEN)
    for word in fold(words).split()[:8]:
        rows = rows.filter(search_key__contains=word)
    return list(rows.annotate(own=_flag(Q(keeper_id__in=viewer.accounts))).order_by("-own", "-pk")[:limit])


def dossiers_of_document(*, viewer: Actor, document_id: UUID) -> list[WorkDossier]:
    """The dossiers, among those the viewer may open, in which a document lies."""
    items = FiledItem.objects.filter(document_id=document_id, removed_at=None)
    return list(WorkDossier.objects.filter(visible_to(viewer), pk__in=items.values("dossier_id")).order_by("pk"))


def dossiers_in_states(*, agency_id: int) -> dict[str, int]:
    """How many dossiers of an agency stand where; numbers alone, for reports."""
    rows = WorkDossier.objects.filter(agency_id=agency_id).values_list("state").annotate(count=Count("pk"))
    return dict(rows)


def item_file(*, viewer: Actor, item_id: UUID) -> FiledItem:
    """Another paper of a dossier the viewer may open. Raises NotVisible."""
    item = FiledItem.objects.select_related("stored", "dossier").filter(pk=item_id, removed_at=None, document=None).first()
    if item is None:
        raise NotVisible
    find_dossier(viewer=viewer, dossier_id=item.dossier_id)
    return item
