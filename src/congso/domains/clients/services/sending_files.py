"""Files that a program sends ahead: checked and kept for a day, then named by what they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from congso.core.actors import Actor
from congso.core.errors import InvalidInput
from congso.core.text import filename_safe, nfc
from congso.domains.clients.models import ClientFile
from congso.domains.clients.policies import require_sends_files
from congso.domains.clients.services.entering import Caller
from congso.foundation.audit.writing import write_action
from congso.foundation.files.services import store_file
from congso.foundation.files.uploads import Upload

KEPT_FOR = timedelta(days=1)
LARGEST = 50 * 1024 * 1024
"""Bytes of a file that a program sends."""


def keep_file(*, caller: Caller, upload: Upload) -> ClientFile:
    """Check a file and keep it for a day. Raises ScopeMissing, FileRefused, FileInfected, InvalidInput for one too large or empty."""
    with write_action("clients.keep_file", actor=caller.actor) as action:
        require_sends_files(caller.actor)
        if not 0 < (upload.size or 0) <= LARGEST:
            raise InvalidInput(field="name", reason=_("tệp phải có nội dung và không quá %(most)s MB.") % {"most": LARGEST // (1024 * 1024)})
        name = filename_safe(nfc(upload.name or ""))[:200]
        row = ClientFile(client=caller.client, stored=store_file(upload, name=name), name=name, added_at=action.at)
        row.save(force_insert=True)
        action.record(row, name=name, sha256=row.stored_id)
    return row


def files_named(*, caller: Caller, ids: Sequence[UUID]) -> dict[UUID, ClientFile]:
    """Files the program sent within the last day, by id. Raises InvalidInput for one that is not there."""
    found = ClientFile.objects.filter(client=caller.client).in_bulk(list(ids))
    missing = [each for each in ids if each not in found]
    if missing:
        raise InvalidInput(field="files", reason=_("không có tệp %(id)s, hoặc tệp gửi đã quá một ngày.") % {"id": missing[0]})
    return found


def sweep_files(*, actor: Actor) -> int:
    """Put away what was sent more than a day ago; what it was named by keeps its content. How many."""
    with write_action("clients.sweep_files", actor=actor) as action:
        swept = ClientFile.objects.filter(added_at__lte=action.at - KEPT_FOR).delete()[0]
        action.record(("clients.files", "*"), count=swept)
    return swept
