"""The waiting of a change that came before its document ends after some days."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from congso.core import clock
from congso.core.actors import Actor
from congso.domains.documents.facade import DemandKind, registries
from congso.domains.exchange.arriving import Arrived, take_as_new
from congso.domains.exchange.models import EarlyChange, EarlyOutcome, Message
from congso.domains.exchange.services.incoming import kept_files
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.edxml.facade import DocumentMessage, read
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file
from congso.foundation.notifications.services import NoticeIn, write_notices
from congso.foundation.printing.wording import in_vietnamese

MOST = 100


def end_waiting(*, actor: Actor) -> int:
    """End what has waited too long: an update that brings the whole document is taken as new, the registry hears of the rest. How many."""
    over = EarlyChange.objects.filter(outcome=EarlyOutcome.OPEN, until__lte=clock.now()).order_by("pk").values_list("pk", flat=True)[:MOST]
    return sum(_end(actor, key) for key in list(over))


def _end(actor: Actor, key: int) -> int:
    with tempfile.TemporaryDirectory(prefix="congso-edxml-") as name, in_vietnamese(), write_action("exchange.end_waiting", actor=actor) as action:
        rows = EarlyChange.objects.select_for_update(no_key=True, of=("self",)).select_related("message__file", "message__connection")
        early = rows.filter(pk=key, outcome=EarlyOutcome.OPEN).first()
        if early is None:
            action.record(("exchange.early", key), done=True)
            return 0
        message = early.message
        is_new = early.kind == DemandKind.UPDATE and early.newer_id is None and message.file is not None and _take(action, message, Path(name))
        early.outcome, early.settled_at = EarlyOutcome.TAKEN_AS_NEW if is_new else EarlyOutcome.LAPSED, action.at
        early.save(update_fields=["outcome", "settled_at"])
        _tell(action, early)
        action.record(early, document=early.document_key, outcome=str(early.outcome))
    return 1


def _take(action: WriteAction, row: Message, folder: Path) -> bool:
    if row.file is None:
        return False
    with open_file(row.file) as stream:
        found = read(stream, folder)
    if not isinstance(found.message, DocumentMessage):
        return False
    files: Sequence[tuple[StoredFile, str]] = kept_files(found)
    take_as_new(action, row, Arrived(found.message, row.receiver_codes[0], files))
    row.save(update_fields=["document"])
    return True


def _tell(action: WriteAction, early: EarlyChange) -> None:
    title = _("%(what)s của %(code)s: %(outcome)s") % {"what": early.get_kind_display(), "code": early.sender_code, "outcome": early.get_outcome_display()}
    write_notices(action, [NoticeIn(account, "exchange.early", title, early.document_key, reverse("exchange:early")) for account in registries([early.agency_id])])
