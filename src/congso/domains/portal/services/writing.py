"""A citizen writes to the office, within what one account may write in an hour."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from congso.core.actors import Actor
from congso.domains.citizens.facade import CitizenAccount
from congso.domains.dossiers.facade import DossierMessage, send_message
from congso.domains.portal.services.limiting import count_file, count_message
from congso.foundation.files.uploads import Upload


def write_message(
    *, actor: Actor, account: CitizenAccount, dossier_id: UUID, text: str, uploads: Sequence[Upload] = ()
) -> DossierMessage:
    """Write about one's own dossier (gửi tin nhắn). Raises TooOften and what ``send_message`` raises."""
    count_message(account.pk)
    for upload in uploads:
        count_file(account.pk, upload.size or 0)
    return send_message(actor=actor, dossier_id=dossier_id, text=text, uploads=uploads)
