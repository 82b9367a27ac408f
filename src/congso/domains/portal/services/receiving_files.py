"""A citizen's file is checked and kept; one with malware is refused, and the refusal stands in the audit log."""

from __future__ import annotations

from django.core.files.base import File

from congso.domains.citizens.facade import CitizenAccount, actor_for_citizen
from congso.foundation.audit.writing import WriteAction, record_refusal
from congso.foundation.files.content import FileInfected
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import store_file
from congso.foundation.files.uploads import Upload


def receive_file(account: CitizenAccount, upload: Upload | File[bytes], *, name: str) -> StoredFile:
    """Keep a file that comes from a citizen. Raises FileRefused, FileInfected."""
    try:
        return store_file(upload, name=name)
    except FileInfected as error:
        record_refusal(WriteAction("portal.upload_file", actor_for_citizen(account)), error)
        raise
