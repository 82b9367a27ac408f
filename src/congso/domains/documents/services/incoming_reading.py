"""Who has opened what was given to them (xác nhận đã xem)."""

from __future__ import annotations

from django.db.models import Q

from congso.core.actors import Actor
from congso.domains.documents.models import Assignment, Document
from congso.foundation.audit.writing import write_action


def note_read(*, actor: Actor, document: Document) -> int:
    """Note who of those that have a document opened it first (đã xem); how many lines that settled.

    A second look asks one small question and writes nothing.
    """
    units = {seat.unit_id for seat in actor.seats}
    mine = Assignment.objects.filter(incoming_id=document.pk, read_at=None, withdrawn_at=None).filter(
        Q(unit_id__in=units, account_id=None) | Q(account_id__in=actor.accounts)
    )
    if actor.account_id is None or not mine.exists():
        return 0
    with write_action("documents.note_read", actor=actor) as action:
        count = mine.update(read_at=action.at, read_by_name=actor.name)
        action.record(document, number=document.number_text, event="read")
    return count
