"""Write notices and letters inside the transaction of what they tell of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from congso.core import clock
from congso.core.text import nfc
from congso.foundation.audit.writing import WriteAction
from congso.foundation.files.models import StoredFile
from congso.foundation.notifications.channels import EMAIL
from congso.foundation.notifications.composing import compose
from congso.foundation.notifications.models import Message, Notice
from congso.foundation.notifications.tasks import send_message
from congso.foundation.notifications.wordings import wording_on


@dataclass(frozen=True)
class NoticeIn:
    """A notice to be written."""

    account_id: int
    kind: str
    title: str
    text: str = ""
    url: str = ""
    case_id: UUID | None = None


@dataclass(frozen=True)
class Letter:
    """A message to be written: which wording, with what in its fields, about which occasion (once), by which channel."""

    to_address: str
    wording: str
    occasion: str
    fields: Mapping[str, str]
    channel: str = EMAIL
    attachment: StoredFile | None = None
    """Goes with a letter; short messages have none."""
    attachment_name: str = ""
    further: Sequence[tuple[StoredFile, str]] = ()
    """More files with their names."""


def write_notices(action: WriteAction, notices: Sequence[NoticeIn]) -> list[Notice]:
    """Put notices before their receivers, in one statement."""
    rows = [
        Notice(account_id=each.account_id, kind=each.kind, title=nfc(each.title)[:300], text=nfc(each.text),
               url=each.url[:300], case_id=each.case_id, created_at=action.at)
        for each in notices
    ]  # fmt: skip
    return Notice.objects.bulk_create(rows)


def write_letters(action: WriteAction, letters: Sequence[Letter]) -> list[Message]:
    """Write letters with their jobs, few statements for any number; an occasion that has its letter gets no second."""
    today = clock.local(action.at).date()
    asked = {(each.wording, each.channel) for each in letters}
    words = {(key, channel): wording_on(key, today, channel) for key, channel in asked}
    wanted = {each.occasion: each for each in letters if each.to_address}
    known = set(Message.objects.filter(occasion__in=wanted).values_list("occasion", flat=True))
    rows = [
        _message(action, each, words[each.wording, each.channel])
        for each in wanted.values()
        if each.occasion not in known
    ]
    if not rows:
        return []
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    written = list(Message.objects.filter(occasion__in=[row.occasion for row in rows]))
    jobs: list[dict[str, Any]] = [{"message_id": row.pk} for row in written]
    send_message.batch_defer(*jobs)
    for row in written:
        action.record(row, wording=row.wording, occasion=row.occasion, channel=row.channel)
    return written


def _message(action: WriteAction, letter: Letter, words: tuple[str, str]) -> Message:
    subject, body = compose(letter.channel, words, letter.fields)
    return Message(
        channel=letter.channel, to_address=letter.to_address, subject=subject, body=body, wording=letter.wording,
        occasion=letter.occasion, created_at=action.at, attachment=letter.attachment, attachment_name=letter.attachment_name,
        further=[[file.pk, name] for file, name in letter.further],
    )  # fmt: skip
