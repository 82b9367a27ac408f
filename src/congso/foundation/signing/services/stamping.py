"""Signatures that wait for their timestamp (chờ dấu thời gian): the authority was silent when they were made.

The signature stands; the paper goes no further until the timestamp is in it. Whose file it is keeps it by what it registered
with ``on_stamped``; nobody types a PIN again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from io import BytesIO

from django.core.files.base import File
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from congso.core import clock
from congso.core.actors import Actor
from congso.foundation.audit.writing import WriteAction, write_action
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file, store_file
from congso.foundation.notifications.services.writing import NoticeIn, write_notices
from congso.foundation.printing.wording import in_vietnamese
from congso.foundation.signing.late_stamps import add_stamp
from congso.foundation.signing.models import Signature
from congso.foundation.signing.timestamps import timestamper

STAMP, QUEUE = "congso.stamp_signature", "stamps"
"""The job, and the queue in which it waits."""
KIND = "signature_stamped"
LONG = timedelta(hours=6)
"""After so long the job has given up; the hourly look goes on."""
Keeper = Callable[[WriteAction, Signature, StoredFile], NoticeIn | None]
_KEEPERS: dict[str, Keeper] = {}


def on_stamped(subject_kind: str, keeper: Keeper) -> None:
    """Say who puts the stamped file in the place of the former one; what it returns is told to who signed."""
    _KEEPERS[subject_kind] = keeper


def ask_stamp(signature: Signature) -> None:
    """Inside the open action: have the timestamp fetched after it."""
    app.configure_task(STAMP, queue=QUEUE).defer(signature_id=signature.pk)


def waits_for_stamp(subject_kind: str, subject_id: str) -> bool:
    """Whether a signature on it still waits for its timestamp."""
    return bool(waiting_among(subject_kind, [subject_id]))


def waiting_among(subject_kind: str, subject_ids: Iterable[str]) -> set[str]:
    """Those of these subjects on which a signature waits for its timestamp."""
    rows = Signature.objects.filter(subject_kind=subject_kind, subject_id__in=list(subject_ids), waits_since__isnull=False)
    return set(rows.values_list("subject_id", flat=True))


def stamp_signature(*, actor: Actor, signature_id: int) -> Signature:
    """Put the timestamp into a signature that waits for it; one that has it stays as it is.

    Where the office has no authority any more, nothing is waited for: its signatures are then without timestamps. Raises
    SignerSilent, for a later try, and PdfRefused when the file has gone on without it.
    """
    row = Signature.objects.select_related("file").get(pk=signature_id)
    authority = timestamper()
    if row.waits_since is None:
        return row
    with open_file(row.file) as stream:
        content = stream.read()
    made = add_stamp(content, field_name=row.field_name, authority=authority) if authority is not None else b""
    with write_action("signing.add_timestamp", actor=actor) as action, in_vietnamese():
        row = Signature.objects.select_for_update(no_key=True).get(pk=signature_id)
        if row.waits_since is not None and made:
            _keep(action, row, made)
        elif row.waits_since is not None:
            row.waits_since = None
            row.save(update_fields=["waits_since"])
        action.record((row.subject_kind, row.subject_id), signature=row.pk, sha256=row.file_id, signer=row.signer_name)
    return row


def _keep(action: WriteAction, row: Signature, made: bytes) -> None:
    file = store_file(File(BytesIO(made), name="da-ky.pdf"), name="da-ky.pdf")
    keeper = _KEEPERS.get(row.subject_kind)
    notice = keeper(action, row, file) if keeper is not None else None
    row.file, row.timestamped, row.waits_since = file, True, None
    row.save(update_fields=["file", "timestamped", "waits_since"])
    if notice is not None:
        write_notices(action, [notice])


def told_of(row: Signature, name: str, url: str) -> NoticeIn:
    """The words for who signed, that nothing is left to do."""
    title = _("Chữ ký trên %(name)s đã có dấu thời gian") % {"name": name}
    return NoticeIn(row.pressed_by, KIND, title, _("Việc tiếp theo làm được rồi; không phải ký lại."), url)


def left_waiting() -> list[int]:
    """Signatures that wait for hours, whose own jobs have given up; the oldest first."""
    rows = Signature.objects.filter(waits_since__lt=clock.now() - LONG).order_by("waits_since")
    return list(rows.values_list("pk", flat=True)[:200])
