"""End a dossier, and open it again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.text import nfc
from congso.domains.records.enums import HANDED_FROM, State
from congso.domains.records.errors import DayWrong, DossierNotClosed, NotReadyToClose, ReasonNeeded
from congso.domains.records.models import WorkDossier
from congso.domains.records.policies import lock_dossier, require_can_keep, require_can_supervise
from congso.domains.records.queries.checking import measure
from congso.domains.records.queries.retention import hand_over_day
from congso.domains.records.services.common import let_go, require_open, tell
from congso.domains.records.services.filing import count_pages
from congso.domains.records.services.opening import require_day_not_ahead
from congso.foundation.audit.writing import write_action


def close_dossier(*, actor: Actor, dossier_id: UUID, work_ended_on: date) -> WorkDossier:
    """End a dossier (kết thúc hồ sơ): days, totals and the year are fixed, the day for handing it over is set.

    Raises NotReadyToClose with what is missing, DossierNotOpen, DayWrong, NotAllowed.
    """
    with write_action("records.close_dossier", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id)
        require_can_keep(actor, dossier)
        require_open(dossier)
        found = measure(dossier, count_pages(dossier))
        if found.missing:
            raise NotReadyToClose(what="; ".join(found.missing) + ".")
        require_day_not_ahead(work_ended_on, clock.local(action.at).date(), "work_ended_on")
        if found.began_on is not None and work_ended_on < found.began_on:
            raise DayWrong(field="work_ended_on", reason=_("công việc không thể kết thúc trước văn bản đầu tiên."))
        dossier.began_on, dossier.ended_on = found.began_on or dossier.opened_on, found.ended_on or work_ended_on
        dossier.doc_total, dossier.page_total, dossier.sheet_total = found.documents, found.pages, found.sheets
        dossier.work_ended_on, dossier.end_year, dossier.closed_at = work_ended_on, work_ended_on.year, action.at
        dossier.hand_over_by = hand_over_day(dossier, work_ended_on) if (dossier.years or 0) >= HANDED_FROM else None
        dossier.state = State.CLOSED
        dossier.save()
        tell(action, dossier, "closed")
        action.record(dossier, code=dossier.code, documents=found.documents, pages=found.pages, end_year=dossier.end_year, years=dossier.years)
    return dossier


def reopen_dossier(*, actor: Actor, dossier_id: UUID, reason: str) -> WorkDossier:
    """Open an ended dossier again (mở lại), with the reason, by the unit's head; not once it is handed over.

    Raises NotAllowed, ReasonNeeded, DossierNotClosed.
    """
    with write_action("records.reopen_dossier", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id)
        require_can_supervise(actor, dossier)
        if not reason.strip():
            raise ReasonNeeded(field="reason")
        if dossier.state != State.CLOSED or dossier.lines.filter(state="listed").exists():
            raise DossierNotClosed(code=dossier.code, state=dossier.get_state_display())
        dossier.state = State.OPEN
        dossier.closed_at = dossier.work_ended_on = dossier.end_year = dossier.hand_over_by = None
        dossier.began_on = dossier.ended_on = dossier.doc_total = dossier.page_total = dossier.sheet_total = None
        dossier.save()
        let_go(action, dossier)
        tell(action, dossier, "reopened", nfc(reason, collapse=True))
        action.record(dossier, code=dossier.code, reason=nfc(reason, collapse=True))
    return dossier
