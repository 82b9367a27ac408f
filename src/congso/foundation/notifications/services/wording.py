"""The office words its messages."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from congso.core.actors import Actor
from congso.core.errors import NotVisible
from congso.core.text import nfc
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.notifications.channels import EMAIL, SMS, ZALO
from congso.foundation.notifications.channels.gateway import lines_of
from congso.foundation.notifications.channels.texts import SMS_LENGTH, without_marks
from congso.foundation.notifications.errors import TemplateMissing, WordingTooLong
from congso.foundation.notifications.models import MessageWording
from congso.foundation.notifications.policies import require_can_manage
from congso.foundation.notifications.wordings import Kind, kinds, merge, require_known_fields


def set_wording(
    *, actor: Actor, key: str, body: str, valid_from: date, subject: str = "", channel: str = EMAIL
) -> MessageWording:
    """Word a kind of message anew from a day on, for one channel; messages already written keep theirs.

    Raises UnknownField, WordingTooLong, TemplateMissing, NotVisible for an unknown kind or channel, NotAllowed.
    """
    with write_action("notifications.set_wording", actor=actor) as action:
        require_can_manage(actor)
        kind = _kind(key, channel)
        require_known_fields(kind, subject, "subject")
        require_known_fields(kind, body, "body")
        _require_fitting(kind, channel, subject, body)
        return _store(action, key, channel, valid_from, (subject, body))


def reset_wording(*, actor: Actor, key: str, channel: str = EMAIL, valid_from: date) -> MessageWording:
    """Let the program's own words hold again from a day on (khôi phục mẫu gốc). Raises NotVisible, NotAllowed."""
    with write_action("notifications.reset_wording", actor=actor) as action:
        require_can_manage(actor)
        return _store(action, key, channel, valid_from, _kind(key, channel).default(channel))


def _kind(key: str, channel: str) -> Kind:
    kind = kinds().get(key)
    if kind is None or channel not in kind.channels:
        raise NotVisible
    return kind


def _require_fitting(kind: Kind, channel: str, subject: str, body: str) -> None:
    if channel == ZALO and not (subject.strip() and lines_of(body)):
        raise TemplateMissing(field="body" if subject.strip() else "subject")
    if channel == SMS:
        text = " ".join(merge(body, kind.sample()).split())
        length = len(text if settings.CONGSO_MESSAGES["tones"] else without_marks(text))
        if length > SMS_LENGTH:
            raise WordingTooLong(field="body", length=length, most=SMS_LENGTH)


def _store(
    action: WriteAction, key: str, channel: str, valid_from: date, words: tuple[str, str]
) -> MessageWording:
    row, _made = MessageWording.objects.update_or_create(
        key=key,
        channel=channel,
        valid_from=valid_from,
        defaults={"subject": nfc(words[0].strip()), "body": nfc(words[1])},
    )
    action.record(row, key=key, channel=channel, title=row.subject, body=row.body, valid_from=valid_from)
    return row
