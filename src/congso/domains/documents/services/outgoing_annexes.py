"""The agency's signature on annexes that are files of their own (NĐ 30/2020, Phụ lục I, Phần I, mục II, khoản 8)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from django.core.files.base import File

from congso.core import clock
from congso.domains.documents.enums_outgoing import FileKind
from congso.domains.documents.errors_outgoing import PaperChanged
from congso.domains.documents.further_files import with_field
from congso.domains.documents.models import Outgoing, OutgoingFile
from congso.foundation.audit.writing import WriteAction
from congso.foundation.files.models import StoredFile
from congso.foundation.files.services import open_file, store_file
from congso.foundation.printing.wording import in_vietnamese
from congso.foundation.signing.facade import Order, Place, SignatureKind, Signed, record_signature
from congso.foundation.signing.stamps import moment_words

ANNEX = "documents.outgoingfile"
"""What an annex is called where signatures are kept."""


def keep_pdf(content: bytes) -> StoredFile:
    """A paper of ours, kept."""
    return store_file(File(BytesIO(content), name="van-ban.pdf"), name="van-ban.pdf")


def read_pdf(stored: StoredFile | None) -> bytes:
    """A paper that was kept; nothing for none."""
    if stored is None:
        return b""
    with open_file(stored) as stream:
        return stream.read()


def annexes_of(outgoing: Outgoing) -> list[OutgoingFile]:
    """Those the agency signs, in their order."""
    rows = OutgoingFile.objects.filter(outgoing=outgoing, removed_at=None, kind=FileKind.ANNEX)
    return list(rows.select_related("stored", "prepared", "file"))


def prepare_annexes(outgoing: Outgoing) -> None:
    """Make room for the signature in each, together with the document itself: from now on nothing but signatures is added."""
    for row in annexes_of(outgoing):
        content, row.field = with_field(read_pdf(row.stored))
        row.prepared = keep_pdf(content)
        row.save(update_fields=["prepared", "field"])


def annex_order(outgoing: Outgoing, row: OutgoingFile) -> Order:
    """The agency's signature wanted at the top right: agency and time, without a picture."""
    issuer = outgoing.document.issuer_name
    with in_vietnamese():
        words = (issuer, moment_words(clock.now()))
    return Order(ANNEX, str(row.pk), read_pdf(row.prepared), Place(**row.field), SignatureKind.ANNEX, signer_name=issuer[:120], words=words)


def store_annexes(action: WriteAction, outgoing: Outgoing, signed: Sequence[Signed]) -> None:
    """Keep the signed annexes inside the open action; they must be those that were prepared, all of them. Raises PaperChanged."""
    rows = annexes_of(outgoing)
    made = {each.order.subject_id: each for each in signed}
    if made.keys() != {str(row.pk) for row in rows}:
        raise PaperChanged(subject=outgoing.document.subject)
    for row in rows:
        one = made[str(row.pk)]
        if one.order.pdf != read_pdf(row.prepared):
            raise PaperChanged(subject=outgoing.document.subject)
        row.file = keep_pdf(one.content)
        row.save(update_fields=["file"])
        record_signature(action, one, file=row.file)
