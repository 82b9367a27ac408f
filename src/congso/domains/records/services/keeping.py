"""Keep ended dossiers back for work, with the consent of the agency's head (NĐ 30/2020, Điều 31 khoản 3 điểm d)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.records.enums import KeepingState, LineState
from congso.domains.records.errors import (
    DayWrong,
    DossierNotClosed,
    KeepingAnswered,
    KeepingAsked,
    ReasonNeeded,
)
from congso.domains.records.models import HandoverLine, Keeping, WorkDossier
from congso.domains.records.policies import (
    lock_dossier,
    require_can_keep,
    require_can_keep_back,
)
from congso.domains.records.queries.checking import is_to_be_handed
from congso.domains.records.queries.keeping import latest_day
from congso.domains.records.services.common import tell
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.orgs.models import UnitFunction
from congso.foundation.orgs.queries import tree
from congso.foundation.people.queries import holders
from congso.foundation.printing.wording import in_vietnamese

REMIND_DAYS = 30
"""So many days before its end who keeps a dossier back is reminded; the decree names no number."""


def ask_keeping(*, actor: Actor, dossier_id: UUID, reason: str, until: date) -> Keeping:
    """Ask to keep an ended dossier back (đề nghị giữ lại); its keeper and the unit's head may.

    Raises DossierNotClosed for one that is open, need not be handed over or is on its way, ReasonNeeded, DayWrong for more than two
    years after its due day, KeepingAsked.
    """
    with write_action("records.ask_keeping", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id)
        require_can_keep(actor, dossier)
        due = _require_due(dossier)
        if not reason.strip():
            raise ReasonNeeded(field="reason")
        if not max(due, clock.local(action.at).date()) < until <= latest_day(due):
            raise DayWrong(field="until", reason=_("giữ lại phải sau ngày đến hạn nộp lưu %(due)s và hôm nay, không quá 02 năm kể từ ngày đến hạn (đến hết %(last)s).") % {
                "due": f"{due:%d/%m/%Y}", "last": f"{latest_day(due):%d/%m/%Y}"})  # fmt: skip
        made = Keeping(
            dossier=dossier, agency_id=dossier.agency_id, reason=nfc(reason, collapse=True)[:500], until=until,
            asked_by=actor.account_id or 0, asked_by_name=actor.name, asked_at=action.at,
        )  # fmt: skip
        _insert(made)
        tell(action, dossier, "keeping_asked", f"{until:%d/%m/%Y}: {made.reason}")
        action.record(made, dossier=dossier.code, until=until, reason=made.reason)
        with in_vietnamese():
            title = _("%(name)s đề nghị giữ lại hồ sơ %(code)s") % {"name": actor.name, "code": dossier.code}
            _notify(action, _leaders(dossier.agency_id), title, made)
    return made


def _leaders(agency_id: int) -> list[int]:
    units = tree()
    top = units.with_function(agency_id, UnitFunction.LEADERSHIP)
    return [account for account, _name in holders(role="leader", unit_id=top.id if top else agency_id)]


def _require_due(dossier: WorkDossier) -> date:
    """The day by which it is to be handed over. Raises DossierNotClosed."""
    on_its_way = HandoverLine.objects.filter(dossier=dossier).exclude(state=LineState.RETURNED).exists()
    if not is_to_be_handed(dossier) or dossier.hand_over_by is None or on_its_way:
        state = _("đã có trong một đợt nộp lưu") if on_its_way else dossier.get_state_display()
        raise DossierNotClosed(code=dossier.code, state=state)
    return dossier.hand_over_by


def _insert(made: Keeping) -> None:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise KeepingAsked(code=made.dossier.code) from None


def answer_keeping(*, actor: Actor, keeping_id: int, agrees: bool, decision: str = "", answer: str = "") -> Keeping:
    """The agency's head agrees, perhaps by a document with a number, or refuses with the reason; a consent replaces the one before.

    Raises NotAllowed, ReasonNeeded, KeepingAnswered, DossierNotClosed when it went to the archive meanwhile.
    """
    with write_action("records.answer_keeping", actor=actor) as action:
        row, dossier = _locked(actor, keeping_id)
        require_can_keep_back(actor, dossier)
        if row.state != KeepingState.ASKED:
            raise KeepingAnswered
        if not agrees and not answer.strip():
            raise ReasonNeeded(field="answer")
        if agrees:
            _require_due(dossier)
            Keeping.objects.filter(dossier=dossier, state=KeepingState.AGREED).update(state=KeepingState.ENDED, ended_at=action.at)
        seat = actor.main_seat
        row.state = KeepingState.AGREED if agrees else KeepingState.REFUSED
        row.decided_by_name, row.decided_by_title, row.decided_at = actor.name, seat.title if seat else "", action.at
        row.decision, row.answer = nfc(decision, collapse=True)[:100], nfc(answer, collapse=True)[:500]
        row.save()
        tell(action, dossier, "keeping_agreed" if agrees else "keeping_refused", row.answer or f"{row.until:%d/%m/%Y}")
        action.record(row, dossier=dossier.code, state=row.state, decision=row.decision, answer=row.answer)
        with in_vietnamese():
            said = _("Đồng ý cho giữ lại hồ sơ %(code)s") if agrees else _("Không đồng ý cho giữ lại hồ sơ %(code)s")
            _notify(action, [row.asked_by], said % {"code": dossier.code}, row)
    return row


def _locked(actor: Actor, keeping_id: int) -> tuple[Keeping, WorkDossier]:
    """The question with its dossier locked. Raises NotVisible."""
    dossier_id = Keeping.objects.filter(pk=keeping_id).values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise NotVisible
    dossier = lock_dossier(actor, dossier_id)
    return Keeping.objects.get(pk=keeping_id), dossier


def end_keeping(*, actor: Actor, keeping_id: int) -> Keeping:
    """Take the question back, or keep the dossier back no longer (thôi giữ lại): it is due for the archive again.

    Raises NotAllowed, KeepingAnswered.
    """
    with write_action("records.end_keeping", actor=actor) as action:
        row, dossier = _locked(actor, keeping_id)
        require_can_keep(actor, dossier)
        if row.state not in {KeepingState.ASKED, KeepingState.AGREED}:
            raise KeepingAnswered
        row.state = KeepingState.WITHDRAWN if row.state == KeepingState.ASKED else KeepingState.ENDED
        row.ended_at = action.at
        row.save(update_fields=["state", "ended_at"])
        tell(action, dossier, "keeping_ended")
        action.record(row, dossier=dossier.code, state=row.state)
    return row


def remind_of_keepings(*, actor: Actor) -> int:
    """Every morning: a reminder a month before a keeping ends, and when it has ended, that the dossier is due; how many notices."""
    with in_vietnamese(), write_action("records.remind_of_keepings", actor=actor) as action:
        today = clock.local(action.at).date()
        rows = Keeping.objects.select_for_update(no_key=True, of=("self",)).select_related("dossier").filter(state=KeepingState.AGREED)
        soon = list(rows.filter(reminded_at=None, until__gte=today, until__lte=today + timedelta(days=REMIND_DAYS)))
        over = list(rows.filter(until__lt=today))
        for row in soon:
            _notify(action, _keepers(row), _("Hồ sơ %(code)s được giữ lại đến hết ngày %(day)s") % {"code": row.dossier.code, "day": f"{row.until:%d/%m/%Y}"}, row)
        for row in over:
            tell(action, row.dossier, "keeping_over")
            _notify(action, _keepers(row), _("Hồ sơ %(code)s đã hết thời gian giữ lại, phải nộp lưu") % {"code": row.dossier.code}, row)
        Keeping.objects.filter(pk__in=[row.pk for row in soon]).update(reminded_at=action.at)
        Keeping.objects.filter(pk__in=[row.pk for row in over]).update(state=KeepingState.ENDED, ended_at=action.at)
        action.record(("records.keeping", today.isoformat()), reminded=len(soon), ended=len(over))
    return len(soon) + len(over)


def _keepers(row: Keeping) -> list[int]:
    """Who asked, and who keeps the dossier today."""
    return list(dict.fromkeys([row.dossier.keeper_id, row.asked_by]))


def _notify(action: WriteAction, accounts: list[int], title: str, row: Keeping) -> None:
    page = reverse("records:page", args=[row.dossier_id])
    write_notices(action, [NoticeIn(each, "records-keeping", title, row.reason, page) for each in accounts if each])
