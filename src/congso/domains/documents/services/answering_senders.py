"""Whoever sent a document by e-mail hears the same day that it was registered, or why it comes back (NĐ 30/2020, Điều 21)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from congso.domains.documents.letters_incoming import REGISTERED, SENT_BACK
from congso.domains.documents.models import Channel, Document, Incoming
from congso.foundation.audit.writing import WriteAction
from congso.foundation.notifications.services import Letter, write_letters
from congso.foundation.orgs.queries import tree
from congso.foundation.printing.wording import in_vietnamese


def write_to_sender(action: WriteAction, document: Document, incoming: Incoming, *, taken: bool) -> None:
    """Write to the address that the document came from, inside the open action; nothing for what came another way."""
    if incoming.channel != Channel.EMAIL or not _is_address(incoming.sender):
        return
    kind = REGISTERED if taken else SENT_BACK
    fields = {
        "number": document.number_text, "day": f"{document.issued_on:%d/%m/%Y}" if document.issued_on else "",
        "subject": document.subject, "agency": tree().name(incoming.agency_id), "arrival": incoming.arrival_text,
        "reason": incoming.sent_back_reason,
    }  # fmt: skip
    with in_vietnamese():
        write_letters(action, [Letter(incoming.sender, kind.key, f"{kind.key}-{document.pk}", fields)])


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
