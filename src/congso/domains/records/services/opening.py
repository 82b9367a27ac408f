"""Open dossiers after the list or outside it, change what is said of them, hand them to another person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotAllowed, NotVisible
from congso.core.text import nfc
from congso.domains.records.enums import Access, ListState, Medium, period_text
from congso.domains.records.errors import (
    CodeTaken,
    DayWrong,
    ListNotIssued,
    PeriodTooShort,
    PersonNotFit,
    ReasonNeeded,
)
from congso.domains.records.models import ListEntry, WorkDossier
from congso.domains.records.policies import (
    lock_dossier,
    may_see_list,
    require_can_keep,
    require_can_open_in,
)
from congso.domains.records.services.common import lying_in, require_open, search_key_of, tell
from congso.domains.records.services.periods import longest, require_by_rule
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import account_names, holders


@dataclass(frozen=True)
class DossierIn:
    """What is said of a dossier."""

    title: str
    years: int | None = None
    rule_code: str = ""
    access: str = Access.NORMAL
    medium: str = Medium.ELECTRONIC
    is_construction: bool = False
    description: str = ""
    box: str = ""
    language: str = "Tiếng Việt"


def open_listed(*, actor: Actor, entry_id: int, access: str = Access.NORMAL, medium: str = Medium.ELECTRONIC) -> WorkDossier:
    """Open a dossier of the year's list (mở hồ sơ theo danh mục): code, title and period are the list's.

    It is opened by the person the list names or somebody of the unit. Raises NotVisible, NotAllowed, ListNotIssued, CodeTaken.
    """
    with write_action("records.open_listed", actor=actor) as action:
        entry = ListEntry.objects.select_related("list").filter(pk=entry_id).first()
        if entry is None or not may_see_list(actor, entry.list.agency_id):
            raise NotVisible
        if entry.keeper_id is not None and entry.keeper_id not in actor.accounts:
            raise NotAllowed
        unit_id = _own_unit(actor, entry.unit_id, entry.list.agency_id)
        if entry.list.state != ListState.ISSUED:
            raise ListNotIssued(year=entry.list.year)
        made = WorkDossier(
            agency_id=entry.list.agency_id, unit_id=unit_id, year=entry.list.year, entry=entry, code=entry.code, title=entry.title,
            years=entry.years, rule_code=entry.rule_code, access=access, medium=medium,
        )  # fmt: skip
        _open(action, made)
    return made


def _own_unit(actor: Actor, unit_id: int, agency_id: int) -> int:
    """The unit in which a line of the list is opened: its own, or for the agency's own lines that of the actor."""
    if unit_id == agency_id:
        units = tree().part_of_agency(agency_id)
        unit_id = next((seat.unit_id for seat in actor.seats if seat.unit_id in units), unit_id)
    require_can_open_in(actor, unit_id)
    return unit_id


def open_outside(*, actor: Actor, unit_id: int, code: str, said: DossierIn, reason: str) -> WorkDossier:
    """Open a dossier that the list has not, with the reason; the person sets code, title, period and day (Điều 29 khoản 2).

    Raises NotAllowed, ReasonNeeded, CodeTaken, PeriodTooShort, RuleUnknown.
    """
    with write_action("records.open_outside", actor=actor) as action:
        require_can_open_in(actor, unit_id)
        if not reason.strip():
            raise ReasonNeeded(field="reason")
        code, today = nfc(code, collapse=True), clock.local(action.at).date()
        if not code:
            raise InvalidInput(field="code", reason=_("chưa ghi số, ký hiệu."))
        agency_id = tree().agency_of(unit_id).id
        if ListEntry.objects.filter(list__agency_id=agency_id, list__year=today.year, code=code).exists():
            raise CodeTaken(field="code", code=code, where=_("trong danh mục hồ sơ năm nay, hãy mở từ danh mục"))
        made = WorkDossier(
            agency_id=agency_id, unit_id=unit_id, year=today.year, code=code, outside_reason=nfc(reason, collapse=True),
            title="",
        )  # fmt: skip
        _write(made, said, today)
        _open(action, made)
    return made


def _open(action: WriteAction, made: WorkDossier) -> None:
    made.keeper_id, made.keeper_name = action.actor.account_id or 0, action.actor.name
    made.opened_on = clock.local(action.at).date()
    made.search_key = search_key_of(made)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise CodeTaken(field="code", code=made.code, where=_("hồ sơ này của năm %(year)d đã được mở") % {"year": made.year}) from None
    tell(action, made, "opened", made.outside_reason)
    action.record(made, code=made.code, outside=bool(made.outside_reason), access=made.access)


def _write(dossier: WorkDossier, said: DossierIn, on: date) -> None:
    if not said.title.strip():
        raise InvalidInput(field="title", reason=_("chưa ghi tiêu đề."))
    if said.years is not None:
        require_by_rule(said.years, said.rule_code, on)
    dossier.title, dossier.description = nfc(said.title, collapse=True), nfc(said.description, collapse=True)
    dossier.years, dossier.rule_code, dossier.access, dossier.medium = said.years, said.rule_code, said.access, said.medium
    dossier.is_construction, dossier.box, dossier.language = said.is_construction, nfc(said.box, collapse=True), nfc(said.language, collapse=True)
    dossier.search_key = search_key_of(dossier)


def change_dossier(*, actor: Actor, dossier_id: UUID, said: DossierIn) -> WorkDossier:
    """Change title, period, access of an open dossier; the period never falls below rule, list and documents.

    Raises DossierNotOpen, PeriodTooShort, RuleUnknown, NotAllowed.
    """
    with write_action("records.change_dossier", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id)
        require_can_keep(actor, dossier)
        require_open(dossier)
        before = {"title": dossier.title, "years": dossier.years, "access": dossier.access}
        _require_long_enough(dossier, said.years)
        _write(dossier, said, clock.local(action.at).date())
        dossier.save()
        after = {"title": dossier.title, "years": dossier.years, "access": dossier.access}
        tell(action, dossier, "changed", "; ".join(f"{before[key]} → {after[key]}" for key in ("title",) if before[key] != after[key]))
        action.record(dossier, before=before, after=after)
    return dossier


def _require_long_enough(dossier: WorkDossier, years: int | None) -> None:
    """The list's period and the documents' own are the least (Luật Lưu trữ, Điều 15)."""
    listed = dossier.entry.years if dossier.entry is not None else None
    least = longest([listed, *(each.years for each in lying_in(dossier))])
    if least is not None and (years is None or years < least):
        why = _("danh mục hồ sơ hoặc văn bản trong hồ sơ")
        raise PeriodTooShort(field="years", least=period_text(least), why=why)


def hand_to(*, actor: Actor, dossier_id: UUID, account_id: int, reason: str) -> WorkDossier:
    """Give a dossier to another person of the unit (bàn giao), with the reason; by its keeper or the unit's head.

    Raises NotAllowed, ReasonNeeded, PersonNotFit.
    """
    with write_action("records.hand_to", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id)
        require_can_keep(actor, dossier)
        if not reason.strip():
            raise ReasonNeeded(field="reason")
        if account_id == dossier.keeper_id or account_id not in dict(holders(role="", unit_id=dossier.unit_id)):
            raise PersonNotFit(field="account_id")
        before = dossier.keeper_name
        dossier.keeper_id, dossier.keeper_name = account_id, account_names().get(account_id, "")
        dossier.save(update_fields=["keeper_id", "keeper_name"])
        tell(action, dossier, "handed_to", f"{before} → {dossier.keeper_name}: {nfc(reason, collapse=True)}")
        action.record(dossier, keeper=account_id, reason=nfc(reason, collapse=True))
    return dossier


def require_day_not_ahead(day: date, today: date, field: str) -> None:
    """What has ended has ended."""
    if day > today:
        raise DayWrong(field=field, reason=_("ngày này chưa tới."))
