"""Say how an outgoing document stands to others: its grounds, what is related, what it is an annex or a copy of."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput, NotVisible
from congso.core.text import nfc
from congso.domains.documents.enums import LINKED
from congso.domains.documents.models import Relation
from congso.domains.documents.policies_outgoing import require_can_relate
from congso.domains.documents.queries_any import document_lines
from congso.domains.documents.services.outgoing_common import case_of, lock_outgoing
from congso.foundation.audit.writing import write_action

MOST = 30
"""Documents named at once."""


def relate_document(
    *, actor: Actor, document_id: UUID, kind: str, target_ids: Sequence[UUID] = (), outside: Sequence[str] = ()
) -> list[Relation]:
    """Name other documents as grounds, related … of this one: kept here, or by their words when they are kept elsewhere.

    What is named already is passed over. Raises NotAllowed, NotVisible for a document one may not see, InvalidInput for nothing,
    for the document itself, and for kinds that have consequences (thay thế, thu hồi …), which a new document says of itself.
    """
    with write_action("documents.relate", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id)
        require_can_relate(actor, outgoing, case_of(outgoing))
        wanted, named = list(dict.fromkeys(target_ids)), _named(outside)
        if kind not in LINKED:
            raise InvalidInput(field="kind", reason=_("không ghi được quan hệ này ở đây."))
        if not 0 < len(wanted) + len(named) <= MOST:
            raise InvalidInput(field="targets", reason=_("chọn hoặc ghi từ 1 đến %(most)d văn bản.") % {"most": MOST})
        if document_id in wanted:
            raise InvalidInput(field="targets", reason=_("văn bản không liên quan đến chính nó."))
        if document_lines(viewer=actor, ids=wanted).keys() != set(wanted):
            raise NotVisible
        rows = [Relation(source_id=document_id, kind=kind, target_id=each) for each in wanted]
        rows += [Relation(source_id=document_id, kind=kind, outside=each) for each in named]
        known = set(Relation.objects.filter(source_id=document_id, kind=kind).values_list("target_id", "outside"))
        fresh = Relation.objects.bulk_create([row for row in rows if (row.target_id, row.outside) not in known])
        action.record(outgoing.document, relation=kind, targets=[str(row.target_id or row.outside) for row in fresh])
    return fresh


def _named(outside: Sequence[str]) -> list[str]:
    """What is kept elsewhere, by its words, each once."""
    return list(dict.fromkeys(nfc(each, collapse=True).strip()[:300] for each in outside if each.strip()))


def unrelate_document(*, actor: Actor, document_id: UUID, relation_id: int) -> None:
    """Take back what was named wrongly; the log keeps it. Raises NotAllowed, NotVisible for what cannot be taken back here."""
    with write_action("documents.unrelate", actor=actor) as action:
        outgoing = lock_outgoing(actor, document_id)
        require_can_relate(actor, outgoing, case_of(outgoing))
        row = Relation.objects.filter(pk=relation_id, source_id=document_id, kind__in=LINKED).first()
        if row is None:
            raise NotVisible
        action.record(outgoing.document, relation_removed=row.kind, target=str(row.target_id or row.outside))
        row.delete()
