"""A citizen asks that data be deleted; an official answers with the legal ground, and it is deleted or not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.citizens.facade import CitizenAccount, clear_store, close_account, forget_contact
from congso.domains.portal.errors import (
    AlreadyAnswered,
    AlreadyAsked,
    DossiersAreKept,
    GroundMissing,
    NothingChosen,
)
from congso.domains.portal.models import DataExport, Draft, Erasable, ErasureRequest, ErasureState
from congso.domains.portal.policies import require_can_answer_data, require_citizen
from congso.domains.portal.services.exporting import KEPT_DAYS
from congso.domains.portal.services.limiting import limits_on
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.calendar.deadlines import TimeLimit, TimeUnit, due
from congso.foundation.calendar.queries import schedule_for


def ask_erasure(*, actor: Actor, account: CitizenAccount, what: str, words: str = "") -> ErasureRequest:
    """Ask that data be deleted (yêu cầu xóa dữ liệu cá nhân): Luật 91/2025/QH15; answered within the rule's days.

    Raises NothingChosen, AlreadyAsked, NotAllowed.
    """
    with write_action("portal.ask_erasure", actor=actor) as action:
        require_citizen(actor)
        if what not in Erasable.values:
            raise NothingChosen(field="what")
        CitizenAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
        if ErasureRequest.objects.filter(account=account, what=what, state=ErasureState.ASKED).exists():
            raise AlreadyAsked(field="what")
        row = ErasureRequest.objects.create(
            account=account,
            what=what,
            words=nfc(words.strip())[:1000],
            asked_at=action.at,
            due_at=_due(action.at),
        )
        action.record(row, what=what, due_at=row.due_at)
    return row


def _due(at: datetime) -> datetime:
    """By the one calculator of deadlines, on the calendar of the province."""
    limit = TimeLimit(limits_on(at.date()).answer_days, TimeUnit.DAYS)
    found = due(schedule_for(None, at.date()), at, limit).at
    assert found is not None, "a clock that never stands"
    return found


def erasures(*, viewer: Actor) -> QuerySet[ErasureRequest]:
    """Requests to delete, those that wait first, the nearest deadline on top. Raises NotAllowed."""
    require_can_answer_data(viewer)
    rows = ErasureRequest.objects.select_related("account__party")
    return rows.order_by(F("answered_at").desc(nulls_first=True), "due_at")


def erasure_for(*, viewer: Actor, erasure_id: int) -> ErasureRequest:
    """One request; raises NotAllowed, NotVisible."""
    found = erasures(viewer=viewer).filter(pk=erasure_id).first()
    if found is None:
        raise NotVisible
    return found


def answer_erasure(*, actor: Actor, erasure_id: int, grant: bool, answer: str) -> ErasureRequest:
    """Delete what is asked, or refuse, with the legal ground (trả lời yêu cầu xóa dữ liệu).

    Dossiers are never deleted here: the law on archives keeps them for their period. Raises NotAllowed, NotVisible,
    AlreadyAnswered, GroundMissing.
    """
    with write_action("portal.answer_erasure", actor=actor) as action:
        require_can_answer_data(actor)
        row = (
            ErasureRequest.objects.select_for_update(of=("self",))
            .select_related("account__party")
            .filter(pk=erasure_id)
            .first()
        )
        if row is None:
            raise NotVisible
        if row.state != ErasureState.ASKED:
            raise AlreadyAnswered
        if not answer.strip():
            raise GroundMissing(field="answer")
        if grant and row.what == Erasable.DOSSIERS:
            raise DossiersAreKept(field="grant")
        gone = _erase(action, row) if grant else 0
        seat = actor.main_seat
        row.state = ErasureState.GRANTED if grant else ErasureState.REFUSED
        row.answer, row.answered_at, row.answered_by = nfc(answer.strip())[:1000], action.at, actor.account_id
        row.unit_id = seat.unit_id if seat else None
        row.save(update_fields=["state", "answer", "answered_at", "answered_by", "unit_id"])
        action.record(row, what=row.what, outcome=row.state, reason=row.answer, removed=gone)
    return row


def _erase(action: WriteAction, row: ErasureRequest) -> int:
    """Delete what was asked; how many drafts went with it."""
    account, what = row.account, row.what
    gone = 0
    if what in {Erasable.DRAFTS, Erasable.ACCOUNT}:
        drafts = Draft.objects.filter(account=account)
        if what == Erasable.DRAFTS:
            drafts = drafts.filter(submitted_at=None)
        gone = drafts.count()
        drafts.delete()
    if what in {Erasable.STORE, Erasable.ACCOUNT}:
        clear_store(action, account)
    if what in {Erasable.CONTACT, Erasable.ACCOUNT}:
        forget_contact(action, account)
    if what == Erasable.ACCOUNT:
        DataExport.objects.filter(account=account).update(
            asked_at=action.at - timedelta(days=KEPT_DAYS + 1)
        )  # thrown away this night
        close_account(action, account)
    return gone
