"""Ask other units for their opinion."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services.common import follow_case, lock_dossier
from congso.domains.dossiers.watchers import tell_watchers
from congso.domains.parties.facade import DataUseKind, Use, note_uses
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.models import Case
from congso.foundation.casework.policies import require_can_see
from congso.foundation.casework.services import (
    answer,
    ask,
    lock_case,
    lock_with_parent,
    require_fresh,
    withdraw_question,
)  # fmt: skip
from congso.foundation.orgs.queries import tree


def consult(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, unit_id: int, question: str, due_at: datetime
) -> Case:
    """Ask another unit (xin ý kiến, đề nghị phối hợp) with a deadline of its own. Raises what the engine raises."""
    with write_action("dossiers.consult", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        child = ask(action, dossier.case, unit_id=unit_id, question=question, due_at=due_at)
        agency = tree().agency_of(unit_id).id
        if agency != dossier.agency_id:
            purpose = _("Cho ý kiến để giải quyết hồ sơ")
            note_uses(action, [Use(dossier.party_id, DataUseKind.SHARING, purpose, dossier.code, agency)])
        follow_case(action, dossier)
    return child


def answer_consultation(*, actor: Actor, case_id: UUID, seen_seq: int | None, opinion: str) -> Case:
    """Answer what another unit asked (trả lời ý kiến); who follows the dossier hears of it at once. Raises NotYourStep, ReasonMissing."""
    with write_action("dossiers.answer_consultation", actor=actor) as action:
        child, parent = lock_with_parent(case_id)
        require_can_see(actor, child)
        require_fresh(child, seen_seq)
        answer(action, child, parent, opinion=opinion)
        _tell(action, parent)
    return child


def _tell(action: WriteAction, parent: Case | None) -> None:
    """The answer stands in the line of the dossier that asked: its watchers are told now, not with its next step."""
    dossier = Dossier.objects.filter(pk=parent.pk).first() if parent is not None else None
    if dossier is not None and parent is not None:
        dossier.case = parent
        tell_watchers(action, dossier)


def withdraw_consultation(
    *, actor: Actor, dossier_id: UUID, seen_seq: int | None, child_id: UUID, reason: str
) -> None:
    """Take a question back (rút yêu cầu ý kiến). Raises NotVisible, NotYourStep, ReasonMissing."""
    with write_action("dossiers.withdraw_consultation", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        child = lock_case(child_id)
        if child.parent_id != dossier.case.pk or child.kind != "consultation":
            raise NotVisible
        withdraw_question(action, dossier.case, child, reason=reason)
        follow_case(action, dossier)
