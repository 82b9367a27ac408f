"""A recall, update or replacement that came before its document waits for it, and is acted upon when the document comes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from congso.core.agency_codes import forms_of_document_id
from congso.core.text import nfc
from congso.domains.documents.facade import DemandKind, Document, demand_back, differing_words
from congso.domains.exchange.models import EarlyChange, EarlyOutcome, Message
from congso.domains.exchange.standing import line_of, own_line
from congso.foundation.audit.writing import WriteAction
from congso.foundation.edxml.facade import DocumentMessage, read
from congso.foundation.files.services import open_file

WAITS = timedelta(days=3)
"""After so long what waits is taken as a new document where it is one, else its waiting ends and the registry reads so."""


def wait_for(action: WriteAction, row: Message, document_key: str, kind: DemandKind, reason: str, newer: Document | None = None) -> EarlyChange:
    """Inside the open action: the document is not here yet; what is asked of it waits."""
    made, _fresh = EarlyChange.objects.get_or_create(
        message=row, document_key=document_key[:200],
        defaults={"agency_id": row.agency_id, "sender_code": row.sender_code, "kind": kind, "reason": nfc(reason)[:500], "newer": newer,
                  "since": action.at, "until": action.at + WAITS},
    )  # fmt: skip
    action.record(made, document=document_key, kind=str(kind), waits_until=made.until)
    return made


def something_waits_for(document_keys: Iterable[str]) -> bool:
    """Whether any of these documents was changed before it came; one statement for all."""
    keys = {form for key in document_keys for form in forms_of_document_id(key)}
    return EarlyChange.objects.filter(document_key__in=keys, outcome=EarlyOutcome.OPEN).exists()


def apply_early(action: WriteAction, row: Message, document: Document) -> int:
    """Inside the open action: put before the registry what came about a document before it; how many, in the order they came."""
    waiting = EarlyChange.objects.select_for_update(no_key=True, of=("self",)).select_related("message__file", "newer").filter(
        document_key__in=forms_of_document_id(row.document_key), outcome=EarlyOutcome.OPEN, agency_id__in=own_line(row.agency_id),
        sender_code__in=line_of(row.sender_code))  # fmt: skip
    found = list(waiting.order_by("pk"))
    for each in found:
        changes = heading_changes(document, _message_of(each.message)) if each.kind == DemandKind.UPDATE and each.newer is None else []
        demand_back(action, document=document, kind=DemandKind(each.kind), source=each.message.pk, reason=each.reason, newer=each.newer, changes=changes)
        each.outcome, each.settled_at = EarlyOutcome.APPLIED, action.at
        each.save(update_fields=["outcome", "settled_at"])
        if each.message.document_id is None:
            Message.objects.filter(pk=each.message.pk).update(document=document)
        action.record(each, document=document.pk)
    return len(found)


def _message_of(row: Message) -> DocumentMessage | None:
    if row.file is None:
        return None
    with open_file(row.file) as stream:
        said = read(stream, None).message
    return said if isinstance(said, DocumentMessage) else None


def heading_changes(document: Document, said: DocumentMessage | None) -> list[tuple[str, str, str]]:
    """Words of the heading that the sender says otherwise now: field, ours, theirs."""
    if said is None:
        return []
    signer, other = said.signer, said.other
    urgency = (other.priority if other else "") or ""
    pages = (other.pages if other else "") or ""
    words = {
        "subject": said.subject, "signer_name": signer.full_name if signer else "", "signer_title": signer.position if signer else "",
        "urgency": int(urgency) if urgency in {"0", "1", "2", "3", "4"} else None, "due_on": said.due_on, "to_places": "; ".join(said.to_places),
        "pages": int(pages) if pages.isascii() and pages.isdecimal() and 0 < len(pages) < 5 else None,
    }  # fmt: skip
    return differing_words(document, words)
