"""Applicant and office write to each other about a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.core.errors import NotAllowed
from congso.core.text import nfc
from congso.domains.dossiers.errors import MessagesClosed, TooManyFiles, TooManyMessages
from congso.domains.dossiers.events import DossierChanged
from congso.domains.dossiers.models import Dossier, DossierMessage, MessageFile
from congso.domains.dossiers.services.common import lock_dossier
from congso.domains.dossiers.services.intake import StoredPaper
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.casework.errors import ReasonMissing
from congso.foundation.files.services import store_file
from congso.foundation.files.uploads import Upload
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.people.queries import holders

LONGEST = 2000
MOST_FILES = 5
MOST_A_DAY = 20
OPEN_FOR = timedelta(days=30)
"""How long after the end of a dossier its applicant may still write (the office's own rule, no law)."""


def send_message(
    *,
    actor: Actor,
    dossier_id: UUID,
    text: str,
    uploads: Sequence[Upload] = (),
    stored: Sequence[StoredPaper] = (),
) -> DossierMessage:
    """Write about a dossier: its applicant to the office, or who may see the case to the applicant.

    The holder, else the clerks of the place of receipt, get a notice; the applicant gets a letter without the text.
    Raises NotVisible, NotAllowed (part of another dossier's parties, jobs), ReasonMissing for an empty text,
    MessagesClosed, TooManyMessages, TooManyFiles, FileRefused.
    """
    with write_action("dossiers.send_message", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, None)
        from_citizen = actor.party_id is not None
        if not from_citizen and actor.account_id is None:
            raise NotAllowed
        _require_open(dossier, from_citizen=from_citizen, actor=actor)
        if not text.strip():
            raise ReasonMissing(field="text")
        if len(uploads) + len(stored) > MOST_FILES:
            raise TooManyFiles(field="uploads", most=MOST_FILES)
        seat = actor.main_seat
        message = DossierMessage.objects.create(
            dossier=dossier, from_citizen=from_citizen, party_id=actor.party_id, account_id=actor.account_id,
            unit_id=seat.unit_id if seat else None, author_name=actor.name, text=nfc(text.strip())[:LONGEST], at=action.at,
        )  # fmt: skip
        _attach(message, uploads, stored)
        if from_citizen:
            write_notices(action, _notices(dossier))
        else:
            _read(dossier, from_citizen=True, action=action)
            action.publish(DossierChanged(dossier_id=str(dossier.pk), what="message", seq=message.pk))
        action.record(
            dossier, message=message.pk, files=len(uploads) + len(stored), from_citizen=from_citizen
        )
    return message


def read_messages(*, actor: Actor, dossier_id: UUID) -> int:
    """Note that the other side's messages have been read; how many there were. Raises NotVisible."""
    with write_action("dossiers.read_messages", actor=actor) as action:
        dossier = lock_dossier(actor, dossier_id, None)
        count = _read(dossier, from_citizen=actor.party_id is None, action=action)
        action.record(dossier, read=count)
    return count


def _read(dossier: Dossier, *, from_citizen: bool, action: WriteAction) -> int:
    rows = DossierMessage.objects.filter(dossier=dossier, from_citizen=from_citizen, read_at=None)
    return rows.update(read_at=action.at)


def _require_open(dossier: Dossier, *, from_citizen: bool, actor: Actor) -> None:
    closed_at = dossier.case.closed_at
    if not from_citizen:
        return
    if closed_at is not None and clock.now() - closed_at > OPEN_FOR:
        raise MessagesClosed(number=dossier.code)
    day = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    if (
        DossierMessage.objects.filter(dossier=dossier, party_id=actor.party_id, at__gte=day).count()
        >= MOST_A_DAY
    ):
        raise TooManyMessages(most=MOST_A_DAY)


def _attach(message: DossierMessage, uploads: Sequence[Upload], stored: Sequence[StoredPaper]) -> None:
    rows = [
        MessageFile(
            message=message, stored=store_file(each, name=each.name or ""), name=nfc(each.name or "")[:200]
        )
        for each in uploads
    ]
    rows += [
        MessageFile(message=message, stored_id=each.stored_id, name=nfc(each.name)[:200]) for each in stored
    ]
    MessageFile.objects.bulk_create(rows)


def _notices(dossier: Dossier) -> list[NoticeIn]:
    """To who holds the dossier, else to the clerks of the place of receipt."""
    case = dossier.case
    if case.holder_id is not None and case.closed_at is None:
        accounts = [case.holder_id]
    else:
        accounts = [account for account, _name in holders(role="clerk", unit_id=dossier.receiving_unit_id)]
    title = _("Người nộp hồ sơ %(code)s gửi tin nhắn") % {"code": dossier.code}
    url = reverse("dossiers:page", args=[dossier.pk]) + "#tin-nhan"
    return [NoticeIn(each, "message", title, url=url, case_id=dossier.pk) for each in accounts]
