"""Give leave to read a dossier, take it back, and note who looked."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.records.enums import Access
from congso.domains.records.errors import DayWrong, PersonNotFit, ReasonNeeded
from congso.domains.records.models import Grant, WorkDossier
from congso.domains.records.policies import lock_dossier, require_can_keep, require_can_supervise
from congso.domains.records.services.common import tell
from congso.foundation.audit.writing import write_action
from congso.foundation.people.queries import account_names


def grant(*, actor: Actor, dossier_id: UUID, account_id: int, reason: str, until: date) -> Grant:
    """Let somebody read a dossier until a day, with the reason; a restricted one only by the unit's head.

    Raises NotAllowed, ReasonNeeded, DayWrong, PersonNotFit.
    """
    with write_action("records.grant", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id)
        if dossier.access == Access.RESTRICTED:
            require_can_supervise(actor, dossier)
        require_can_keep(actor, dossier)
        if not reason.strip():
            raise ReasonNeeded(field="reason")
        if until < clock.local(action.at).date():
            raise DayWrong(field="until", reason=_("ngày hết hạn đã qua."))
        name = account_names().get(account_id)
        if name is None or account_id == dossier.keeper_id:
            raise PersonNotFit(field="account_id")
        Grant.objects.filter(dossier=dossier, account_id=account_id, withdrawn_at=None).update(withdrawn_at=action.at)
        made = Grant.objects.create(
            dossier=dossier, account_id=account_id, account_name=name, reason=nfc(reason, collapse=True), until=until,
            given_by_name=actor.name, given_at=action.at,
        )  # fmt: skip
        tell(action, dossier, "granted", f"{name}, {until:%d/%m/%Y}: {made.reason}")
        action.record(made, dossier=dossier.pk, account=account_id, until=until, reason=made.reason)
    return made


def withdraw_grant(*, actor: Actor, grant_id: int) -> Grant:
    """Take leave to read back. Raises NotVisible when it is gone already, NotAllowed."""
    with write_action("records.withdraw_grant", actor=actor) as action:
        row = Grant.objects.filter(pk=grant_id, withdrawn_at=None).first()
        if row is None:
            raise NotVisible
        dossier = lock_dossier(actor, row.dossier_id)
        require_can_keep(actor, dossier)
        row.withdrawn_at = action.at
        row.save(update_fields=["withdrawn_at"])
        tell(action, dossier, "grant_withdrawn", row.account_name)
        action.record(row, dossier=dossier.pk, account=row.account_id)
    return row


def note_look(*, actor: Actor, dossier: WorkDossier, what: str = "page") -> None:
    """Write that somebody looked at a restricted dossier, or took a file of it; at other levels nothing is written."""
    if dossier.access != Access.RESTRICTED:
        return
    with write_action("records.look", actor=actor) as action:
        action.record(dossier, code=dossier.code, what=what)
