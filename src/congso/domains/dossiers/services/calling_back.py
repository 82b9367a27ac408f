"""A part that was handed over comes back before it is done."""

from __future__ import annotations

from uuid import UUID

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.domains.dossiers.errors import PartDecided
from congso.domains.dossiers.models import Dossier
from congso.domains.dossiers.services.common import follow_case, lock_dossier
from congso.domains.dossiers.services.fees import ask_no_more
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.errors import CaseClosed, ReasonMissing
from congso.foundation.casework.models import Case, CaseState
from congso.foundation.casework.policies import require_can_act
from congso.foundation.casework.services import Happening, close, lock_case, note_event, require_open

CALLED_BACK = "called_back"


def call_back(*, actor: Actor, dossier_id: UUID, seen_seq: int | None, child_id: UUID, reason: str) -> Dossier:
    """Take a handed-over part back from the other agency (gọi lại phần liên thông); the first dossier goes on.

    Who holds the first dossier's step does it, as they handed the part over. The part ends, its code and its line in
    the register stay used. Raises NotVisible, NotYourStep, ReasonMissing, PartDecided, CaseClosed.
    """
    with write_action("dossiers.call_back", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, seen_seq)
        require_open(dossier.case)
        require_can_act(actor, dossier.case)
        child = lock_case(child_id)
        if child.parent_id != dossier.case.pk or child.kind != dossier.case.kind:
            raise NotVisible
        if child.state == CaseState.CLOSED:
            raise CaseClosed
        if not reason.strip():
            raise ReasonMissing(field="reason")
        part = _end_part(action, child, reason)
        _tell_sender(action, dossier.case, part, reason)
        follow_case(action, dossier)
    return part


def call_back_parts(action: WriteAction, case: Case, reason: str) -> None:
    """Take back all open parts of a dossier that ends, and theirs; raises PartDecided when one has its decision."""
    for pk in _open_children(case, kind=case.kind):
        _tell_sender(action, case, _end_part(action, lock_case(pk), reason), reason)


def _open_children(case: Case, **which: str) -> list[UUID]:
    rows = Case.objects.filter(parent_id=case.pk, **which).exclude(state=CaseState.CLOSED)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _end_part(action: WriteAction, child: Case, reason: str) -> Dossier:
    """End a part whose agency has not decided; what it had asked or handed on itself ends first."""
    part = Dossier.objects.select_related("result").get(pk=child.pk)
    part.case = child
    result = getattr(part, "result", None)
    if part.finished_at is not None or (result is not None and result.approved_at is not None):
        raise PartDecided(number=part.code)
    call_back_parts(action, child, reason)
    for pk in _open_children(child):
        close(action, lock_case(pk), outcome="withdrawn", name="question_withdrawn", note=reason, public=False, by_sender=True)
    close(action, child, outcome=CALLED_BACK, name=CALLED_BACK, note=nfc(reason.strip()), public=False, by_sender=True)
    ask_no_more(action, part, "Phần liên thông đã được gọi lại.")
    follow_case(action, part)
    return part


def _tell_sender(action: WriteAction, parent: Case, part: Dossier, reason: str) -> None:
    data = {"child": str(part.pk), "code": part.code}
    note_event(action, parent, Happening("part_called_back", note=nfc(reason.strip()), data=data))
