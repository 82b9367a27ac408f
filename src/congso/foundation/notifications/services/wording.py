"""The office words its messages."""

from __future__ import annotations

from datetime import date

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.foundation.audit.writing import write_action
from congso.foundation.notifications.models import MessageWording
from congso.foundation.notifications.policies import require_can_manage
from congso.foundation.notifications.wordings import kinds, require_known_fields


def set_wording(*, actor: Actor, key: str, subject: str, body: str, valid_from: date) -> MessageWording:
    """Word a kind of message anew from a day on; letters already written keep theirs.

    Raises UnknownField, NotVisible for an unknown kind, NotAllowed.
    """
    with write_action("notifications.set_wording", actor=actor) as action:
        require_can_manage(actor)
        kind = kinds().get(key)
        if kind is None:
            raise NotVisible
        require_known_fields(kind, subject, "subject")
        require_known_fields(kind, body, "body")
        row, _made = MessageWording.objects.update_or_create(
            key=key, valid_from=valid_from, defaults={"subject": nfc(subject.strip()), "body": nfc(body)}
        )
        action.record(row, key=key, title=row.subject, body=row.body, valid_from=valid_from)
    return row
